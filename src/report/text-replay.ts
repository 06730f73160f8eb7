/**
 * Replays → plain text: the list of all of them, and one incident step by step.
 * The words are those of every other door; every summary ends with the same sentence.
 */

import type { Fact, Incident, IncidentSource, RuleSet } from '../rules/model.ts'
import { evidenceOutcome, paperOutcome } from './outcomes.ts'
import { describeCheapest, uncoveredBy } from './cheapest.ts'
import type { Examined } from './explain-score.ts'
import { countReplays, countsSentences, groupReplays, OUR_READING, wayInWords } from './incidents.ts'
import { countLessons, describeLessons, lessonsOf, lessonsSentence } from './lessons.ts'
import { type ChainReplay, describeReplays } from './replay.ts'
import type { ReplayStep } from './replay-ends.ts'
import { standingName } from './standing-words.ts'
import type { TextPage } from './text-page.ts'
import {
  CLOSING,
  confidenceName,
  dateWords,
  roleName,
  stepKindName,
  upperFirst,
  vantageMeaning,
  vantageName,
} from './words.ts'

/** The counts, then every incident with both outcomes and the cheapest change. */
export function addReplays(page: TextPage, examined: Examined): void {
  const { ruleSet, result } = examined
  page.paragraph(countsSentences(countReplays(ruleSet, result)).join(' '))
  const learned = lessonsSentence(countLessons(result))
  if (learned !== undefined) page.paragraph(learned)
  for (const group of groupReplays(ruleSet, result)) {
    page.subheading(group.heading)
    page.paragraph(group.lead, 0, 'quiet')
    for (const { incident } of group.replays) {
      const replay = describeReplays(examined, incident).find((one) => one.chain.vantage === group.vantage)
      if (replay === undefined) continue
      page.item(`${incident.title}  [${incident.id}]`, 0, '-', 'strong')
      page.paragraph(outcomeSentence(replay), 2)
      const change = describeCheapest(examined, replay)
      if (change?.kind === 'change' || change?.kind === 'evidence' || change?.kind === 'nothing-published')
        addChange(page, examined, replay, 4)
    }
  }
  for (const incident of ruleSet.incidents.filter((one) => one.kind === 'exercise')) {
    page.subheading('An exercise to discuss; it is never replayed')
    page.item(`${incident.title}  [${incident.id}]`, 0, '-', 'strong')
  }
}

/** Both outcomes of a chain; one when they are the same. */
function outcomeSentence({ result }: ChainReplay): string {
  const [paper, evidence] = [paperOutcome(result), evidenceOutcome(result)]
  if (paper === undefined || evidence === undefined) return ''
  return result.outcome === result.assuredOutcome && !paper.onWord
    ? `On paper and on evidence: ${paper.short}. ${paper.sentence}`
    : `On paper: ${paper.short}. ${paper.sentence} On evidence: ${evidence.short}.`
}

/** The cheapest change, and what it does not cover. */
function addChange(page: TextPage, examined: Examined, replay: ChainReplay, indent: number): void {
  const change = describeCheapest(examined, replay)
  if (change === undefined) return
  page.paragraph(change.lead, indent)
  for (const { question, to } of change.changes)
    page.item(`${question.short}: ${to}  [${question.id}]`, indent)
  if (change.kind === 'change') page.paragraph(uncoveredBy(change).join(' '), indent)
}

/** One incident in full: what happened, each chain step by step, lessons, what is not known, and sources. */
export function addReplay(page: TextPage, examined: Examined, incident: Incident): void {
  page.paragraph(incident.title, 0, 'title')
  page.paragraph(`${incident.happened}. ${incident.role}. As at ${dateWords(incident.asAt)}.`)
  page.space().paragraph(incident.summary)
  page.paragraph(wayInWords(incident).sentence)
  if (incident.note !== undefined) page.paragraph(incident.note)
  for (const replay of describeReplays(examined, incident)) addChain(page, examined, replay)
  if (incident.exercise !== undefined) addExercise(page, examined.ruleSet, incident.exercise)
  addFacts(page, 'What is known', incident.facts)
  addFacts(page, 'What regulators say', incident.regulatory)
  addLessons(page, examined, incident)
  addList(page, 'What is not known', incident.notKnown)
  addList(page, 'Left out, because it was not read again at its source', incident.leftOut)
  addList(page, 'Sources', incident.sources.map(sourceLine))
  page.space()
  if (incident.kind === 'dossier') page.paragraph(OUR_READING, 0, 'quiet')
  page.paragraph(CLOSING)
}

