/** One spelling of an address: the pattern that a route answers to, and the link that leads there. */

import type {
  AccountId,
  AssessmentId,
  AssignmentId,
  DomainId,
  EvidenceId,
  OrganisationId,
  PackId,
  PeriodId,
  PlannedActionId,
  ProposalId,
  QuestionId,
  RegisterId,
  ReleaseId,
  RowId,
} from '../ids.ts'
import type { Question } from '../rules/model.ts'

/** What a route is declared with. */
export interface Answered<P extends string> {
  readonly pattern: P
}

/** Whose id a part of a pattern is, by its name; a part of another name is text. */
interface KindOf {
  readonly organisation: OrganisationId
  /** An organisation too, as administrators keep it: by no role in it. */
  readonly record: OrganisationId
  readonly assessment: AssessmentId
  readonly period: PeriodId
  readonly account: AccountId
  readonly domain: DomainId
  readonly question: QuestionId
  readonly register: RegisterId
  readonly row: RowId
  readonly evidence: EvidenceId
  readonly assignment: AssignmentId
  readonly action: PlannedActionId
  readonly pack: PackId
  readonly share: ProposalId
  readonly request: ProposalId
  readonly release: ReleaseId
}

export type Part<Name extends string> = Name extends keyof KindOf ? KindOf[Name] : string

/** The names of the parts of a pattern that differ, in order: `/o/:organisation/people/:account` has two. */
type NamesOf<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? [Name, ...NamesOf<`/${Rest}`>]
  : P extends `${string}:${infer Name}`
    ? [Name]
    : []

/** What a link to a pattern is called with. */
type PartsOf<P extends string> =
  NamesOf<P> extends infer Names extends readonly string[] ? { [At in keyof Names]: Part<Names[At]> } : never

/** The name of a part that a pattern has; of one that is not known, any. */
export type PartName<P extends string> = string extends P ? string : NamesOf<P>[number]

type Link<P extends string, Said extends readonly unknown[]> = Answered<P> & ((...said: Said) => string)

/** Called with its parts, each of which is encoded, it is a link. */
export function address<P extends string>(pattern: P): Link<P, PartsOf<P>> {
  return Object.assign((...parts: PartsOf<P>) => fill(pattern, parts), { pattern })
}

/** As `address`, with a last word that may be said after a question mark. */
export function asking<P extends string>(
  pattern: P,
  name: string,
): Link<P, [...PartsOf<P>, word?: string | number]> {
  const most = pattern.split(':').length - 1
  const link = (...said: [...PartsOf<P>, word?: string | number]) => {
    const word = said[most]
    return `${fill(pattern, said)}${word === undefined ? '' : `?${name}=${encodeURIComponent(word)}`}`
  }
  return Object.assign(link, { pattern })
}

/** Words after a question mark, by their names; a name may come more than once, and an empty word is left out. */
export type Words = readonly (readonly [name: string, word: string])[]

/** As `address`, with words that may be said after a question mark. */
export function telling<P extends string>(pattern: P): Link<P, [...PartsOf<P>, words?: Words]> {
  const most = pattern.split(':').length - 1
  const link = (...said: [...PartsOf<P>, words?: Words]) => {
    const words = ((said[most] ?? []) as Words).filter(([, word]) => word !== '')
    const query = new URLSearchParams(words.map(([name, word]): [string, string] => [name, word])).toString()
    return `${fill(pattern, said.slice(0, most) as string[])}${query === '' ? '' : `?${query}`}`
  }
  return Object.assign(link, { pattern })
}

type OfQuestion = Pick<Question, 'domain' | 'id'>

/** As `address`, of what stands beside a question, which is named whole. */
export function ofQuestion<P extends string>(
  pattern: P,
): Link<P, [organisation: OrganisationId, question: OfQuestion, further?: string]> {
  const link = (organisation: OrganisationId, { domain, id }: OfQuestion, further?: string) =>
    fill(pattern, [organisation, domain, id, further])
  return Object.assign(link, { pattern })
}

function fill(pattern: string, parts: readonly (string | number | undefined)[]): string {
  let next = 0
  return pattern.replaceAll(/:\w+/g, () => encodeURIComponent(parts[next++] ?? ''))
}

/** As a regular expression, for what must be known of a path before any route is asked. */
export function expressionOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`)
}
