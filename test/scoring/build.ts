/**
 * Short descriptions → whole rule sets as compiled values, for tests that need no YAML.
 * It checks nothing: a test that wants a broken rule set gets one.
 */

import { contextsOf } from '../../src/rules/condition.ts'
import type {
  AnswerForm,
  Chain,
  Condition,
  ContextQuestion,
  Contradiction,
  Control,
  Incident,
  Level,
  Mapping,
  Question,
  Register,
  RegisterCheck,
  Risk,
  RuleSet,
  Step,
  TotalCheck,
  WeakDomains,
} from '../../src/rules/model.ts'

export const atLeast = (question: number, level: number): Condition => ({
  kind: 'level',
  question,
  op: 'at-least',
  level,
})
export const below = (question: number, level: number): Condition => ({
  kind: 'level',
  question,
  op: 'below',
  level,
})
export const isIn = (question: number, ...options: number[]): Condition => ({
  kind: 'context',
  question,
  options,
})
export const all = (...of: Condition[]): Condition => ({ kind: 'all', of })
export const any = (...of: Condition[]): Condition => ({ kind: 'any', of })

export interface QuestionOf {
  readonly id?: string
  /** One credit a level, worst first; 0 and 100 unless given. */
  readonly credits?: readonly number[]
  /** Bounds of the levels, in the same order. */
  readonly bounds?: readonly (number | undefined)[]
  readonly weight?: number
  readonly form?: AnswerForm
  readonly caf?: Mapping
  readonly cafInferred?: Mapping
  readonly evidenceLasts?: number
  readonly notApplicable?: boolean
  readonly noneExist?: number
  readonly showWhen?: Condition | undefined
}

export interface DomainOf {
  readonly weight?: number
  readonly questions: readonly QuestionOf[]
  readonly caps?: readonly CapOf[]
}

export interface CapOf {
  readonly when: Condition
  readonly atMost: number
}

export interface OverallCapOf {
  readonly when: Condition | WeakDomains
  readonly atMost: number
}

export interface StepOf {
  readonly kind?: Step['kind']
  readonly always?: boolean
  readonly controls?: readonly ControlOf[]
}

export type ControlOf = readonly [role: Control['role'], when: Condition]

export interface IncidentOf {
  readonly wayIn?: Incident['wayIn']
  readonly exposedWhen?: Condition | undefined
  /** In your place. */
  readonly steps: readonly StepOf[]
  readonly asCustomer?: readonly StepOf[] | undefined
}

export interface RiskOf {
  readonly inherent: readonly [likelihood: number, consequence: number]
  readonly floor?: readonly [likelihood: number, consequence: number]
  readonly loweredBy: readonly {
    readonly when: Condition
    readonly likelihood?: number
    readonly consequence?: number
  }[]
}

export interface RuleSetOf {
  /** Number of options of each context question; the first is taken from the organisation. */
  readonly context?: readonly number[]
  readonly domains: readonly DomainOf[]
  readonly caps?: readonly OverallCapOf[]
  readonly seenWhen?: Condition | undefined
  readonly risks?: readonly RiskOf[]
  readonly incidents?: readonly IncidentOf[]
  readonly contradictions?: readonly { readonly first: Condition; readonly second: Condition }[]
  readonly totalChecks?: readonly Omit<TotalCheck, 'why' | 'ask'>[]
  /** What each is learned by; undefined: it cannot be asked. */
  readonly lessons?: readonly (Condition | undefined)[]
  readonly registers?: readonly Omit<Register, 'feeds' | 'title' | 'lead' | 'domain' | 'row'>[]
  readonly registerChecks?: readonly Omit<RegisterCheck, 'why' | 'ask'>[]
}

