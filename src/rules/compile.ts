/**
 * Resolved documents to the frozen rule set that the rest of the house sees, every reference an index.
 * It trusts what `check` has passed: a name that is still unknown here is a bug, and is thrown.
 */
import { createHash } from 'node:crypto'
import { compileIncident, compileLessons } from './compile-incident.ts'
import { compileImprovements } from './compile-improvements.ts'
import { compileQuestion, compileRegister } from './compile-question.ts'
import { contextsOf } from './condition.ts'
import { deepFreeze } from './freeze.ts'
import { compileCohortText, type Lookups } from './lookups.ts'
import type { Files } from './load.ts'
import type {
  Band,
  BandTruth,
  Cap,
  ContextQuestion,
  Framework,
  OverallCap,
  Relation,
  Risk,
  RuleSet,
} from './model.ts'
import { optionsOf, type ContextName } from './names.ts'
import type { Resolved } from './resolve.ts'
import type { BackgroundFile } from './schema/background.ts'
import type { RawCap } from './schema/domain.ts'
import { codesBefore, type FrameworkFile, type RawRelation } from './schema/framework.ts'
import type { RawBandTruth, RawOverallCap, RiskFile, RuleSetFile } from './schema/rule-set.ts'
import { findWeightEvidence } from './weight.ts'

/** The rule set of documents that the check has passed, frozen to its leaves. */
export function compileRuleSet(resolved: Resolved): RuleSet {
  const { documents, names, compiled, tests } = resolved
  const { ruleSet, frameworks, scope, domains, incidents, risks, contradictions, cohorts } = documents
  const { background, improvements } = documents
  const files = ownFiles(documents.files)
  const lookups: Lookups = {
    question: (id) => found(names.question(id), id).index,
    level: (question, level) => indexIn(found(names.question(question), question).levelIds, level),
    condition: (raw) => found(compiled.get(raw), 'condition'),
    tests: (raw) => (raw === undefined ? [] : found(tests.get(raw), 'tests')),
  }
  const evidence = findWeightEvidence(resolved)
  const questions = names.questions.map((name) =>
    compileQuestion(name, evidence.get(name.index) ?? [], lookups),
  )
  const domainIds = domains.map(({ id }) => id)
  const domainNames = { all: [...domainIds.keys()], of: (id: string) => indexIn(domainIds, id) }
  const lessons = compileLessons(incidents, lookups)
  const readContext = new Set(resolved.conditions.flatMap(({ raw }) => contextsOf(lookups.condition(raw))))

  return deepFreeze<RuleSet>({
    language: ruleSet.language,
    id: ruleSet.id,
    version: ruleSet.version,
    date: ruleSet.date,
    status: ruleSet.status,
    title: ruleSet.title,
    digest: digestOf(files),
    files,
    frameworks: frameworks.map(compileFramework),
    noRealChangeBelow: ruleSet['no-real-change-below'],
    bands: ruleSet.bands.map((band) => compileBand(band, domainNames)),
    matrix: ruleSet.matrix,
    scope: { title: scope.title, lead: scope.lead },
    context: names.contexts.map(compileContext),
    domains: domains.map((domain, index) => {
      const listed = found(
        ruleSet.domains.find(({ id }) => id === domain.id),
        domain.id,
      )
      return {
        index,
        id: domain.id,
        title: domain.title,
        lead: domain.lead,
        weight: listed.weight,
        because: listed.because,
        questions: questions
          .filter((question) => question.domain === domain.id)
          .map((question) => question.index),
        caps: (domain.caps ?? []).map((cap) => compileCap(cap, lookups)),
      }
    }),
    questions,
    registers: domains.flatMap((domain) =>
      (domain.registers ?? []).map((register) => compileRegister(register, domain.id, questions, lookups)),
    ),
    family: {
      regions: cohorts.regions,
      cells: cohorts.cells.map((cell) => ({
        ...cell,
        regions: cell.regions ?? cohorts.regions.map(({ id }) => id),
      })),
      mergeOrder: cohorts['merge-order'],
      wider: cohorts.wider,
    },
    caps: (ruleSet.caps ?? []).map((cap) => compileOverallCap(cap, domainNames, lookups)),
    ...(ruleSet['seen-when'] === undefined ? {} : { seenWhen: lookups.condition(ruleSet['seen-when']) }),
    risks: risks.map((risk) => compileRisk(risk, lookups)),
    incidents: incidents.map((incident) => compileIncident(incident, ruleSet.date, lessons, lookups)),
    lessons: [...lessons.values()].map((lesson) => ({
      ...lesson,
      incidents: incidents
        .filter((one) => (one.lessons ?? []).some((it) => ('same' in it ? it.same : it.id) === lesson.id))
        .map((one) => one.id),
    })),
    contradictions: contradictions.contradictions.map((one) => ({
      ...one,
      first: lookups.condition(one.first),
      second: lookups.condition(one.second),
    })),
    totalChecks: (contradictions['total-checks'] ?? []).map((check) => ({
      ...check,
      part: { question: lookups.question(check.part.answer), number: check.part.total },
      whole: { question: lookups.question(check.whole.answer), number: check.whole.total },
    })),
    registerChecks: (contradictions['register-checks'] ?? []).map(({ rows, answer, ...check }) => ({
      ...check,
      rows: lookups.tests(rows),
      ...(answer === undefined
        ? {}
        : {
            answer:
              'ticks' in answer
                ? { question: lookups.question(answer.answer), ticks: answer.ticks }
                : { question: lookups.question(answer.answer), isNotApplicable: true as const },
          }),
    })),
    firstLook: ruleSet['first-look'].map(lookups.question),
    insurer: ruleSet.insurer.map((prompt) => ({
      ...prompt,
      questions: prompt.questions.map(lookups.question),
    })),
    changes: ruleSet.changes,
    whyTheseDomains: ruleSet['why-these-domains'],
    ...(background === undefined ? {} : { background: compileBackground(background, domainIds) }),
    ...(improvements === undefined
      ? {}
      : { improvements: compileImprovements(improvements, names.question) }),
    glossary: ruleSet.glossary,
    readContext: [...readContext].sort((a, b) => a - b),
    byId: new Map(questions.map((question) => [question.id, question.index])),
    contextById: new Map(names.contexts.map(({ raw, index }) => [raw.id, index])),
  })
}

