/**
 * A result → the whole page that the command line prints: band first, number second, on paper and on evidence.
 * It never shows a single number where answers are missing, and it ends with the sentence that every summary ends with.
 */

import type { RuleSet } from '../rules/model.ts'
import { frameworkOf } from '../scoring/caf.ts'
import { countAsked } from './asked.ts'
import type { Examined } from './explain-score.ts'
import {
  describeContradictions,
  describeDomains,
  describeHeadline,
  describeLimits,
  type LimitWords,
  openWords,
} from './results.ts'
import { describePointers } from './pointers.ts'
import { describeRisks } from './risks.ts'
import { numeric, type TextPage } from './text-page.ts'
import { addReplays } from './text-replay.ts'
import {
  CAF_HEADING,
  CLOSING,
  countWords,
  dateWords,
  endSentence,
  joinWords,
  pointerName,
  rowsWords,
  shortOf,
  sourceWords,
  TWO_READINGS,
  upperFirst,
} from './words.ts'

/** How many risks the page shows; `--json` and `explain` have all. */
const TOP_RISKS = 5
/** How many missing questions the page names. */
const FIRST_FEW = 5

/** The page of one assessment; the caller adds the marking and the hints that belong to its door. */
export function addScore(page: TextPage, examined: Examined): void {
  addHead(page, examined)
  addMissing(page, examined)
  addDomains(page, examined)
  addLimits(page, examined)
  addRisks(page, examined)
  page.heading('Past attacks, replayed against your answers')
  addReplays(page, examined)
  addContradictions(page, examined)
  addPointers(page, examined)
  page.space().paragraph(CLOSING)
}

function addHead(page: TextPage, examined: Examined): void {
  const { organisation, asOf } = examined.answers
  const { anyKnown, paper, evidence, means, between } = describeHeadline(examined)
  page.line(`${organisation.name}, at ${dateWords(asOf)}`, 'strong').space()
  page.line(`On paper:     ${paper.whole}`, 'title')
  page.line(`On evidence:  ${evidence.whole}`, 'title')
  page.paragraph(anyKnown ? `${between} ${TWO_READINGS}` : TWO_READINGS).space()
  for (const one of means) page.paragraph(`${one.band}: ${one.means}`)
}

/** What stands between this page and a single number, and how to go on. */
function addMissing(page: TextPage, examined: Examined): void {
  const { ruleSet, result } = examined
  const { unanswered, notKnown } = result
  if (unanswered.length > 0) {
    page.heading(`Not complete: ${openWords(unanswered.length, countAsked(examined))}`)
    page.paragraph(`${firstFew(ruleSet, unanswered)}.`)
    page.paragraph(
      'Add them under "answers:"; those that a register feeds, under "registers:", marked complete. ' +
        'Write dont-know where nobody can say yet.',
    )
  }
  if (notKnown.length > 0) {
    page.heading(`Not known: ${countWords(notKnown.length, 'answer')}, counted at the worst they may be`)
    page.paragraph(`${firstFew(ruleSet, notKnown)}.`)
  }
}

function firstFew(ruleSet: RuleSet, ids: readonly string[]): string {
  const names = ids.slice(0, FIRST_FEW).map((id) => `${shortOf(ruleSet, id)} [${id}]`)
  const more = ids.length - names.length
  return more > 0 ? `${names.join(', ')}, and ${more} more` : joinWords(names)
}

function addDomains(page: TextPage, examined: Examined): void {
  page.heading('Domains')
  page.table(
    ['Weight', 'On paper', 'On evidence', 'Domain'],
    describeDomains(examined).map((domain) => {
      const found = examined.result.domains.find(({ id }) => id === domain.id)
      const notes = [
        ...(domain.limits.some((limit) => limit.binds) ? ['limited'] : []),
        ...(domain.open === undefined ? [] : [domain.open.note]),
      ]
      const note = notes.length === 0 ? '' : `: ${notes.join('; ')}`
      return [
        numeric(domain.weight),
        `${domain.paper.band} ${found?.score ?? `${found?.low} to ${found?.high}`}`,
        `${domain.evidence.band} ${found?.assured}`,
        `${domain.title} [${domain.id}]${note}`,
      ]
    }),
  )
}

function addLimits(page: TextPage, examined: Examined): void {
  const { ruleSet, result } = examined
  const limits = [
    {
      title: 'Overall score',
      limits: describeLimits(ruleSet.caps, result.overall.caps, result.overall),
    },
    ...describeDomains(examined),
  ].flatMap(({ title, limits }) => limits.map((limit) => ({ title, limit })))
  if (limits.length === 0) return
  page.heading('Limits on the score, and why')
  for (const { title, limit } of limits) page.item(limitSentence(title, limit))
}

/** A limit in one line: whose, why, what it does, and where it comes from. */
export function limitSentence(title: string, { because, says, source }: LimitWords): string {
  return `${title}: ${because} ${says} ${endSentence(`Source: ${sourceWords(source)}`)}`
}

function addRisks(page: TextPage, examined: Examined): void {
  const risks = describeRisks(examined)
  const shown = risks.slice(0, TOP_RISKS)
  page.heading(`The ${shown.length} highest of ${risks.length} risks (likelihood × consequence, 1 to 25)`)
  for (const { id, title, residual, assured, range } of shown) {
    page.item(
      `On paper: ${residual.band}, ${residual.product}${range === undefined ? '' : ` (${range})`}. ` +
        `On evidence: ${assured.band}, ${assured.product}.  [${id}]`,
      0,
      '-',
      'strong',
    )
    page.paragraph(title, 2)
  }
}

function addContradictions(page: TextPage, examined: Examined): void {
  const found = describeContradictions(examined)
  if (found.length === 0) return
  page.heading('Explain or correct')
  for (const { name, why, ask, questions, register } of found) {
    const places = [
      ...questions.map((id) => `${shortOf(examined.ruleSet, id)} [${id}]`),
      ...(register === undefined ? [] : [`${register.title}, ${rowsWords(register.rows)}`]),
    ]
    page.item(`${joinWords(places)}: ${name}.`, 0, '-', 'strong')
    page.paragraph(`${why} ${ask}`, 2)
  }
}

/** Outcomes of the newest framework by what the answers point to, with how many of the answers are there. */
function addPointers(page: TextPage, examined: Examined): void {
  const { frameworks } = examined.ruleSet
  const { framework, outcomes, notExamined } = describePointers(examined, frameworkOf(examined.ruleSet))
  page.heading(CAF_HEADING)
  page.paragraph(framework.title, 0, 'quiet')
  for (const pointer of ['concern', 'mixed', 'no-concern-seen', 'not-looked-at'] as const) {
    const named = outcomes
      .filter((one) => one.pointer === pointer && one.of > 0)
      .map(({ id, answered, of }) => `${id} (${answered} of ${of})`)
    if (named.length > 0) page.item(`${upperFirst(pointerName(pointer))}: ${named.join(', ')}`)
  }
  const touched = outcomes.filter(({ of }) => of === 0).map(({ id }) => id)
  if (touched.length > 0) page.item(`Only touched, by our inference: ${touched.join(', ')}`)
  if (notExamined.length > 0) page.item(`Not examined here: ${notExamined.join(', ')}`)
  page.paragraph('In brackets: how many of the answers that decide it are there.', 0, 'quiet')
  const others = frameworks.filter((one) => one !== framework).map(({ short }) => short)
  if (others.length > 0) page.paragraph(`With --json also by ${joinWords(others)}.`, 0, 'quiet')
}