/** The rule set described. Questions are q0, q1, … over all domains, contexts c0, …, domains d0, … unless named. */
export function ruleSetOf(given: RuleSetOf): RuleSet {
  const context = (given.context ?? []).map(contextOf)
  const questions: Question[] = []
  const domains = given.domains.map((domain, index) => {
    const own = domain.questions.map((question) => {
      const built = questionOf(question, questions.length, `d${index}`)
      questions.push(built)
      return built.index
    })
    return {
      index,
      id: `d${index}`,
      title: `Domain ${index}`,
      lead: '',
      weight: domain.weight ?? 1,
      because: '',
      questions: own,
      caps: (domain.caps ?? []).map((cap, position) => capOf(cap, `d${index}-cap${position}`)),
    }
  })
  const ruleSet: Omit<RuleSet, 'readContext'> = {
    language: 2,
    id: 'made-up',
    version: '1.0.0',
    date: '2026-01-01',
    status: 'active',
    title: 'A made-up rule set',
    digest: '0'.repeat(64),
    files: {},
    frameworks: ['earlier', 'made-up'].map((id) => ({
      id,
      title: `Framework ${id}`,
      short: id,
      source: 'judgement',
      outcomes: Object.fromEntries(
        questions
          .flatMap(({ caf, cafInferred }) => [...(caf[id] ?? []), ...(cafInferred[id] ?? [])])
          .map((outcome) => [outcome, outcome]),
      ),
    })),
    noRealChangeBelow: 3,
    bands: [0, 40, 60, 80].map((from) => ({
      id: `from-${from}`,
      name: `From ${from}`,
      from,
      means: '',
      trueWhen: [],
    })),
    matrix: {
      source: 'judgement',
      period: 'three years',
      likelihood: [],
      consequence: [],
      bands: [1, 4, 8, 15].map((from) => ({ id: `from-${from}`, name: `From ${from}`, from })),
    },
    family: { regions: [], cells: [], mergeOrder: [], wider: [] },
    scope: { title: '', lead: '' },
    context,
    domains,
    questions,
    registers: (given.registers ?? []).map((register) => ({
      ...register,
      title: register.id,
      lead: '',
      domain: 'd0',
      row: { one: 'row', many: 'rows' },
      feeds: questions.flatMap(({ form, index }) =>
        form.type === 'share' && form.register === register.id ? [index] : [],
      ),
    })),
    caps: (given.caps ?? []).map((cap, position) => capOf(cap, `cap${position}`)),
    ...(given.seenWhen === undefined ? {} : { seenWhen: given.seenWhen }),
    risks: (given.risks ?? []).map(riskOf),
    incidents: (given.incidents ?? []).map(incidentOf),
    contradictions: (given.contradictions ?? []).map((one, position): Contradiction => ({
      ...one,
      id: `contradiction${position}`,
      kind: 'clash',
      why: '',
      ask: '',
    })),
    totalChecks: (given.totalChecks ?? []).map((one) => ({ ...one, why: '', ask: '' })),
    lessons: (given.lessons ?? []).map((learnedWhen, position) => ({
      id: `lesson${position}`,
      text: '',
      incidents: [],
      ...(learnedWhen === undefined ? { cannotBeAsked: 'Nobody knows.' } : { learnedWhen }),
    })),
    registerChecks: (given.registerChecks ?? []).map((one) => ({ ...one, why: '', ask: '' })),
    firstLook: [],
    insurer: [],
    changes: [],
    whyTheseDomains: [],
    glossary: [],
    byId: new Map(questions.map((question) => [question.id, question.index])),
    contextById: new Map(context.map((question) => [question.id, question.index])),
  }
  const read = new Set(conditionsOf(ruleSet).flatMap(contextsOf))
  return { ...ruleSet, readContext: [...read].sort((a, b) => a - b) }
}

/** Every condition of a rule set. */
export function conditionsOf(ruleSet: Omit<RuleSet, 'readContext'>): Condition[] {
  return [
    ...ruleSet.questions.flatMap((question) => question.showWhen ?? []),
    ...[...ruleSet.caps, ...ruleSet.domains.flatMap((domain) => domain.caps)].flatMap(({ when }) =>
      when.kind === 'domains' ? [] : [when],
    ),
    ...(ruleSet.seenWhen === undefined ? [] : [ruleSet.seenWhen]),
    ...ruleSet.lessons.flatMap(({ learnedWhen }) => learnedWhen ?? []),
    ...ruleSet.risks.flatMap((risk) => risk.loweredBy.map((lowering) => lowering.when)),
    ...ruleSet.incidents.flatMap((incident) => [
      ...(incident.exposedWhen === undefined ? [] : [incident.exposedWhen]),
      ...controlsOf(incident).map((control) => control.when),
    ]),
    ...ruleSet.contradictions.flatMap((one) => [one.first, one.second]),
  ]
}

