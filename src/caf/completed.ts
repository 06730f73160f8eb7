/**
 * A completed assessment in the public JSON shape → what it says of each indicator, and what it records of each outcome;
 * and how that differs from what the framework's own rule gives. What belongs to no outcome or indicator is listed.
 */

import { isRecord, shown } from '../answers/given.ts'
import { parseYaml, Places } from '../rules/places.ts'
import { faultOfText, faultOfTurns, tidyText } from '../text.ts'
import { decideOutcome } from './decide.ts'
import {
  type CafFault,
  keyOf,
  LONGEST_CAF,
  type OfficialFramework,
  type Outcome,
  type Saying,
  type Status,
} from './model.ts'
import { readStatus, STATUS_WORDS } from './table.ts'

/** Bytes: four hundred comments of some length (ours). */
export const LARGEST_ASSESSMENT = 4_000_000

/** What an assessment says of one outcome. */
export interface CompletedOutcome {
  readonly code: string
  readonly said: Readonly<Record<string, Saying>>
  /** Key of an indicator → the comment beside it, where there is one. */
  readonly comments: Readonly<Record<string, string>>
  /** Undefined where none is recorded. */
  readonly recorded: Status | undefined
  readonly isConfirmed: boolean
  readonly summary: string
}

export interface Completed {
  /** Those that the framework has, in its order. */
  readonly outcomes: readonly CompletedOutcome[]
  /** Outcomes and indicators that the framework does not have. */
  readonly unknown: readonly CafFault[]
}

export type ReadCompleted =
  | { readonly ok: true; readonly completed: Completed }
  | { readonly ok: false; readonly faults: readonly CafFault[] }

export function readCompleted(framework: OfficialFramework, text: string): ReadCompleted {
  const faults: CafFault[] = []
  if (Buffer.byteLength(text) > LARGEST_ASSESSMENT)
    return {
      ok: false,
      faults: [{ line: 1, message: 'the file is larger than 4 MB', remedy: 'No assessment is.' }],
    }
  const places = new Places()
  const content = parseYaml('', text, places, (issue) => faults.push(issue))
  if (faults.length > 0) return { ok: false, faults }
  if (!isRecord(content) || Object.keys(content).length === 0) {
    const remedy = 'Take the part in which outcomes such as A1.a have indicators and a confirmation.'
    return { ok: false, faults: [{ line: 1, message: 'there is no outcome in this file', remedy }] }
  }
  const unknown: CafFault[] = []
  const to = (list: CafFault[]) => (value: object, key: string, message: string, remedy: string) =>
    void list.push({ line: places.of(value, key).line, message, remedy })
  for (const code of Object.keys(content))
    if (!framework.outcomes.some((one) => one.code === code))
      to(unknown)(content, code, `${shown(code)} is not an outcome of this framework`, 'It is left out.')
  const outcomes = framework.outcomes.flatMap((outcome) => {
    const given = Object.hasOwn(content, outcome.code) ? content[outcome.code] : undefined
    if (given === undefined) return []
    if (isRecord(given)) return [readOutcome(outcome, given, to(faults), to(unknown))]
    to(faults)(
      content,
      outcome.code,
      `${outcome.code} says nothing`,
      'Write its indicators and confirmation.',
    )
    return []
  })
  const byLine = (a: CafFault, b: CafFault) => a.line - b.line
  return faults.length > 0
    ? { ok: false, faults: faults.toSorted(byLine) }
    : { ok: true, completed: { outcomes, unknown: unknown.toSorted(byLine) } }
}

type Tell = (value: object, key: string, message: string, remedy: string) => void
type Given = Readonly<Record<string, unknown>>

function readOutcome(outcome: Outcome, given: Given, fault: Tell, unknown: Tell): CompletedOutcome {
  const { code } = outcome
  const keys = new Set(outcome.indicators.map(keyOf))
  const said: Record<string, Saying> = {}
  const comments: Record<string, string> = {}
  for (const [key, value] of Object.entries(partOf(given, 'indicators', fault))) {
    const isComment = key.endsWith('_comment')
    const of = isComment ? key.slice(0, -'_comment'.length) : key
    const inside = given['indicators'] as object
    if (!keys.has(of)) unknown(inside, key, `${code} has no indicator ${shown(of)}`, 'It is left out.')
    else if (isComment) comments[of] = readWords(inside, key, value, fault)
    else if (typeof value === 'boolean') said[of] = value ? 'true' : 'not-true'
    else fault(inside, key, `${shown(value)} is not an answer to ${of}`, 'Write true or false.')
  }
  for (const [key, comment] of Object.entries(comments)) if (comment === '') delete comments[key]
  const confirmation = partOf(given, 'confirmation', fault)
  const status = confirmation['outcome_status']
  const recorded = readStatus(status)
  if (recorded === undefined && status !== undefined && status !== null && status !== '')
    fault(confirmation, 'outcome_status', `${code} records ${shown(status)}`, STATUS_WORDS)
  const how = confirmation['confirm_outcome']
  const summary = readWords(
    confirmation,
    'confirm_outcome_confirm_comment',
    confirmation['confirm_outcome_confirm_comment'],
    fault,
  )
  return { code, said, comments, recorded, isConfirmed: how === 'confirm', summary }
}

function partOf(given: Given, key: string, fault: Tell): Given {
  const part = given[key]
  if (part === undefined || part === null) return {}
  if (isRecord(part)) return part
  fault(given, key, `${key} cannot be read`, 'Write names and values in braces.')
  return {}
}

function readWords(of: object, key: string, given: unknown, fault: Tell): string {
  if (given === undefined || given === null) return ''
  const text = typeof given === 'string' ? tidyText(given) : ''
  const wrong =
    text.length > LONGEST_CAF
      ? `it is longer than ${LONGEST_CAF} characters`
      : (faultOfText(text) ?? faultOfTurns(text))
  if (typeof given !== 'string') fault(of, key, `${key} is not a text`, 'Write it in quotes.')
  else if (wrong !== undefined) fault(of, key, `this text cannot be kept: ${wrong}`, 'Correct it.')
  return text
}

export interface Recomputed {
  readonly outcome: Outcome
  /** Undefined where the assessment does not have it. */
  readonly given: CompletedOutcome | undefined
  readonly possible: readonly Status[]
  readonly answered: number
  readonly of: number
}

/** Every outcome of the framework, computed anew. */
export function recompute(framework: OfficialFramework, { outcomes }: Completed): Recomputed[] {
  return framework.outcomes.map((outcome) => {
    const given = outcomes.find((one) => one.code === outcome.code)
    const { possible, answered, of } = decideOutcome(outcome, given?.said ?? {})
    return { outcome, given, possible, answered, of }
  })
}

/** Whether what is recorded is exactly what the rule gives. */
export function agrees({ given, possible }: Recomputed): boolean {
  return given?.recorded !== undefined && possible.length === 1 && possible[0] === given.recorded
}
