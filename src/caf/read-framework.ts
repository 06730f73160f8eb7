/**
 * The text of a framework file in its public shape → its outcomes, with every defect named at its line.
 * What cannot be read refuses the file. A missing group or a doubled code is named, and the outcome without a group is computed by nobody.
 */

import { isRecord, shown } from '../answers/given.ts'
import { type Key, parseYaml, Places } from '../rules/places.ts'
import { faultOfText, saysSomething, tidyLine } from '../text.ts'
import {
  type CafFault,
  GROUPS,
  type Indicator,
  type OfficialFramework,
  type Outcome,
  type Status,
} from './model.ts'
import { readStatus, readTable, STATUS_WORDS } from './table.ts'

/** Bytes of a framework file: the largest public one has a fifth of it (ours). */
export const LARGEST_FRAMEWORK = 1_000_000
/** The public file of version 3.2 has under 200 (ours). */
const MOST_ALIASES = 1000
/** Values, each alias counted as what it names: the public file of version 3.2 has under 6,000 (ours). */
const MOST_VALUES = 100_000
const LONGEST_CODE = 20
const LONGEST_WORDS = 5000

export type ReadFramework =
  | { readonly ok: true; readonly framework: OfficialFramework; readonly defects: readonly CafFault[] }
  | { readonly ok: false; readonly faults: readonly CafFault[] }

/** Reads a framework file; with a fault there is no framework, with defects there is one that says what it lacks. */
export function readFramework(text: string): ReadFramework {
  const reader = new Reader()
  const outcomes = reader.read(text)
  const faults = sorted(reader.faults)
  if (faults.length > 0) return { ok: false, faults }
  const profiles = [...new Set(outcomes.flatMap((one) => Object.keys(one.profiles)))]
  return { ok: true, framework: { outcomes, profiles }, defects: sorted(reader.defects) }
}

const sorted = (faults: readonly CafFault[]) => faults.toSorted((a, b) => a.line - b.line)

/** Objectives, principles and outcomes are maps of code → the thing with its code, title and parts. */
interface Named {
  readonly of: Readonly<Record<string, unknown>>
  readonly code: string
  readonly title: string
}

class Reader {
  readonly faults: CafFault[] = []
  readonly defects: CafFault[] = []
  private readonly places = new Places()
  private readonly tables = new Map<object, Outcome['table'] | undefined>()
  /** Code of an indicator → the outcome that had it first. */
  private readonly owners = new Map<string, string>()

  read(text: string): Outcome[] {
    if (Buffer.byteLength(text) > LARGEST_FRAMEWORK)
      return this.refuse('the file is larger than 1 MB', 'No framework is. Load its YAML file.')
    const content = parseYaml('', text, this.places, (issue) => this.faults.push(issue), MOST_ALIASES)
    if (this.faults.length > 0) return []
    if (!isRecord(content) || !isRecord(content['objectives']))
      return this.refuse(
        'there are no objectives',
        'Load the YAML file of a framework, which starts with its rules and objectives.',
      )
    if (sizeOf(content, new Map()) > MOST_VALUES)
      return this.refuse(
        `the file holds more than ${MOST_VALUES} values`,
        'No framework does, with its aliases written out.',
      )
    const rules = content['assessment-rules']
    const outcomes = this.namedIn(content, 'objectives').flatMap((objective) =>
      this.namedIn(objective.of, 'principles').flatMap((principle) =>
        this.namedIn(principle.of, 'outcomes').flatMap((outcome) =>
          this.outcome(
            outcome,
            rules,
            `${objective.code} ${objective.title}`,
            `${principle.code} ${principle.title}`,
          ),
        ),
      ),
    )
    for (const [index, { code }] of outcomes.entries())
      if (outcomes.findIndex((one) => one.code === code) !== index)
        this.refuse(`outcome ${code} stands under two principles`, 'Keep one of the two.')
    return outcomes
  }

  private refuse(message: string, remedy: string): [] {
    this.faults.push({ line: 1, message, remedy })
    return []
  }

  private readonly fault = (value: object, key: Key, message: string, remedy: string): void => {
    this.faults.push({ line: this.places.of(value, key).line, message, remedy })
  }

  private defect(value: object, key: Key, message: string, remedy: string): void {
    this.defects.push({ line: this.places.of(value, key).line, message, remedy })
  }

  private namedIn(parent: Readonly<Record<string, unknown>>, key: string): Named[] {
    const map = parent[key]
    if (!isRecord(map) || Object.keys(map).length === 0) {
      this.fault(parent, key, `there are no ${key} here`, `Write each of the ${key} under its code.`)
      return []
    }
    return Object.entries(map).flatMap(([code, of]) => {
      if (code.length > LONGEST_CODE || !/^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/.test(code))
        this.fault(
          map,
          code,
          `${shown(code)} is not a code`,
          'A code is letters, digits and dots, such as A1.a.',
        )
      else if (!isRecord(of))
        this.fault(map, code, `${code} says nothing`, 'Write its code, title and parts.')
      else if (of['code'] !== code)
        this.fault(
          map,
          code,
          `${code} says that its code is ${shown(of['code'])}`,
          'The two must be the same.',
        )
      else return [{ of, code, title: this.words(of, 'title') }]
      return []
    })
  }