export const controlsOf = (incident: Incident): Control[] =>
  incident.chains.flatMap((chain) => chain.steps.flatMap((step) => step.controls))

function contextOf(options: number, index: number): ContextQuestion {
  return {
    index,
    id: `c${index}`,
    short: `Context ${index}`,
    text: `Context ${index}?`,
    type: 'choice',
    options: Array.from({ length: options }, (_, option) => ({ id: `o${option}`, text: `Option ${option}` })),
    fromOrganisation: index === 0,
  }
}

export function questionOf(given: QuestionOf, index: number, domain: string): Question {
  const levels = (given.credits ?? [0, 100]).map((credit, level): Level => {
    const bound = given.bounds?.[level]
    return {
      id: `l${level}`,
      credit,
      text: `Level ${level}.`,
      ...(bound === undefined ? {} : { bound }),
    }
  })
  const id = given.id ?? `q${index}`
  return {
    index,
    id,
    domain,
    short: id,
    text: `${id}?`,
    form: given.form ?? { type: 'choice' },
    levels,
    weight: given.weight ?? 1,
    weightEvidence: [],
    caf: given.caf ?? {},
    cafInferred: given.cafInferred ?? {},
    evidenceLasts: given.evidenceLasts ?? 12,
    source: 'judgement',
    knows: '',
    where: '',
    count: '',
    not: '',
    customerOwns: false,
    ...(given.notApplicable === true ? { notApplicable: { when: 'There is nothing of the kind.' } } : {}),
    ...(given.noneExist === undefined ? {} : { noneExist: { text: 'None.', level: given.noneExist } }),
    ...(given.showWhen === undefined ? {} : { showWhen: given.showWhen }),
  }
}

const capOf = <C extends OverallCapOf>(cap: C, id: string) => ({
  ...cap,
  id,
  because: '',
  source: 'judgement' as const,
})

function riskOf({ inherent, floor = [1, 1], loweredBy }: RiskOf, position: number): Risk {
  const rated = ([likelihood, consequence]: readonly [number, number]) => ({
    likelihood,
    likelihoodBecause: '',
    consequence,
    consequenceBecause: '',
  })
  return {
    id: `risk${position}`,
    short: '',
    title: '',
    hazards: [],
    inherent: rated(inherent),
    loweredBy: loweredBy.map((one) => ({
      when: one.when,
      likelihood: one.likelihood ?? 0,
      consequence: one.consequence ?? 0,
      because: '',
    })),
    neverBelow: rated(floor),
    restsOn: [],
    source: 'judgement',
  }
}

function incidentOf(given: IncidentOf, position: number): Incident {
  const { wayIn = 'published', exposedWhen, steps, asCustomer } = given
  return {
    id: `incident${position}`,
    title: '',
    asAt: '2026-01-01',
    kind: 'dossier',
    wayIn,
    role: '',
    happened: '2024',
    summary: '',
    ...(exposedWhen === undefined ? {} : { exposedWhen }),
    organisations: [],
    facts: [],
    regulatory: [],
    chains: [
      chainOf('in-your-place', steps),
      ...(asCustomer === undefined ? [] : [chainOf('as-a-customer', asCustomer)]),
    ],
    notKnown: [],
    lessons: [],
    sources: [],
    leftOut: [],
  }
}

/** A chain of steps s0, s1, … */
export function chainOf(vantage: Chain['vantage'], steps: readonly StepOf[]): Chain {
  return {
    vantage,
    steps: steps.map(({ kind = 'attack', always = false, controls = [] }, position) => ({
      id: `s${position}`,
      text: '',
      kind,
      always,
      confidence: 'confirmed',
      techniques: [],
      controls: controls.map(([role, when]) => ({
        role,
        when,
        strength: 'reported',
        confirmed: [],
        because: '',
      })),
      ...(controls.length === 0 ? { notTestable: 'Nobody has published how.' } : {}),
    })),
  }
}
