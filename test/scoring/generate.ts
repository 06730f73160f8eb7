/**
 * Arbitrary small rule sets as compiled values, such as `check` would pass, and arbitrary level rows of any rule set.
 * Rows hold exactly the bytes that `encode` can produce; see `src/answers/levels.ts`.
 */

import fc from 'fast-check'
import { NOT_APPLICABLE, NOT_KNOWN, stateOf, UNANSWERED } from '../../src/answers/levels.ts'
import type { WholeRow } from '../../src/answers/model.ts'
import type { AnswerForm, Condition, Question, RuleSet } from '../../src/rules/model.ts'
import { type DomainOf, type IncidentOf, type QuestionOf, ruleSetOf, type StepOf } from './build.ts'

/** A condition whose names are still numbers to be divided by what there is. */
interface Draft {
  readonly tree: DraftTree
  readonly context: { readonly kind: 'all' | 'any'; readonly question: number; readonly mask: number } | null
}
type DraftTree =
  | { readonly question: number; readonly level: number }
  | { readonly kind: 'all' | 'any'; readonly of: readonly DraftTree[] }

const many = fc.nat({ max: 999 })
const kind = fc.constantFrom('all' as const, 'any' as const)
const literal = fc.record({ question: many, level: many })
const trees = fc.letrec<{ tree: DraftTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 3, arbitrary: literal },
    { weight: 2, arbitrary: fc.record({ kind, of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }) },
  ),
}))
const drafts: fc.Arbitrary<Draft> = fc.record({
  tree: trees.tree,
  context: fc.option(fc.record({ kind, question: many, mask: many }), { freq: 3 }),
})
const contextDrafts = fc.record({ question: many, mask: many })

const questionDrafts = fc.record({
  steps: fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 4 }),
  weight: fc.constantFrom(1, 2, 4),
  form: fc.constantFrom('choice', 'checklist', 'percentage', 'number', 'date', 'share'),
  lowerIsBetter: fc.boolean(),
  noneToCount: fc.constantFrom('impossible' as const, 'left-out' as const, 'level' as const),
  mustHave: fc.option(fc.nat({ max: 2 })),
  notApplicable: fc.boolean(),
  noneExist: fc.option(many),
  showWhen: fc.option(contextDrafts, { freq: 2 }),
  evidenceLasts: fc.constantFrom(1, 3, 12, 24),
})

const domainDrafts = fc.record({
  weight: fc.constantFrom(1, 2, 3),
  questions: fc.array(questionDrafts, { minLength: 1, maxLength: 3 }),
  caps: fc.array(fc.record({ when: drafts, atMost: fc.nat({ max: 99 }) }), { maxLength: 2 }),
})

const riskDrafts = fc.record({
  inherent: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
  floor: fc.tuple(many, many),
  loweredBy: fc.array(
    fc.record({ when: drafts, likelihood: fc.nat({ max: 2 }), consequence: fc.nat({ max: 2 }) }),
    { maxLength: 4 },
  ),
})

const stepDrafts = fc.record({
  kind: fc.constantFrom(...(['attack', 'attack', 'attack', 'response', 'harm'] as const)),
  always: fc.boolean(),
  controls: fc.array(
    fc.record({
      role: fc.constantFrom(...(['stops', 'stops', 'detects', 'limits'] as const)),
      when: drafts,
    }),
    { maxLength: 3 },
  ),
})
const chainDrafts = fc.array(stepDrafts, { minLength: 1, maxLength: 5 })
const incidentDrafts = fc.record({
  wayIn: fc.constantFrom('published' as const, 'reported' as const, 'alleged' as const, 'unknown' as const),
  exposedWhen: fc.option(contextDrafts, { freq: 2 }),
  steps: chainDrafts,
  asCustomer: fc.option(chainDrafts, { freq: 2 }),
})

