/**
 * Every rule that decides something is decided by a case: without it, or with its threshold one level off, a case disagrees.
 * The compiled rule set is changed in memory, one element at a time, and only the cases that speak of it are run.
 */
import { expect, test } from 'vitest'
import type { RuleCase } from '../../src/rules/cases.ts'
import { questionsOf } from '../../src/rules/condition.ts'
import type {
  Cap,
  Condition,
  Contradiction,
  Control,
  Domain,
  Incident,
  OverallCap,
  Risk,
  RiskLowering,
  RuleSet,
  WeakDomains,
} from '../../src/rules/model.ts'
import { runCases } from '../../src/scoring/cases.ts'
import { rules, ruleSet } from './real-rules.ts'

type Expectation = RuleCase['case']['expect']

/** The rule set without what is replayed, rated or asked, so that only what is put back costs time. */
const bare: RuleSet = { ...ruleSet, risks: [], incidents: [], contradictions: [], registerChecks: [] }

/** The cases on plain levels that expect something of one element, with that expectation alone. */
function casesOf(pick: (expected: Expectation) => Expectation | undefined): readonly RuleCase[] {
  return rules.cases.flatMap((one) => {
    const picked = one.case.trust === undefined ? pick(one.case.expect) : undefined
    return picked === undefined ? [] : [{ ...one, case: { ...one.case, expect: picked } }]
  })
}

/** Whether all cases agree; it stops at the first that does not. */
const agrees = (changed: RuleSet, cases: readonly RuleCase[]) =>
  cases.every((one) => runCases(changed, { cases: [one], trusts: [] }).length === 0)

/** One change that some case should notice, with the words to name it when none does. */
interface Change {
  readonly what: string
  readonly changed: RuleSet
  readonly cases: readonly RuleCase[]
}

/** What no case notices. Cases that disagree before anything is changed decide nothing, so they are faults here. */
function findUndecided(changes: readonly Change[], unchanged: RuleSet): string[] {
  const sound = new Set(
    [...new Set(changes.map(({ cases }) => cases))].filter((cases) => agrees(unchanged, cases)),
  )
  return changes
    .filter(({ changed, cases }) => !sound.has(cases) || agrees(changed, cases))
    .map(({ what }) => what)
}

/** The condition with one of its levels moved by one, in every way that still asks something. */
function shift(condition: Condition): Condition[] {
  switch (condition.kind) {
    case 'context':
      return []
    case 'level':
      return [condition.level - 1, condition.level + 1]
        .filter((level) => level > 0 && level < (ruleSet.questions[condition.question]?.levels.length ?? 0))
        .map((level) => ({ ...condition, level }))
    case 'all':
    case 'any':
      return condition.of.flatMap((part, index) =>
        shift(part).map((moved) => ({ ...condition, of: condition.of.with(index, moved) })),
      )
  }
}

/** The condition without one of its parts. */
function dropPart(condition: Condition): Condition[] {
  return condition.kind === 'all' || condition.kind === 'any'
    ? condition.of.map((_, index) => ({ ...condition, of: condition.of.toSpliced(index, 1) }))
    : []
}

const without = <T>(all: readonly T[], one: T) => all.filter((other) => other !== one)
const replace = <T>(all: readonly T[], one: T, by: T) => all.map((other) => (other === one ? by : other))

const chains = ruleSet.incidents.flatMap((incident) =>
  incident.chains.map((chain) => {
    const key = `${incident.id}/${chain.vantage}`
    return {
      incident,
      chain,
      cases: casesOf(({ incidents }) =>
        incidents?.[key] === undefined ? undefined : { incidents: { [key]: incidents[key] } },
      ),
    }
  }),
)

/** Every confirmed control, with a way to put others in its place. */
const confirmed = chains.flatMap(({ incident, chain, cases }) =>
  chain.steps.flatMap((step) =>
    step.controls
      .filter(({ strength }) => strength === 'confirmed')
      .map((control) => {
        const put = (controls: readonly Control[]): RuleSet => {
          const changed: Incident = {
            ...incident,
            chains: replace(incident.chains, chain, {
              ...chain,
              steps: replace(chain.steps, step, { ...step, controls }),
            }),
          }
          return { ...bare, incidents: [changed] }
        }
        const questions = JSON.stringify(control.when)
        return { what: `${incident.id} ${chain.vantage} ${step.id} ${questions}`, step, control, cases, put }
      }),
  ),
)
const allIncidents: RuleSet = { ...bare, incidents: ruleSet.incidents }

