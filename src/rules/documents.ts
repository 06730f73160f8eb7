/**
 * Texts of rule files to documents whose shape is right, each value with its place.
 * Reports every fault of YAML and of shape at once; looks up no names and judges no meaning.
 */
import * as v from 'valibot'
import { sortIssues, type RuleIssue } from '../errors.ts'
import type { RuleCode } from './codes.ts'
import { fillIn } from './languages.ts'
import type { Files } from './load.ts'
import { parseYaml, Places } from './places.ts'
import { backgroundFile, type BackgroundFile } from './schema/background.ts'
import { calibrationFile, type CalibrationFile } from './schema/calibration.ts'
import { casesFile, type CasesFile } from './schema/cases.ts'
import { cohortsFile, type CohortsFile } from './schema/cohorts.ts'
import { domainFile, type DomainFile } from './schema/domain.ts'
import { compareVersions, frameworkFile, type FrameworkFile } from './schema/framework.ts'
import { improvementsFile, type ImprovementsFile } from './schema/improvements.ts'
import { incidentFile, type IncidentFile } from './schema/incident.ts'
import {
  contradictionsFile,
  riskFile,
  ruleSetFile,
  scopeFile,
  type ContradictionsFile,
  type RiskFile,
  type RuleSetFile,
  type ScopeFile,
} from './schema/rule-set.ts'

/** The files of a rule set, read. */
export interface Documents {
  readonly files: Files
  readonly places: Places
  readonly ruleSet: RuleSetFile
  readonly scope: ScopeFile
  /** In the order of `ruleset.yaml`; those it does not name come last. */
  readonly domains: readonly DomainFile[]
  /** The newest version last. */
  readonly frameworks: readonly FrameworkFile[]
  readonly risks: readonly RiskFile[]
  /** Newest year first, exercises last. */
  readonly incidents: readonly IncidentFile[]
  readonly contradictions: ContradictionsFile
  readonly cohorts: CohortsFile
  /** What must hold of made-up organisations; undefined where nobody wrote it. */
  readonly calibration?: CalibrationFile
  /** What stood around the choice of domains; undefined where nobody wrote it. */
  readonly background?: BackgroundFile
  /** What raising an answer takes; undefined where nobody wrote it. */
  readonly improvements?: ImprovementsFile
  readonly cases: readonly CasesFile[]
  /** Answers files of invented trusts, as plain values: the room `answers` reads them. */
  readonly trusts: readonly TrustFile[]
}

export interface TrustFile {
  /** Name by which a case asks for it. */
  readonly name: string
  readonly file: string
  readonly text: string
}

type Shape = v.GenericSchema
interface FileShape {
  readonly name: string
  /** A path, or one with a star for a name. */
  readonly files: string
  readonly shape: Shape
}
const SINGLE = {
  ruleset: ruleSetFile,
  scope: scopeFile,
  contradictions: contradictionsFile,
  cohorts: cohortsFile,
  calibration: calibrationFile,
  background: backgroundFile,
  improvements: improvementsFile,
} satisfies Readonly<Record<string, Shape>>

/** The shape of each kind of file. */
export const SHAPES: readonly FileShape[] = [
  ...Object.entries(SINGLE).map(([name, shape]) => ({ name, files: `${name}.yaml`, shape })),
  { name: 'domain', files: 'domains/*.yaml', shape: domainFile },
  { name: 'framework', files: 'frameworks/*.yaml', shape: frameworkFile },
  { name: 'risk', files: 'risks/*.yaml', shape: riskFile },
  { name: 'incident', files: 'incidents/*.yaml', shape: incidentFile },
  { name: 'cases', files: 'cases/*.yaml', shape: casesFile },
]

const isFor = ({ files }: FileShape, file: string) => {
  const [before = '', after] = files.split('*')
  if (after === undefined) return file === files
  const name = file.startsWith(before) && file.endsWith(after) ? file.slice(before.length, -after.length) : ''
  return name !== '' && !name.includes('/')
}
const trustFile = /^cases\/trusts\/([^/]+)\.yaml$/
const needed = ['ruleset.yaml', 'scope.yaml', 'contradictions.yaml', 'cohorts.yaml'] as const

/**
 * The documents of a rule set, or all its faults of shape, sorted.
 * `isKept`: it was kept with what it scored, maybe in an earlier language, and what it lacks is filled in. `parse`: gives the value of a text.
 */