/** Small rule sets: one to four domains, one to nine questions, and at most nine ways to answer the scope. */
export const ruleSets: fc.Arbitrary<RuleSet> = fc
  .record({
    context: fc.array(fc.integer({ min: 2, max: 3 }), { minLength: 1, maxLength: 2 }),
    domains: fc.array(domainDrafts, { minLength: 1, maxLength: 4 }),
    caps: fc.array(fc.record({ when: drafts, atMost: fc.nat({ max: 99 }) }), { maxLength: 2 }),
    weak: fc.array(
      fc.record({
        mask: many,
        below: fc.integer({ min: 1, max: 100 }),
        atLeast: many,
        atMost: fc.nat({ max: 99 }),
      }),
      { maxLength: 2 },
    ),
    seenWhen: fc.option(trees.tree, { freq: 2 }),
    lessons: fc.array(fc.option(drafts, { freq: 5 }), { maxLength: 3 }),
    risks: fc.array(riskDrafts, { maxLength: 3 }),
    incidents: fc.array(incidentDrafts, { maxLength: 3 }),
    contradictions: fc.array(fc.record({ first: drafts, second: drafts, opposite: fc.boolean() }), {
      maxLength: 3,
    }),
  })
  .map(({ context, domains, caps, weak, seenWhen, lessons, risks, incidents, contradictions }) => {
    const isContext = ({ question, mask }: { question: number; mask: number }): Condition => {
      const index = question % context.length
      const options = context[index] ?? 2
      const chosen = 1 + (mask % (2 ** options - 2))
      return {
        kind: 'context',
        question: index,
        options: [...Array(options).keys()].filter((option) => (chosen >> option) & 1),
      }
    }
    const levelCounts = domains.flatMap((domain) => domain.questions.map((one) => one.steps.length + 1))
    const levels = (tree: DraftTree, op: 'at-least' | 'below'): Condition => {
      if ('of' in tree) return { kind: tree.kind, of: tree.of.map((one) => levels(one, op)) }
      const question = tree.question % levelCounts.length
      return { kind: 'level', question, op, level: 1 + (tree.level % ((levelCounts[question] ?? 2) - 1)) }
    }
    /** The first question of each domain is never hidden, not applicable or left out. */
    const firsts = domains.map((_, at) =>
      domains.slice(0, at).reduce((sum, one) => sum + one.questions.length, 0),
    )
    const alwaysThere = (tree: DraftTree): DraftTree =>
      'of' in tree
        ? { ...tree, of: tree.of.map(alwaysThere) }
        : { ...tree, question: firsts[tree.question % firsts.length]! }
    const condition = ({ tree, context: scope }: Draft, op: 'at-least' | 'below'): Condition =>
      scope === null
        ? levels(tree, op)
        : // A limit needs a bad answer in every branch, so its context only narrows it.
          { kind: op === 'below' ? 'all' : scope.kind, of: [isContext(scope), levels(tree, op)] }
    const capsOf = (given: readonly { when: Draft; atMost: number }[]) =>
      given.map(({ when, atMost }) => ({ when: condition(when, 'below'), atMost }))
    const chainOf = (given: (typeof incidents)[number]['steps'], customer: boolean): StepOf[] =>
      given.map(({ kind, always, controls }) => ({
        kind,
        always,
        controls: controls.map(({ role, when }) => [
          role === 'stops' && (customer || kind !== 'attack') ? 'limits' : role,
          condition(when, 'at-least'),
        ]),
      }))
    return ruleSetOf({
      context,
      domains: domains.map((domain): DomainOf => ({
        weight: domain.weight,
        // The first question of a domain is always there, so that no domain can vanish.
        questions: domain.questions.map((one, position): QuestionOf => ({
          ...formOf(one, position > 0),
          credits: creditsOf(one.steps),
          weight: one.weight,
          evidenceLasts: one.evidenceLasts,
          notApplicable: position > 0 && one.notApplicable,
          showWhen: position > 0 && one.showWhen !== null ? isContext(one.showWhen) : undefined,
        })),
        caps: capsOf(domain.caps),
      })),
      caps: [
        ...capsOf(caps),
        ...weak.map(({ mask, below, atLeast, atMost }) => {
          const chosen = 1 + (mask % (2 ** domains.length - 1))
          const named = [...domains.keys()].filter((domain) => (chosen >> domain) & 1)
          return {
            when: { kind: 'domains' as const, domains: named, below, atLeast: 1 + (atLeast % named.length) },
            atMost,
          }
        }),
      ],
      seenWhen: seenWhen === null ? undefined : levels(alwaysThere(seenWhen), 'at-least'),
      lessons: lessons.map((one) => (one === null ? undefined : condition(one, 'at-least'))),
      risks: risks.map(({ inherent, floor, loweredBy }) => ({
        inherent,
        floor: [1 + (floor[0] % inherent[0]), 1 + (floor[1] % inherent[1])],
        loweredBy: loweredBy.map((one) => ({ ...one, when: condition(one.when, 'at-least') })),
      })),
      incidents: incidents.map(({ wayIn, exposedWhen, steps, asCustomer }): IncidentOf => ({
        wayIn,
        exposedWhen: exposedWhen === null ? undefined : isContext(exposedWhen),
        steps: chainOf(steps, false),
        asCustomer: asCustomer === null ? undefined : chainOf(asCustomer, true),
      })),
      contradictions: contradictions.map(({ first, second, opposite }) => ({
        first: condition(first, 'at-least'),
        second: condition(second, opposite ? 'below' : 'at-least'),
      })),
      registers: [register],
    })
  })

