/**
 * Two assessments of one organisation → what changed between them: answers by domain, and rows of registers that came, went or were classed anew.
 * It compares what was answered, whatever rule set asked; a question that only one of them asks is named as such.
 */

import { stateOf, worstLevel } from '../answers/levels.ts'
import type { Answers, RegisterRow } from '../answers/model.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question, Register, RuleSet } from '../rules/model.ts'
import type { Examined } from './explain-score.ts'
import { stateName } from './standing-words.ts'
import { upperFirst, valueWords } from './words.ts'

/** What is compared of an assessment. */
export type Compared = Pick<Examined, 'ruleSet' | 'answers' | 'row'>

export type Direction = 'better' | 'worse' | 'same-level' | 'not-comparable'

export interface ChangedAnswer {
  readonly id: string
  readonly domain: string
  readonly short: string
  readonly before: string
  readonly after: string
  readonly direction: Direction
}

export interface ChangedRegister {
  readonly id: string
  readonly title: string
  /** Names of rows. */
  readonly came: readonly string[]
  readonly went: readonly string[]
  readonly classedAnew: readonly { readonly name: string; readonly columns: readonly string[] }[]
}

export interface Changes {
  /** False: some questions or levels may mean something else than before. */
  readonly sameRuleSet: boolean
  /** By domain in the order of the rule set; domains without a change are left out. */
  readonly domains: readonly {
    readonly id: string
    readonly title: string
    readonly answers: readonly ChangedAnswer[]
  }[]
  /** Registers without a change are left out. */
  readonly registers: readonly ChangedRegister[]
}

/** What changed from the one assessment to the other, as the later one's rule set orders it. */
export function describeChanges(before: Compared, after: Compared): Changes {
  const { ruleSet } = after
  return {
    sameRuleSet: before.ruleSet.digest === ruleSet.digest,
    domains: ruleSet.domains
      .map(({ id, title }) => ({
        id,
        title,
        answers: ruleSet.questions
          .filter((question) => question.domain === id)
          .flatMap((question) => changedAnswer(before, after, question) ?? []),
      }))
      .filter(({ answers }) => answers.length > 0),
    registers: ruleSet.registers
      .map((register) => changedRegister(register, before.answers, after.answers))
      .filter(({ came, went, classedAnew }) => came.length + went.length + classedAnew.length > 0),
  }
}

/** What is answered, in words; a state where it is no answer. */
export function answerWords(compared: Compared, id: string): string {
  return standingOf(compared, id).words
}

function changedAnswer(before: Compared, after: Compared, question: Question): ChangedAnswer | undefined {
  const { id, domain } = question
  const [was, is] = [standingOf(before, id), standingOf(after, id)]
  if (was.key === is.key) return undefined
  return {
    id,
    domain,
    short: upperFirst(question.short),
    before: was.words,
    after: is.words,
    direction: directionOf(was.credit, is.credit),
  }
}

function directionOf(was: number | undefined, is: number | undefined): Direction {
  if (was === undefined || is === undefined) return 'not-comparable'
  return was === is ? 'same-level' : was < is ? 'better' : 'worse'
}

interface Standing {
  /** Equal where nothing changed. */
  readonly key: string
  readonly words: string
  /** 0–100; undefined where there is no known level. */
  readonly credit: number | undefined
}

function standingOf({ ruleSet, answers, row }: Compared, id: string): Standing {
  const question = findQuestion(ruleSet, id)
  const byte = row.declared[ruleSet.byId.get(id) ?? -1]
  if (question === undefined || byte === undefined)
    return { key: 'not-asked', words: upperFirst(stateName('hidden')), credit: undefined }
  const state = stateOf(byte)
  const level = state === 'answered' ? question.levels[worstLevel(byte) ?? -1] : undefined
  const value = answers.answers[id]?.value
  return {
    key: JSON.stringify([state, level?.id ?? null, value ?? null]),
    words:
      value === undefined
        ? (level?.text ?? upperFirst(stateName(state)))
        : upperFirst(valueWords(question, value)),
    credit: level?.credit,
  }
}

function changedRegister(register: Register, before: Answers, after: Answers): ChangedRegister {
  const { id, title } = register
  const [was, is] = [before, after].map((answers) => rowsByName(register, answers)) as [Named, Named]
  const choices = register.columns.filter(({ type }) => type === 'choice')
  return {
    id,
    title,
    came: [...is.keys()].filter((name) => !was.has(name)),
    went: [...was.keys()].filter((name) => !is.has(name)),
    classedAnew: [...is].flatMap(([name, row]) => {
      const old = was.get(name)
      const columns = choices
        .filter((column) => old !== undefined && old.cells[column.id] !== row.cells[column.id])
        .map(({ short }) => short)
      return columns.length === 0 ? [] : [{ name, columns }]
    }),
  }
}

type Named = ReadonlyMap<string, RegisterRow>

function rowsByName(register: Register, answers: Answers): Named {
  const column = register.columns.find((one) => one.required && one.type === 'text')
  const rows = answers.registers[register.id]?.rows ?? []
  return new Map(
    rows.map((row, index) => [(column && row.cells[column.id]) ?? `Row ${String(index + 1)}`, row]),
  )
}

/** Names of the rule sets where they differ; undefined where they are one. */
export function ruleSetChangeWords(before: RuleSet, after: RuleSet): string | undefined {
  return before.digest === after.digest
    ? undefined
    : `The rule set changed between the two, from version ${before.version} to ${after.version}. Some questions or levels may mean something else.`
}