export function readDocuments(
  files: Files,
  isKept = false,
  parse = parseYaml,
): { documents: Documents } | { issues: readonly RuleIssue[] } {
  const issues: RuleIssue[] = []
  const places = new Places()
  const read = new Map<string, unknown>()
  const schemas = new Map<string, Shape>()
  const trusts: TrustFile[] = []
  for (const [file, text] of Object.entries(files)) {
    const trust = trustFile.exec(file)?.[1]
    if (trust !== undefined) {
      trusts.push({ name: trust, file, text })
      continue
    }
    const schema = SHAPES.find((one) => isFor(one, file))?.shape
    if (schema === undefined) {
      issues.push(unknownFile(file))
      continue
    }
    const before = issues.length
    const value = parse(file, text, places, (issue) => issues.push(issue))
    if (issues.length > before) continue
    read.set(file, value)
    schemas.set(file, schema)
  }
  if (isKept) fillIn(read)
  for (const [file, schema] of schemas)
    for (const issue of v.safeParse(schema, read.get(file)).issues ?? [])
      issues.push(shapeFault(file, issue, places))
  for (const file of needed)
    if (!(file in files))
      issues.push(
        fault(
          'missing-file',
          { file, line: 1 },
          'the file is not there',
          'Write it; every rule set has one.',
        ),
      )
  if (![...read.keys(), ...Object.keys(files)].some((file) => file.startsWith('frameworks/')))
    issues.push(
      fault(
        'missing-file',
        { file: 'frameworks', line: 1 },
        'no framework is there',
        'Write frameworks/<id>.yaml: questions point to its outcomes.',
      ),
    )
  if (issues.length > 0) return { issues: sortIssues(issues) }

  const under = <T>(folder: string) =>
    [...read].filter(([file]) => file.startsWith(`${folder}/`)).map(([, document]) => document as T)
  const ruleSet = read.get('ruleset.yaml') as RuleSetFile
  const rank = new Map(ruleSet.domains.map(({ id }, i) => [id, i]))
  const order = (domain: DomainFile) => rank.get(domain.id) ?? rank.size
  const year = (incident: IncidentFile) =>
    incident.kind === 'exercise' ? 0 : Number(/\d{4}/.exec(places.of(incident).file)?.[0] ?? 0)
  return {
    documents: {
      files,
      places,
      ruleSet,
      scope: read.get('scope.yaml') as ScopeFile,
      domains: under<DomainFile>('domains').sort((a, b) => order(a) - order(b)),
      frameworks: under<FrameworkFile>('frameworks').sort(compareVersions),
      risks: under<RiskFile>('risks'),
      incidents: under<IncidentFile>('incidents').sort((a, b) => year(b) - year(a)),
      contradictions: read.get('contradictions.yaml') as ContradictionsFile,
      cohorts: read.get('cohorts.yaml') as CohortsFile,
      ...(read.has('calibration.yaml')
        ? { calibration: read.get('calibration.yaml') as CalibrationFile }
        : {}),
      ...(read.has('improvements.yaml')
        ? { improvements: read.get('improvements.yaml') as ImprovementsFile }
        : {}),
      ...(read.has('background.yaml') ? { background: read.get('background.yaml') as BackgroundFile } : {}),
      cases: under<CasesFile>('cases'),
      trusts,
    },
  }
}

function shapeFault(file: string, issue: v.BaseIssue<unknown>, places: Places): RuleIssue {
  const last = issue.path?.at(-1)
  if (last === undefined) {
    const { message, remedy } = told(issue)
    return fault('wrong-shape', { file, line: 1 }, `the file ${message}`, remedy)
  }
  const key = last.key as string | number
  const place = places.of(last.input as object, key)
  const name = typeof key === 'number' ? `item ${key + 1} of the list` : `“${key}”`
  if (last.origin === 'key') {
    const source = key === 'source' || key === 'sources'
    return fault(
      source ? 'missing-source' : 'missing-key',
      place,
      `${name} is missing`,
      !source
        ? `Add ${name} with its value.`
        : key === 'sources'
          ? 'Name at least one, which you have read.'
          : 'Say where it comes from, or write source: judgement if it is your own.',
    )
  }
  const { message, remedy } = told(issue)
  const shown =
    message.startsWith('is not') && typeof issue.input === 'string' ? `: “${issue.input.slice(0, 60)}”` : ''
  return fault(
    issue.message.startsWith('has no meaning') ? 'unknown-key' : 'wrong-shape',
    place,
    `${name} ${message}${shown}`,
    remedy,
  )
}

/** Message and remedy of a shape; both stand in valibot's one string. */
function told(issue: v.BaseIssue<unknown>): { message: string; remedy: string } {
  const [message = '', remedy] = issue.message.split('\n')
  if (issue.input === null) return { message: 'is empty', remedy: 'Write a value, or remove the key.' }
  return { message, remedy: remedy ?? 'Correct the value.' }
}

function fault(
  code: RuleCode,
  place: { file: string; line: number },
  message: string,
  remedy: string,
): RuleIssue {
  return { code, ...place, message, remedy }
}

function unknownFile(file: string): RuleIssue {
  return fault(
    'unknown-file',
    { file, line: 1 },
    'the file has no place in a rule set',
    'Move it: ruleset.yaml, scope.yaml, contradictions.yaml, calibration.yaml, background.yaml, improvements.yaml, domains/, frameworks/, risks/, incidents/, cases/ and cases/trusts/, all ending in .yaml.',
  )
}