test('taking away a confirmed control makes a back-test disagree', () => {
  const changes = confirmed.map(({ what, step, control, cases, put }) => ({
    what,
    changed: put(without(step.controls, control)),
    cases,
  }))
  expect(changes.length).toBeGreaterThan(50)
  expect(findUndecided(changes, allIncidents)).toEqual([])
})

test('asking one level more or less of a confirmed control makes a back-test disagree', () => {
  const changes = confirmed.flatMap(({ what, step, control, cases, put }) =>
    shift(control.when).map((when) => ({
      what: `${what} → ${JSON.stringify(when)}`,
      changed: put(replace(step.controls, control, { ...control, when })),
      cases,
    })),
  )
  expect(findUndecided(changes, allIncidents)).toEqual([])
})

test('giving a confirmed control another role makes a back-test disagree', () => {
  const changes = confirmed.flatMap(({ what, step, control, cases, put }) =>
    (['stops', 'detects', 'limits'] as const)
      .filter((role) => role !== control.role && (role !== 'stops' || step.kind === 'attack'))
      .map((role) => ({
        what: `${what} ${role}`,
        changed: put(replace(step.controls, control, { ...control, role })),
        cases,
      })),
  )
  expect(findUndecided(changes, allIncidents)).toEqual([])
})

const risks = ruleSet.risks.map((risk) => ({
  risk,
  cases: casesOf(({ risks: expected }) =>
    expected?.[risk.id] === undefined ? undefined : { risks: { [risk.id]: expected[risk.id] ?? {} } },
  ),
  put: (changed: Partial<Risk>): RuleSet => ({ ...bare, risks: [{ ...risk, ...changed }] }),
}))
const allRisks: RuleSet = { ...bare, risks: ruleSet.risks }
const lowerings = risks.flatMap(({ risk, cases, put }) =>
  risk.loweredBy.map((lowering) => ({
    what: `${risk.id} ${lowering.because}`,
    lowering,
    cases,
    put: (by: readonly RiskLowering[]) =>
      put({ loweredBy: risk.loweredBy.flatMap((one) => (one === lowering ? by : [one])) }),
  })),
)

test('taking away what lowers a risk, or a part of it, makes a case disagree', () => {
  const changes = lowerings.flatMap(({ what, lowering, cases, put }) => [
    { what, changed: put([]), cases },
    ...dropPart(lowering.when).map((when) => ({
      what: `${what} → ${JSON.stringify(when)}`,
      changed: put([{ ...lowering, when }]),
      cases,
    })),
  ])
  expect(changes.length).toBeGreaterThan(100)
  expect(findUndecided(changes, allRisks)).toEqual([])
})

test('asking one level more or less of what lowers a risk makes a case disagree', () => {
  const changes = lowerings.flatMap(({ what, lowering, cases, put }) =>
    shift(lowering.when).map((when) => ({
      what: `${what} → ${JSON.stringify(when)}`,
      changed: put([{ ...lowering, when }]),
      cases,
    })),
  )
  expect(findUndecided(changes, allRisks)).toEqual([])
})

test('where a risk begins, and how far it may fall, is decided by a case', () => {
  const changes = risks.flatMap(({ risk, cases, put }) =>
    (['likelihood', 'consequence'] as const).flatMap((axis) => {
      const { inherent, neverBelow } = risk
      const lowest = inherent[axis] - risk.loweredBy.reduce((sum, lowering) => sum + lowering[axis], 0)
      const higher = { ...neverBelow, [axis]: neverBelow[axis] + 1 }
      return [
        {
          what: `${risk.id} begins at another ${axis}`,
          changed: put({ inherent: { ...inherent, [axis]: inherent[axis] - 1 } }),
          cases,
        },
        { what: `${risk.id} may not fall as low in ${axis}`, changed: put({ neverBelow: higher }), cases },
        // Where the lowerings together come out exactly at the floor, nothing can show that the floor is there.
        ...(lowest < neverBelow[axis]
          ? [
              {
                what: `${risk.id} has no lowest ${axis}`,
                changed: put({ neverBelow: { ...neverBelow, [axis]: 1 } }),
                cases,
              },
            ]
          : []),
      ]
    }),
  )
  expect(findUndecided(changes, allRisks)).toEqual([])
})