/** The one register of made-up rule sets. */
const register = {
  id: 'things',
  columns: (
    [
      { id: 'counts', type: 'choice', options: ['no', 'yes'] },
      { id: 'grade', type: 'choice', options: ['poor', 'fair', 'good'] },
      { id: 'seen', type: 'date', options: [] },
      { id: 'days', type: 'number', options: [] },
    ] as const
  ).map(({ id, type, options }) => ({
    id,
    type,
    section: '',
    short: id,
    text: id,
    required: false,
    forTheRecord: false,
    options: options.map((option) => ({ id: option, text: option })),
    unknown: 'Not confirmed',
    never: 'Never',
    mayBeAhead: false,
    atMostOnce: false,
  })),
  countsWhen: [{ kind: 'in', column: 'counts', values: ['yes'] }],
} as const

const creditsOf = (steps: readonly number[]): number[] => {
  const sums = steps.reduce<number[]>((all, step) => [...all, (all.at(-1) ?? 0) + step], [])
  return [0, ...sums.slice(0, -1).map((sum) => Math.min(sum, 100)), 100]
}

type QuestionDraft = typeof questionDrafts extends fc.Arbitrary<infer T> ? T : never

function formOf(
  draft: QuestionDraft,
  mayBeLeftOut: boolean,
): Pick<QuestionOf, 'form' | 'bounds' | 'noneExist'> {
  const count = draft.steps.length
  const rising = draft.steps.map((step, level) => Math.ceil((100 * (level + 1)) / count) - (step % 7))
  const noneToCount =
    draft.noneToCount === 'level'
      ? { level: draft.weight % (count + 1) }
      : draft.noneToCount === 'left-out' && !mayBeLeftOut
        ? 'impossible'
        : draft.noneToCount
  const noneExist = draft.noneExist === null ? {} : { noneExist: draft.noneExist % (count + 1) }
  const of = (form: AnswerForm, bounds?: readonly number[]) => ({
    form,
    ...noneExist,
    ...(bounds === undefined ? {} : { bounds: [undefined, ...bounds] }),
  })
  switch (draft.form) {
    case 'checklist':
      return of({
        type: 'checklist',
        items: draft.steps.map((_, item) => ({
          id: `i${item}`,
          text: { text: '', for: {} },
          ...(item === 0 && draft.mustHave !== null && draft.mustHave < count
            ? { withoutItAtMost: draft.mustHave }
            : {}),
        })),
      })
    case 'percentage':
      return of({ type: 'percentage', count: '', of: '', noneToCount }, rising)
    case 'number':
      return draft.lowerIsBetter
        ? of({ type: 'number', better: 'lower', unit: 'days' }, rising.toReversed())
        : of({ type: 'number', better: 'higher', unit: 'days' }, rising)
    case 'date':
      return of(
        { type: 'date' },
        rising.map((_, level) => 6 * (count - level)),
      )
    case 'share':
      return {
        form: {
          type: 'share',
          register: 'things',
          where: draft.lowerIsBetter ? register.countsWhen : [],
          of: [{ kind: 'in', column: 'grade', values: ['fair', 'good'] }],
          noneToCount,
        },
        bounds: [undefined, ...rising],
      }
    default:
      return of({ type: 'choice' })
  }
}

