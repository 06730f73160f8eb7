/**
 * Documents to the names in them: questions, context questions and registers by id, each with its index.
 * The first of two things with one name wins here; `check/ids.ts` reports the second.
 */
import { roundHalfUp } from './half-up.ts'
import type { Documents } from './documents.ts'
import type { RawColumn, RawQuestion, RawRegister } from './schema/domain.ts'
import type { ScopeFile } from './schema/rule-set.ts'

export type RawContextQuestion = ScopeFile['questions'][number]

export interface QuestionName {
  /** Position in the order of the questionnaire. */
  readonly index: number
  readonly domain: string
  readonly raw: RawQuestion
  /** Worst first. */
  readonly levelIds: readonly string[]
}

export interface ContextName {
  readonly index: number
  readonly raw: RawContextQuestion
  readonly optionIds: readonly string[]
}

export interface RegisterName {
  readonly domain: string
  readonly raw: RawRegister
  readonly columns: ReadonlyMap<string, RawColumn>
}

export interface Names {
  readonly questions: readonly QuestionName[]
  readonly contexts: readonly ContextName[]
  readonly registers: readonly RegisterName[]
  readonly question: (id: string) => QuestionName | undefined
  readonly context: (id: string) => ContextName | undefined
  readonly register: (id: string) => RegisterName | undefined
  /** Ids of the kinds of organisation. */
  readonly cohorts: readonly string[]
}

/** Every name of the documents; questions in the order of the questionnaire. */
export function findNames(documents: Documents): Names {
  const questions = documents.domains
    .flatMap((domain) =>
      domain.questions.map((raw) => ({ domain: domain.id, raw, levelIds: levelIdsOf(raw) })),
    )
    .map((question, index) => ({ index, ...question }))
  const contexts = documents.scope.questions.map((raw, index) => ({
    index,
    raw,
    optionIds: optionsOf(raw).map(({ id }) => id),
  }))
  const registers = documents.domains.flatMap((domain) =>
    (domain.registers ?? []).map((raw) => ({
      domain: domain.id,
      raw,
      columns: new Map(raw.columns.map((column) => [column.id, column])),
    })),
  )
  const byQuestion = firstById(questions)
  const byContext = firstById(contexts)
  const byRegister = firstById(registers)
  return {
    questions,
    contexts,
    registers,
    question: (id) => byQuestion.get(id),
    context: (id) => byContext.get(id),
    register: (id) => byRegister.get(id),
    cohorts: contexts.find(({ raw }) => raw.type === 'choice' && raw.from !== undefined)?.optionIds ?? [],
  }
}

function firstById<T extends { readonly raw: { readonly id: string } }>(
  things: readonly T[],
): Map<string, T> {
  return new Map([...things].reverse().map((thing) => [thing.raw.id, thing]))
}

/** Ids of a question's levels, worst first; those of a checklist are `0-of-n` to `n-of-n`. */
export function levelIdsOf(question: RawQuestion): string[] {
  if (question.type !== 'checklist') return question.levels.map(({ id }) => id)
  const n = question.items.length
  return Array.from({ length: n + 1 }, (_, ticked) => `${ticked}-of-${n}`)
}

/** Credits of a question's levels; those of a checklist are even steps, rounded half up. */
export function creditsOf(question: RawQuestion): number[] {
  if (question.type !== 'checklist') return question.levels.map(({ credit }) => credit)
  const n = question.items.length
  return Array.from({ length: n + 1 }, (_, ticked) => roundHalfUp(100 * ticked, n))
}

/** Options of a context question; none for a text. */
export function optionsOf(context: RawContextQuestion): readonly { id: string; text: string }[] {
  return context.type === 'choice' ? context.options : []
}
