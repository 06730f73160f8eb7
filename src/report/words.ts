/**
 * What the engine calls things → the words people read, the same behind every door.
 * Wording only: it works nothing out, and never says "stopped" on somebody's word alone.
 *
 * Source: rules/README.md, Incidents and replay; src/README.md, Words.
 */

import { dateWords } from '../calendar.ts'
import { countTicks } from '../answers/encode.ts'
import type { AnswerValue } from '../answers/model.ts'
import { bandAt } from '../rules/bands.ts'
import { findQuestion } from '../rules/find.ts'
import { questionsOf } from '../rules/condition.ts'
import type {
  ChecklistItem,
  CohortText,
  Confidence,
  Confirmed,
  Control,
  Question,
  RuleSet,
  Source,
  Vantage,
} from '../rules/model.ts'
import type { CafPointer, ContradictionResult, StepResult } from '../scoring/model.ts'

export { dateWords }

/** Stands at the end of every summary of replays. */
export const CLOSING = closing('your')

/** As `CLOSING`, of answers that are not the reader's own. */
export const CLOSING_OF_OTHERS = closing('these')

function closing(whose: string): string {
  return `This shows how ${whose} answers compare with past attacks. It does not predict the next one.`
}

/** Stands above every list of pointers to CAF outcomes. */
export const CAF_HEADING = 'Pointers for your DSPT evidence. Not an assessment of any outcome.'

/** Stands beside every number that has both readings. */
export const TWO_READINGS =
  'On paper is what you stated. On evidence is what a link, a document or a reviewer supports as at the reference date.'

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** `row 3`, `rows 3, 4 and 7`; of many the first ones and how many more. */
export function rowsWords(rows: readonly number[]): string {
  const first = rows.slice(0, 10).map(String)
  const more = rows.length - first.length
  const named = more > 0 ? [...first, `${more.toLocaleString('en-GB')} more`] : first
  return `${rows.length === 1 ? 'row' : 'rows'} ${joinWords(named)}`
}

/** `1 question`, `3 questions`. */
export function countWords(n: number, one: string, many = `${one}s`): string {
  return `${n < 1000 ? n : n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
}

/** `one` to `nine` in words, larger numbers in digits. */
export function smallNumber(n: number): string {
  return ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][n] ?? n.toString()
}

/** The same text with a capital, to start a sentence. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The same text without a capital, to go on with a sentence. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** The name of an attack without what explains it: `WannaCry worm, NHS in England` is `WannaCry worm`. */
export function shortTitle({ title }: { readonly title: string }): string {
  return title.replace(/( \(|, ).*$/, '')
}

/** The same text without its full stop, to quote it or to go on. */
export function withoutStop(text: string): string {
  return text.replace(/\.$/, '')
}

/** A sentence quoted inside another. */
export function quote(text: string): string {
  return `“${withoutStop(text)}”`
}

/** A figure, or what became of it, in both readings: `62 on paper, 40 on evidence`. */
export function bothReadings(onPaper: string | number, onEvidence: string | number): string {
  return `${onPaper} on paper, ${onEvidence} on evidence`
}

/** The same text with a full stop, unless it ends as a sentence does. */
export function endSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`
}

/** The first so many words of a text, with a sign that there is more. */
export function shorten(text: string, most: number): string {
  const words = text.split(/\s+/)
  return words.length <= most ? text : `${words.slice(0, most).join(' ')} …`
}