interface CellDraft {
  readonly state: 'answered' | 'not-known' | 'unanswered' | 'not-applicable'
  readonly level: number
  readonly assured: number
  readonly supported: boolean
}

/** How the answers of one row lean: it makes strong, weak and half-filled organisations as likely as mixed ones. */
interface Leaning {
  readonly states: 'mixed' | 'all-answered' | 'mostly-open'
  readonly levels: 'mixed' | 'strong' | 'weak'
  readonly evidence: 'mixed' | 'all' | 'none'
}

const cells: fc.Arbitrary<CellDraft> = fc.record({
  state: fc.oneof(
    { weight: 6, arbitrary: fc.constant('answered' as const) },
    { weight: 1, arbitrary: fc.constantFrom('not-known', 'unanswered', 'not-applicable') },
  ),
  level: many,
  assured: many,
  supported: fc.boolean(),
})
const leanings: fc.Arbitrary<Leaning> = fc.record({
  states: fc.constantFrom('mixed', 'all-answered', 'mostly-open'),
  levels: fc.constantFrom('mixed', 'strong', 'weak'),
  evidence: fc.constantFrom('mixed', 'all', 'none'),
})

/** Whether the byte "not applicable" (or left out) can come of an answer to the question. */
export function mayBeLeftOut(question: Question): boolean {
  const { form } = question
  return (
    question.notApplicable !== undefined ||
    ((form.type === 'percentage' || form.type === 'share') && form.noneToCount === 'left-out')
  )
}

/** Level rows of a rule set; `open` says whether context questions may be unanswered. */
export function rowsOf(ruleSet: RuleSet, open: boolean = true): fc.Arbitrary<WholeRow> {
  const n = ruleSet.questions.length
  return fc
    .record({
      leaning: leanings,
      cells: fc.array(cells, { minLength: n, maxLength: n }),
      context: contextsFor(ruleSet, open),
    })
    .map(({ leaning, cells, context }) => {
      const bytes = ruleSet.questions.map((question, index) =>
        byteOf(question, lean(cells[index]!, leaning, index)),
      )
      return {
        declared: Uint8Array.from(bytes, ([declared]) => declared),
        assured: Uint8Array.from(bytes, ([, assured]) => assured),
        ceiling: Uint8Array.from(bytes, ([, , ceiling]) => ceiling),
        context,
      }
    })
}

function contextsFor(ruleSet: RuleSet, open: boolean): fc.Arbitrary<Int8Array> {
  const options = ruleSet.context.map(({ options }) =>
    options.length === 0
      ? fc.constant(-1)
      : open
        ? fc.oneof(
            { weight: 3, arbitrary: fc.nat({ max: options.length - 1 }) },
            { weight: 1, arbitrary: fc.constant(-1) },
          )
        : fc.nat({ max: options.length - 1 }),
  )
  return fc.tuple(...options).map((chosen) => Int8Array.from(chosen))
}