  private outcome(named: Named, ofFile: unknown, objective: string, principle: string): Outcome[] {
    const { of, code, title } = named
    const rules = of['assessment-rules'] ?? ofFile
    if (!isRecord(rules))
      this.fault(of, 'code', `nothing decides ${code}`, 'Write assessment-rules at the top of the file.')
    const table = isRecord(rules) ? this.tableOf(rules) : undefined
    const { indicators, incomputable } = this.indicators(of, code)
    const profiles = this.profiles(of, code)
    const given = of['description']
    const description = given === undefined || given === '' ? '' : this.words(of, 'description')
    if (table === undefined) return []
    return [{ code, title, description, objective, principle, indicators, table, profiles, incomputable }]
  }

  /** Most outcomes share one, which is read and faulted once. */
  private tableOf(rules: object): Outcome['table'] | undefined {
    if (!this.tables.has(rules)) this.tables.set(rules, readTable(rules, this.fault))
    return this.tables.get(rules)
  }

  private indicators(of: Named['of'], code: string): Pick<Outcome, 'indicators' | 'incomputable'> {
    const groups = of['indicators']
    const incomputable: string[] = []
    if (!isRecord(groups)) {
      const message = `${code} has no indicators`
      this.defect(of, 'code', message, 'Write its three groups. Until then it cannot be computed.')
      return { indicators: [], incomputable: [`The file has no indicators for it.`] }
    }
    for (const key of Object.keys(groups))
      if (!GROUPS.some((one) => one === key))
        this.fault(groups, key, `${code} has a group ${shown(key)}`, `Write one of: ${GROUPS.join(', ')}.`)
    const indicators = GROUPS.flatMap((group): Indicator[] => {
      const map = groups[group]
      if (isRecord(map))
        return Object.keys(map).map((id) => ({ code: id, group, text: this.indicatorText(map, id, code) }))
      const message = `${code} has no group ${group}`
      this.defect(
        of,
        'indicators',
        message,
        `If it has no such indicators, write ${group}: {}; else put them in. Until then it cannot be computed.`,
      )
      incomputable.push(`The file lacks its group ${group}.`)
      return []
    })
    if (incomputable.length === 0 && indicators.length === 0) {
      this.defect(
        of,
        'indicators',
        `${code} has three empty groups`,
        'Put its indicators in. Until then it cannot be computed.',
      )
      incomputable.push('The file has no indicators for it.')
    }
    return { indicators, incomputable }
  }

  private indicatorText(map: Readonly<Record<string, unknown>>, id: string, outcome: string): string {
    const given = map[id]
    const before = this.owners.get(id)
    if (before !== undefined)
      this.defect(
        map,
        id,
        `the code ${id} is given twice, here in ${outcome}${before === outcome ? '' : ` and in ${before}`}`,
        'Both are kept, told apart by their groups. Give one of them a code of its own.',
      )
    this.owners.set(id, before ?? outcome)
    if (id.length > LONGEST_CODE || !/^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/.test(id))
      this.fault(map, id, `${shown(id)} is not a code`, 'A code is letters, digits and dots, such as A1.a.5.')
    if (isRecord(given)) return this.words(given, 'description')
    this.fault(map, id, `${id} says nothing`, 'Write its description.')
    return ''
  }

  private profiles(of: Named['of'], code: string): Outcome['profiles'] {
    const given = of['min_profile_requirement']
    const found: Record<string, Status> = {}
    if (given === undefined || given === null) return found
    if (!isRecord(given)) {
      this.fault(
        of,
        'min_profile_requirement',
        `the profiles of ${code} cannot be read`,
        'Write a status under the name of each profile.',
      )
      return found
    }
    for (const [name, asked] of Object.entries(given)) {
      const status = readStatus(asked)
      if (!/^[A-Za-z0-9][A-Za-z0-9 _-]{0,39}$/.test(name))
        this.fault(
          given,
          name,
          `${shown(name)} cannot name a profile`,
          'Use letters, digits, spaces and hyphens.',
        )
      else if (status === undefined)
        this.fault(given, name, `${code} asks for ${shown(asked)} in ${name}`, STATUS_WORDS)
      else found[name] = status
    }
    return found
  }

  private words(of: Readonly<Record<string, unknown>>, key: string): string {
    const given = of[key]
    const text = typeof given === 'string' ? tidyLine(given) : ''
    const wrong =
      text.length > LONGEST_WORDS ? `it is longer than ${LONGEST_WORDS} characters` : faultOfText(text)
    if (!saysSomething(text)) this.fault(of, key, `there is no ${key}`, 'Write it in words.')
    else if (wrong !== undefined)
      this.fault(of, key, `this ${key} cannot be kept: ${wrong}`, 'Correct the text.')
    return text
  }
}

/** How many values a reader meets who follows every alias. */
function sizeOf(value: unknown, known: Map<object, number>): number {
  if (typeof value !== 'object' || value === null) return 1
  const before = known.get(value)
  if (before !== undefined) return before
  const size = Object.values(value).reduce((sum: number, one) => sum + sizeOf(one, known), 1)
  known.set(value, size)
  return size
}
