/** Cases that name what is not there, are named twice, or could never disagree; whether one agrees is found by running it. */
import type { RuleIssue } from '../../errors.ts'
import { knownNames } from '../row-test.ts'
import type { RawCase } from '../schema/cases.ts'
import type { RawQuestion } from '../schema/domain.ts'
import type { CheckContext, Rule } from './rule.ts'

/** What a case may write in the place of a level. */
const states = ['dont-know', 'not-applicable', 'unanswered']
const bases = ['none', 'all-worst', 'all-best']

export const checkCases: Rule = (context) => [
  ...findSameNames(context),
  ...context.documents.cases.flatMap((file) =>
    file.cases.flatMap((one) => [
      ...checkSense(one, context),
      ...checkAnswers(one, context),
      ...checkExpectedScores(one, context),
      ...checkExpectedReplays(one, context),
    ]),
  ),
]

function findSameNames({ documents, fault }: CheckContext): RuleIssue[] {
  const first = new Map<string, RawCase>()
  return documents.cases
    .flatMap((file) => file.cases)
    .flatMap((one) => {
      const earlier = first.get(one.name)
      if (earlier === undefined) {
        first.set(one.name, one)
        return []
      }
      const { file, line } = documents.places.of(earlier, 'name')
      const message = `a case is called “${one.name}” already, at ${file}:${line}`
      return [fault('duplicate-id', one, 'name', message, 'Give one of them another name, or delete it.')]
    })
}

/** What a case can be about: days only where a trust answered, a state only where the question allows it, and at least one result. */
function checkSense(one: RawCase, { documents, names, fault }: CheckContext): RuleIssue[] {
  const isOfTrust = documents.trusts.some(({ name }) => name === one.trust || name === one.base)
  const levels = one.levels ?? {}
  return [
    ...(one['as-of'] !== undefined && !isOfTrust
      ? [
          fault(
            'case-day-unread',
            one,
            'as-of',
            'nothing in this case depends on a day: it gives levels, not answers with dates',
            'Name a trust, or delete as-of.',
          ),
        ]
      : []),
    ...(expectsSomething(one.expect)
      ? []
      : [
          fault(
            'case-expects-nothing',
            one,
            'expect',
            'this case expects nothing',
            'Write what it should result in.',
          ),
        ]),
    ...Object.keys(levels)
      .filter(
        (id) =>
          levels[id] === 'not-applicable' && isAlwaysApplicable(one, names.question(id)?.raw, isOfTrust),
      )
      .map((id) =>
        fault(
          'case-state',
          levels,
          id,
          `“${id}” is never not applicable here`,
          'Write one of its levels, dont-know or unanswered.',
        ),
      ),
  ]
}

/** Whether the question may not be put aside: never, or not by the kind of organisation that the case speaks of. */
function isAlwaysApplicable(
  { cohort = 'acute' }: RawCase,
  raw: RawQuestion | undefined,
  isOfTrust: boolean,
): boolean {
  if (raw === undefined) return false
  const allowed = raw['not-applicable']
  if (allowed === undefined) return true
  return !isOfTrust && allowed.cohorts !== undefined && !allowed.cohorts.includes(cohort)
}

/** Whether a value, however deep, says what should come out: a word, a number, a null, or a list, which may be empty. */
function expectsSomething(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true
  return Object.values(value).some(expectsSomething)
}

/** The fault of a name that is not among those known. */
function unknown(
  known: readonly string[],
  what: string,
  name: string | null | undefined,
  node: object,
  key: string | number,
  { fault }: CheckContext,
): RuleIssue[] {
  if (name === undefined || name === null || known.includes(name)) return []
  const code = what === 'level' ? 'unknown-level' : what === 'option' ? 'unknown-option' : 'unknown-id'
  return [fault(code, node, key, `no ${what} is called “${name}”`, knownNames(known, name))]
}

function checkAnswers(one: RawCase, context: CheckContext): RuleIssue[] {
  const { documents, names } = context
  const trusts = documents.trusts.map(({ name }) => name)
  const questions = names.questions.map(({ raw }) => raw.id)
  const assured = typeof one.assured === 'object' ? one.assured : {}
  return [
    ...unknown(names.cohorts, 'cohort', one.cohort, one, 'cohort', context),
    ...unknown([...bases, ...trusts], 'base', one.base, one, 'base', context),
    ...unknown(trusts, 'trust', one.trust, one, 'trust', context),
    ...[one.levels ?? {}, assured].flatMap((levels) =>
      Object.entries(levels).flatMap(([question, level]) => {
        const levelIds = names.question(question)?.levelIds
        return levelIds === undefined
          ? unknown(questions, 'question', question, levels, question, context)
          : unknown([...levelIds, ...states], 'level', level, levels, question, context)
      }),
    ),
    ...Object.entries(one.context ?? {}).flatMap(([id, option]) => {
      const optionIds = names.context(id)?.optionIds
      const contexts = names.contexts.map(({ raw }) => raw.id)
      return optionIds === undefined
        ? unknown(contexts, 'context question', id, one.context!, id, context)
        : unknown([...optionIds, 'unanswered'], 'option', option, one.context!, id, context)
    }),
  ]
}

function checkExpectedScores({ expect }: RawCase, context: CheckContext): RuleIssue[] {
  const { ruleSet, domains, risks, contradictions } = context.documents
  const bands = ruleSet.bands.map(({ id }) => id)
  const score = (expected: { band?: string | null; caps?: string[] }, caps: readonly { id: string }[]) => [
    ...unknown(bands, 'band', expected.band, expected, 'band', context),
    ...(expected.caps ?? []).flatMap((cap, i) =>
      unknown(
        caps.map(({ id }) => id),
        'limit',
        cap,
        expected.caps!,
        i,
        context,
      ),
    ),
  ]
  const each = <T>(expected: Record<string, T> | undefined, what: string, known: readonly { id: string }[]) =>
    Object.keys(expected ?? {}).flatMap((id) =>
      unknown(
        known.map((one) => one.id),
        what,
        id,
        expected!,
        id,
        context,
      ),
    )
  return [
    ...(expect.overall === undefined ? [] : score(expect.overall, ruleSet.caps ?? [])),
    ...each(expect.domains, 'domain', domains),
    ...Object.entries(expect.domains ?? {}).flatMap(([id, expected]) =>
      score(expected, domains.find((domain) => domain.id === id)?.caps ?? []),
    ),
    ...each(expect.risks, 'risk', risks),
    ...(expect.contradictions ?? []).flatMap((id, i) =>
      unknown(
        [
          ...contradictions.contradictions,
          ...(contradictions['total-checks'] ?? []),
          ...(contradictions['register-checks'] ?? []),
        ].map((one) => one.id),
        'contradiction',
        id,
        expect.contradictions!,
        i,
        context,
      ),
    ),
  ]
}

function checkExpectedReplays({ expect }: RawCase, context: CheckContext): RuleIssue[] {
  const chains = context.documents.incidents.flatMap((incident) =>
    (incident.chains ?? []).map((chain) => ({ name: `${incident.id}/${chain.vantage}`, chain })),
  )
  return Object.entries(expect.incidents ?? {}).flatMap(([name, expected]) => {
    const found = chains.find((one) => one.name === name)
    if (found === undefined)
      return unknown(
        chains.map((one) => one.name),
        'incident/vantage',
        name,
        expect.incidents!,
        name,
        context,
      )
    const steps = found.chain.steps.map(({ id }) => id)
    return unknown(steps, 'step of this chain', expected['stopped-at'], expected, 'stopped-at', context)
  })
}