function addChain(page: TextPage, examined: Examined, replay: ChainReplay): void {
  const { chain, ends, notExposed, notKnown } = replay
  page.heading(upperFirst(vantageName(chain.vantage)))
  page.paragraph(vantageMeaning(chain.vantage), 0, 'quiet')
  page.paragraph(outcomeSentence(replay), 0, 'strong')
  if (notExposed !== undefined) page.paragraph(notExposed)
  for (const { reading, sentence } of ends) page.paragraph(`${reading}: ${sentence}`)
  if (notKnown !== undefined && notKnown.questions.length + notKnown.scope.length > 0) {
    page.paragraph('It depends on:')
    for (const question of [...notKnown.scope, ...notKnown.questions])
      page.item(`${question.short}  [${question.id}]`, 2)
  }
  page.space()
  for (const step of replay.steps) addStep(page, step)
  page.space()
  addChange(page, examined, replay, 0)
}

function addStep(
  page: TextPage,
  { number, step, words, effect, onEvidence, controls, reached }: ReplayStep,
): void {
  const via = step.via === undefined ? '' : `, ${step.via}`
  page.item(
    `${step.text} [${stepKindName(step.kind)}; ${confidenceName(step.confidence)}${via}]`,
    0,
    `${number}.`,
  )
  page.paragraph(effect === undefined ? words : `${words} ${effect}`, 3, 'strong')
  if (onEvidence !== undefined) page.paragraph(`On evidence: ${onEvidence}`, 3)
  if (step.notTestable !== undefined) page.paragraph(step.notTestable, 3, 'quiet')
  if (reached === 'no') return
  for (const { control, asks, stands, matters } of controls) {
    page.item(
      `${upperFirst(roleName(control.role))}: ${asks}. ${upperFirst(standingName(stands))}. Evidence that it matters: ${matters}.`,
      3,
      '·',
    )
  }
}

function addExercise(page: TextPage, ruleSet: RuleSet, exercise: NonNullable<Incident['exercise']>): void {
  page.heading('An exercise to discuss; it is never replayed')
  page.paragraph(exercise.scene).space()
  for (const question of exercise.ask) page.item(question)
  page.space().paragraph('Your answers to have at hand:')
  for (const index of exercise.answers) {
    const question = ruleSet.questions[index]
    if (question !== undefined) page.item(`${question.short}  [${question.id}]`)
  }
}

function addFacts(page: TextPage, heading: string, facts: readonly Fact[]): void {
  if (facts.length === 0) return
  page.heading(heading)
  for (const fact of facts) {
    const via = fact.via === undefined ? '' : `, ${fact.via}`
    page.item(`${fact.text} [${confidenceName(fact.confidence)}${via}: ${fact.sources.join(', ')}]`)
  }
}

/** Each lesson, with what the answers show of it. */
function addLessons(page: TextPage, examined: Examined, incident: Incident): void {
  const lessons = describeLessons(examined, incident)
  if (lessons.length === 0) return
  page.heading('Lessons')
  const counted = incident.kind === 'dossier' ? lessonsOf(examined, incident) : undefined
  if (counted !== undefined) page.paragraph(counted)
  for (const { lesson, state, because, open } of lessons) {
    page.item(`${lesson.text} [${state}]`)
    page.paragraph(because, 3, 'quiet')
    if (open.length > 0) page.paragraph(`It depends on: ${open.join('; ')}.`, 3, 'quiet')
  }
}

function addList(page: TextPage, heading: string, texts: readonly string[]): void {
  if (texts.length === 0) return
  page.heading(heading)
  for (const text of texts) page.item(text)
}

function sourceLine({ id, title, publisher, date, url, read }: IncidentSource): string {
  const parts = [publisher, title, date, url, read === undefined ? undefined : `read ${read}`]
  return `${id}: ${parts.filter((part) => part !== undefined).join(', ')}`
}