function lean(cell: CellDraft, leaning: Leaning, index: number): CellDraft {
  const open = leaning.states === 'mostly-open' && (cell.level + index) % 3 > 0
  return {
    state: leaning.states === 'all-answered' ? 'answered' : open ? 'unanswered' : cell.state,
    level: cell.assured % 4 === 0 ? cell.level : { mixed: cell.level, strong: -1, weak: 0 }[leaning.levels],
    assured: { mixed: cell.assured, all: -1, none: 0 }[leaning.evidence],
    supported: { mixed: cell.supported, all: true, none: false }[leaning.evidence],
  }
}

/** The declared and assured byte, and the ceiling; −1 stands for the best level. */
function byteOf(question: Question, cell: CellDraft): [declared: number, assured: number, ceiling: number] {
  const at = (draft: number, last: number) => (draft < 0 ? last : draft % (last + 1))
  const last = question.levels.length - 1
  const share = question.form.type === 'share'
  switch (cell.state) {
    case 'unanswered':
      return [UNANSWERED, 0, last]
    case 'not-known': {
      const level = share ? at(cell.level, last - 1) : 0
      const ceiling = share ? level + 1 + (Math.abs(cell.assured) % (last - level)) : last
      return [NOT_KNOWN | level, at(cell.assured, level), ceiling]
    }
    case 'not-applicable':
      if (mayBeLeftOut(question))
        return [NOT_APPLICABLE, share || cell.supported ? NOT_APPLICABLE : 0, NOT_APPLICABLE]
    // falls through: where it is not offered, the question is answered
    case 'answered': {
      const level = at(cell.level, last)
      return [level, at(cell.assured, level), level]
    }
  }
}

/** Which unknowns a completion fills in. */
export type Filling = 'unanswered' | 'everything-unknown'

/**
 * Ways to complete a row: every context question answered, and every question that is unanswered (or also not known)
 * given any answer it could have, "don't know" and "not applicable" among them for the unanswered.
 */
export function completionsOf(ruleSet: RuleSet, row: WholeRow, filling: Filling): fc.Arbitrary<WholeRow> {
  const n = ruleSet.questions.length
  return fc
    .record({
      cells: fc.array(cells, { minLength: n, maxLength: n }),
      context: contextsFor(ruleSet, false),
    })
    .map(({ cells, context }) => {
      const [declared, assured] = [Uint8Array.from(row.declared), Uint8Array.from(row.assured)]
      const ceiling = Uint8Array.from(row.ceiling)
      for (const question of ruleSet.questions) {
        const [cell, byte] = [cells[question.index]!, row.declared[question.index]!]
        const state = stateOf(byte)
        let filled: [declared: number, assured: number, ceiling: number] | undefined
        if (state === 'unanswered')
          filled = byteOf(question, cell.state === 'unanswered' ? { ...cell, state: 'answered' } : cell)
        else if (state === 'not-known' && filling === 'everything-unknown') {
          const level = (byte & 0x0f) + (cell.level % (ceiling[question.index]! - (byte & 0x0f) + 1))
          filled = [level, Math.min(level, row.assured[question.index]!), level]
        }
        if (filled === undefined) continue
        if (filling === 'everything-unknown' && stateOf(filled[0]) === 'not-known') filled = [0, 0, 0]
        declared[question.index] = filled[0]
        assured[question.index] = filled[1]
        ceiling[question.index] = filled[2]
      }
      const completed = Int8Array.from(row.context, (option, index) =>
        option >= 0 ? option : context[index]!,
      )
      return { declared, assured, ceiling, context: completed }
    })
}

/** Copies a row with one question's bytes changed; its ceiling is the declared level, or the best where that is not known. */
export function withBytes(
  row: WholeRow,
  question: number,
  declared: number,
  assured: number,
  ceiling = declared < NOT_KNOWN || declared === NOT_APPLICABLE ? declared : 15,
): WholeRow {
  const copy = (bytes: Uint8Array) => Uint8Array.from(bytes)
  const changed = {
    ...row,
    declared: copy(row.declared),
    assured: copy(row.assured),
    ceiling: copy(row.ceiling),
  }
  changed.declared[question] = declared
  changed.assured[question] = assured
  changed.ceiling[question] = ceiling
  return changed
}