/** The files that make a rule set what it is: cases and calibration only test it, and background and improvements score nothing. */
function ownFiles(files: Files): Files {
  const beside = ['calibration.yaml', 'background.yaml', 'improvements.yaml']
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => !path.startsWith('cases/') && !beside.includes(path)),
  )
}

/** SHA-256 over each path, a zero byte, the bytes, a zero byte, in the order of the paths. */
function digestOf(files: Files): string {
  const hash = createHash('sha256')
  for (const path of Object.keys(files).sort()) hash.update(`${path}\0${files[path]}\0`)
  return hash.digest('hex')
}

function compileFramework({ id, title, short, source, note, outcomes, ...raw }: FrameworkFile): Framework {
  const relates = raw['relates-to']
  const relationOf = (outcome: string, relation: RawRelation): Relation => ({
    kind: typeof relation === 'string' ? relation : 'moved' in relation ? 'moved' : 'split',
    from: codesBefore(outcome, relation),
  })
  return {
    id,
    title,
    short,
    source,
    ...(note === undefined ? {} : { note }),
    outcomes,
    ...(relates === undefined
      ? {}
      : {
          relatesTo: {
            framework: relates.framework,
            outcomes: Object.fromEntries(
              Object.entries(relates.outcomes).map(([code, relation]) => [code, relationOf(code, relation)]),
            ),
          },
        }),
  }
}