/** Hundredths of a point as points with two places: 1234 is `12.34`. The minus is a real one. */
export function hundredthsWords(hundredths: number): string {
  const sign = hundredths < 0 ? '−' : ''
  const size = Math.abs(hundredths)
  return `${sign}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
}

/** `in your place` or `as a customer`; an exercise has no chain. */
export function vantageName(vantage: Vantage | null): string {
  if (vantage === null) return 'exercise'
  return vantage === 'in-your-place' ? 'in your place' : 'as a customer'
}

/** What looking from there means. */
export function vantageMeaning(vantage: Vantage): string {
  return vantage === 'in-your-place'
    ? 'The same attack, aimed at you.'
    : 'It happens to them, and you lose the service.'
}

/** What a control does at its step, as a verb. */
export function roleName(role: Control['role']): string {
  return { stops: 'stops it', detects: 'shows it', limits: 'limits it' }[role]
}

/** `attack`, `response` or `harm` as people read them. */
export function stepKindName(kind: StepResult['kind']): string {
  return { attack: 'the attack', response: "the defender's act", harm: 'the harm' }[kind]
}

/** How sure we are of a fact. */
export function confidenceName(confidence: Confidence): string {
  return {
    confirmed: 'confirmed',
    reported: 'reported',
    claimed: 'claimed',
    alleged: 'alleged',
    inferred: 'inferred by us',
    unknown: 'not known',
    'would-not-confirm': 'they would not confirm',
  }[confidence]
}

/** How strong the evidence is that a control matters at its step. */
export function strengthName(strength: Control['strength']): string {
  return { confirmed: 'confirmed', reported: 'reported', inferred: 'our inference', alleged: 'alleged' }[
    strength
  ]
}

/** What a confirmed control did in the dossier. */
export function confirmedName(confirmed: Confirmed): string {
  return {
    missing: 'confirmed to have been missing',
    worked: 'confirmed to have worked',
    'set-the-harm': 'confirmed to have set how great the harm was',
  }[confirmed]
}

/** How strong the evidence is that a control matters at its step, and what was confirmed of which of its answers. */
export function strengthWords(ruleSet: RuleSet, { strength, confirmed, when }: Control): string {
  const [first] = confirmed
  if (first === undefined) return strengthName(strength)
  if (confirmed.length === questionsOf(when).length && confirmed.every(({ what }) => what === first.what))
    return confirmedName(first.what)
  const nameOf = (question: number) => ruleSet.questions[question]?.short ?? ''
  return joinWords(confirmed.map(({ question, what }) => `${nameOf(question)} is ${confirmedName(what)}`))
}

/** Name of the band a score from 0 to 100 lies in. */
export function bandNameOf(ruleSet: RuleSet, score: number): string {
  return bandAt(ruleSet.bands, score)?.name ?? ''
}

/** Name of a risk's band on the matrix. */
export function riskBandName(ruleSet: RuleSet, id: string): string {
  return ruleSet.matrix.bands.find((band) => band.id === id)?.name ?? ''
}

/** Name of the band of a product of likelihood and consequence, 1–25. */
export function riskBandNameOf(ruleSet: RuleSet, product: number): string {
  return bandAt(ruleSet.matrix.bands, product)?.name ?? ''
}

/** What a pointer to a CAF outcome says. */
export function pointerName(pointer: CafPointer['pointer']): string {
  return {
    concern: 'concern',
    'no-concern-seen': 'no concern seen',
    'not-looked-at': 'not looked at',
    mixed: 'mixed',
  }[pointer]
}

/** What a contradiction asks of the reader. */
export function contradictionName(kind: ContradictionResult['kind']): string {
  return {
    clash: 'they cannot both be true',
    unknowable: 'one cannot be known without the other',
    'hard-to-hold': 'unlikely together',
    'total-check': 'a part is larger than its whole',
    'register-check': 'a register says otherwise',
  }[kind]
}

/** Noun phrase of a scored or context question; the id itself for one the rule set does not have. */
export function shortOf(ruleSet: RuleSet, id: string): string {
  const scope = ruleSet.contextById.get(id)
  return (
    findQuestion(ruleSet, id)?.short ??
    (scope === undefined ? undefined : ruleSet.context[scope]?.short) ??
    id
  )
}

/** Sentence of a question's level; the id itself for one it does not have. */
export function levelText(question: Question, level: string): string {
  return question.levels.find((one) => one.id === level)?.text ?? level
}

/** What is lost while this item of a list is not ticked; undefined when only its own tick is. */
export function mustHaveWords({ withoutItAtMost: most }: ChecklistItem): string | undefined {
  if (most === undefined) return undefined
  if (most === 0) return 'Without it none counts.'
  return `Without it ${smallNumber(most)} at most ${most === 1 ? 'counts' : 'count'}.`
}

/** Who usually knows, without what explains it. */
export const whoKnows = ({ knows }: Pick<Question, 'knows'>): string => knows.replace(/( \(|, ).*$/, '')

/** An answer as given, in a few words; `unit` and options come from the question. */
export function valueWords(question: Question, value: AnswerValue | undefined): string {
  if (value === undefined) return 'not answered'
  switch (value.kind) {
    case 'choice':
      return levelText(question, value.option)
    case 'ticked': {
      const items = question.form.type === 'checklist' ? question.form.items : []
      const counted = countTicks(items, value.items)
      const fewer =
        counted < value.items.length
          ? `, of which ${smallNumber(counted)} ${counted === 1 ? 'counts' : 'count'}`
          : ''
      return `${value.items.length} of ${items.length} ticked${fewer}`
    }
    case 'counts':
      return value.of === 0
        ? 'nothing to count'
        : `${value.count} of ${value.of} (${Math.floor((100 * value.count) / value.of)}%)`
    case 'number':
      return question.form.type === 'number' ? `${value.number} ${question.form.unit}` : value.number
    case 'date':
      return dateWords(value.date)
    case 'never':
      return 'never'
    case 'not-measured':
      return 'not measured'
    case 'none-exist':
      return question.noneExist?.text ?? 'none exist'
    case 'dont-know':
      return "don't know"
    case 'not-applicable':
      return `not applicable: ${value.reason}`
  }
}

/** Where a number or threshold comes from, in one line. */
export function sourceWords(source: Source): string {
  if (source === 'judgement') return 'our judgement'
  const { publisher, title, section, date, url } = source
  const named = [publisher, title, date === undefined ? undefined : dateWords(date), url]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
  return section === undefined ? named : `${named}: ${section}`
}

/** `£12,000`. */
export function poundWords(pounds: number): string {
  return `£${String(pounds).replaceAll(/\B(?=(\d{3})+$)/g, ',')}`
}

/** Wording for the organisation's kind. */
export function wordsFor(text: CohortText, cohort: string): string {
  return text.for[cohort] ?? text.text
}