/** As `dropPart`; a limit on weak domains without one of them. */
function dropPartOfLimit(when: Condition | WeakDomains): (Condition | WeakDomains)[] {
  if (when.kind !== 'domains') return dropPart(when)
  return when.domains.map((domain) => ({ ...when, domains: when.domains.filter((one) => one !== domain) }))
}

/** As `shift`; a limit on weak domains one point off, or one domain. */
function shiftLimit(when: Condition | WeakDomains): (Condition | WeakDomains)[] {
  if (when.kind !== 'domains') return shift(when)
  const { below, atLeast } = when
  return [
    { ...when, below: below - 1 },
    { ...when, below: below + 1 },
    { ...when, atLeast: atLeast + 1 },
    ...(atLeast > 1 ? [{ ...when, atLeast: atLeast - 1 }] : []),
  ]
}

/** Every limit, with a way to put others in its place. */
const caps = [
  ...ruleSet.domains.flatMap((domain) => {
    const cases = casesOf(({ domains }) =>
      domains?.[domain.id] === undefined ? undefined : { domains: { [domain.id]: domains[domain.id] ?? {} } },
    )
    return domain.caps.map((cap) => {
      const put = (by: readonly OverallCap[]): RuleSet => {
        const own = domain.caps.flatMap((one) => (one === cap ? (by as readonly Cap[]) : [one]))
        const changed: Domain = { ...domain, caps: own }
        return { ...bare, domains: replace(ruleSet.domains, domain, changed) }
      }
      return { cap, cases, put }
    })
  }),
  ...ruleSet.caps.map((cap) => ({
    cap,
    cases: casesOf(({ overall }) => (overall === undefined ? undefined : { overall })),
    put: (by: readonly OverallCap[]): RuleSet => ({
      ...bare,
      caps: ruleSet.caps.flatMap((one) => (one === cap ? by : [one])),
    }),
  })),
]

test('taking away a limit, or a branch of it, makes a case disagree', () => {
  const changes = caps.flatMap(({ cap, cases, put }) => [
    { what: cap.id, changed: put([]), cases },
    ...dropPartOfLimit(cap.when).map((when) => ({
      what: `${cap.id} → ${JSON.stringify(when)}`,
      changed: put([{ ...cap, when }]),
      cases,
    })),
  ])
  expect(findUndecided(changes, bare)).toEqual([])
})

test('a limit one level or one point off makes a case disagree', () => {
  const changes = caps.flatMap(({ cap, cases, put }) => [
    ...shiftLimit(cap.when).map((when) => ({
      what: `${cap.id} → ${JSON.stringify(when)}`,
      changed: put([{ ...cap, when }]),
      cases,
    })),
    ...[cap.atMost - 1, cap.atMost + 1].map((atMost) => ({
      what: `${cap.id} at most ${atMost}`,
      changed: put([{ ...cap, atMost }]),
      cases,
    })),
  ])
  expect(findUndecided(changes, bare)).toEqual([])
})

const asked = casesOf(({ contradictions }) => (contradictions === undefined ? undefined : { contradictions }))
const contradictions = ruleSet.contradictions.map((one) => {
  const questions = [one.first, one.second]
    .flatMap(questionsOf)
    .map((index) => ruleSet.questions[index]?.id ?? '')
  return {
    one,
    cases: asked.filter(({ case: { levels } }) =>
      questions.every((id) => levels !== undefined && id in levels),
    ),
  }
})
const allContradictions: RuleSet = { ...bare, contradictions: ruleSet.contradictions }
const putContradiction = (one: Contradiction, by: readonly Contradiction[]): RuleSet => ({
  ...bare,
  contradictions: ruleSet.contradictions.flatMap((other) => (other === one ? by : [other])),
})

test('taking away a contradiction makes a case disagree', () => {
  const changes = contradictions.map(({ one, cases }) => ({
    what: one.id,
    changed: putContradiction(one, []),
    cases,
  }))
  expect(findUndecided(changes, allContradictions)).toEqual([])
})

test('a side of a contradiction one level off makes a case disagree', () => {
  const changes = contradictions.flatMap(({ one, cases }) =>
    (['first', 'second'] as const).flatMap((side) =>
      shift(one[side]).map((when) => ({
        what: `${one.id} ${side} → ${JSON.stringify(when)}`,
        changed: putContradiction(one, [{ ...one, [side]: when }]),
        cases,
      })),
    ),
  )
  expect(findUndecided(changes, allContradictions)).toEqual([])
})