function compileBackground(file: BackgroundFile, all: readonly string[]): NonNullable<RuleSet['background']> {
  return {
    items: file.items.map(
      ({ domains, 'no-weight-because': noWeightBecause, 'not-known': notKnown, ...one }) => ({
        ...one,
        domains: typeof domains === 'string' ? all : domains,
        noWeightBecause,
        ...(notKnown === undefined ? {} : { notKnown }),
      }),
    ),
    leftOut: file['left-out'] ?? [],
  }
}

function compileContext({ raw, index }: ContextName): ContextQuestion {
  const { id, short, text, hint, knows, where, count, not } = raw
  return {
    index,
    id,
    short: short ?? text,
    text,
    ...(hint === undefined ? {} : { hint: compileCohortText(hint) }),
    type: raw.type,
    options: optionsOf(raw),
    fromOrganisation: raw.type === 'choice' && raw.from === 'organisation',
    ...(knows === undefined ? {} : { knows }),
    ...(where === undefined ? {} : { where }),
    ...(count === undefined ? {} : { count }),
    ...(not === undefined ? {} : { not }),
  }
}

function compileCap(cap: RawCap, lookups: Lookups): Cap {
  return {
    id: cap.id,
    when: lookups.condition(cap.when),
    atMost: cap['at-most'],
    because: cap.because,
    source: cap.source,
  }
}

interface DomainNames {
  readonly all: readonly number[]
  readonly of: (id: string) => number
}

function compileOverallCap(cap: RawOverallCap, domains: DomainNames, lookups: Lookups): OverallCap {
  const { when } = cap
  const common = { id: cap.id, atMost: cap['at-most'], because: cap.because, source: cap.source }
  if (!('domains' in when)) return { ...common, when: lookups.condition(when) }
  const { below, 'at-least': atLeast = 1 } = when
  return {
    ...common,
    when: { kind: 'domains', domains: compileDomains(when.domains, domains), below, atLeast },
  }
}

/** `all` is every domain that the rule set has. */
function compileDomains(raw: 'all' | readonly string[], { all, of }: DomainNames): readonly number[] {
  return raw === 'all' ? all : raw.map(of)
}

function compileBand(
  { id, name, from, means, ...raw }: RuleSetFile['bands'][number],
  domains: DomainNames,
): Band {
  return {
    id,
    name,
    from,
    means,
    trueWhen: (raw['true-when'] ?? []).map((one) => compileTruth(one, domains)),
  }
}

function compileTruth(raw: RawBandTruth, domains: DomainNames): BandTruth {
  if ('risks' in raw) return { kind: 'risks', band: raw.risks, atMost: raw['at-most'] }
  if ('attacks-met' in raw) return { kind: 'attacks', atLeast: raw['attacks-met'] }
  const { below } = raw
  return { kind: 'domains', domains: compileDomains(raw.domains, domains), below, atMost: raw['at-most'] }
}

function compileRisk(risk: RiskFile, lookups: Lookups): Risk {
  const numbers = (raw: RiskFile['inherent']) => ({
    likelihood: raw.likelihood,
    likelihoodBecause: raw['likelihood-because'],
    consequence: raw.consequence,
    consequenceBecause: raw['consequence-because'],
  })
  return {
    id: risk.id,
    short: risk.short,
    title: risk.title,
    hazards: risk.hazards,
    inherent: numbers(risk.inherent),
    loweredBy: risk['lowered-by'].map((lowering) => ({
      when: lookups.condition(lowering.when),
      likelihood: lowering.likelihood ?? 0,
      consequence: lowering.consequence ?? 0,
      because: lowering.because,
    })),
    neverBelow: numbers(risk['never-below']),
    restsOn: risk['rests-on'],
    source: risk.source,
  }
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the check let an unknown name pass: ${name}`)
  return value
}

function indexIn(ids: readonly string[], id: string): number {
  const index = ids.indexOf(id)
  return found(index === -1 ? undefined : index, id)
}
