/**
 * The rule set as it is read → every one of its mutants: each weight, credit, level asked for, role, threshold, limit and direction changed
 * by one step, one at a time. What is words, source or order is not changed.
 */

import type { Documents } from '../../src/rules/documents.ts'
import { findNames, type Names } from '../../src/rules/names.ts'
import { type Key, type Place, Places } from '../../src/rules/places.ts'
import type { RawQuestion, RawRegister } from '../../src/rules/schema/domain.ts'
import type { RawCondition, RawRowTest } from '../../src/rules/schema/words.ts'

/** One thing that a mutant changes. */
export type Kind =
  | 'question weight'
  | 'domain weight'
  | 'credit'
  | 'level asked for'
  | 'scope asked for'
  | 'direction'
  | 'role'
  | 'bound of a level'
  | 'must-have'
  | 'test of a row'
  | 'how long evidence lasts'
  | 'limit'
  | 'risk'
  | 'band'

/** What a mutant can change in results, by id; everything where nothing is said. */
export interface Touched {
  readonly domains?: readonly string[]
  readonly risks?: readonly string[]
  readonly incidents?: readonly string[]
  readonly contradictions?: true
  /** Only what rows of levels are read from: answers, register rows, evidence. */
  readonly reading?: true
}

export interface Mutant extends Place {
  readonly kind: Kind
  /** What stood there, and what stands there now. */
  readonly what: string
  readonly touched: Touched
  /** Ids of the questions that the changed part reads, or that were changed themselves. */
  readonly questions: readonly string[]
  /** Where the changed value stands, and what stands there now. */
  readonly at: readonly Key[]
  readonly to: unknown
  readonly documents: () => Documents
}

/** Why a mutant scores as the original does, whatever anybody answers; undefined where it may not. */
export function whyTheSame(mutant: Mutant, documents: Documents): string | undefined {
  const { at, to } = mutant
  const [file, index, end, key] = at
  if (file === 'risks' && end === 'never-below' && (key === 'likelihood' || key === 'consequence')) {
    const risk = documents.risks[Number(index)]
    if (risk === undefined) return undefined
    const lowest = risk['lowered-by'].reduce((left, one) => left - (one[key] ?? 0), risk.inherent[key])
    if (Number(to) < risk['never-below'][key] && lowest >= risk['never-below'][key])
      return 'all that lowers the risk together comes out at its floor, so a lower floor is never reached'
  }
  if (file === 'ruleSet' && index === 'matrix') {
    const from = Number(valueAt(documents, at))
    const between = (product: number) =>
      product >= Math.min(from, Number(to)) && product < Math.max(from, Number(to))
    if (!PRODUCTS.some(between)) return 'no likelihood times consequence lies between the two'
  }
  return undefined
}

const PRODUCTS = [1, 2, 3, 4, 5].flatMap((likelihood) => [1, 2, 3, 4, 5].map((one) => likelihood * one))

type Path = readonly Key[]
/** The new value of the last key of a path; `renamed`: the key stands under another name. */
interface Change {
  readonly at: Path
  readonly to: unknown
  readonly renamed?: string
  readonly kind: Kind
  readonly questions?: readonly string[]
}

/** Credits are written in steps of five. */
const CREDIT = 5

export function findMutants(documents: Documents): Mutant[] {
  const names = findNames(documents)
  return [...changesOf(documents, names)].map(({ touched, ...change }) => {
    const { at, to, kind, renamed, questions = [] } = change
    const key = at.at(-1) ?? ''
    const parent = valueAt(documents, at.slice(0, -1)) as object
    const before = (parent as Record<Key, unknown>)[key]
    const asWritten = (value: unknown) =>
      typeof value === 'string' || typeof value === 'number' ? String(value) : '…'
    return {
      ...documents.places.of(parent, key),
      kind,
      what: `${idsOf(documents, at)}${key}: ${asWritten(before)} → ${renamed === undefined ? '' : `${renamed}: `}${asWritten(to)}`,
      touched,
      questions,
      at,
      to,
      documents: () => withChange(documents, change),
    }
  })
}

type Found = Change & { readonly touched: Touched }

function* changesOf(documents: Documents, names: Names): Generator<Found> {
  yield* inRuleSet(documents, names)
  for (const index of documents.domains.keys()) yield* inDomain(documents, index, names)
  for (const [index, { id }] of documents.risks.entries())
    for (const change of inRisk(documents, index, names)) yield { ...change, touched: { risks: [id] } }
  for (const [index, { id }] of documents.incidents.entries())
    for (const change of inIncident(documents, index, names))
      yield { ...change, touched: { incidents: [id] } }
  for (const change of inContradictions(documents, names))
    yield { ...change, touched: { contradictions: true } }
}

function* inRuleSet({ ruleSet, incidents }: Documents, names: Names): Generator<Found> {
  for (const [index, { id, weight }] of ruleSet.domains.entries())
    for (const to of steps(weight, 1, 6))
      yield {
        at: ['ruleSet', 'domains', index, 'weight'],
        to,
        kind: 'domain weight',
        touched: { domains: [id] },
      }
  for (const [index, cap] of (ruleSet.caps ?? []).entries()) {
    const at: Path = ['ruleSet', 'caps', index]
    for (const change of inCap(cap, at, names)) yield { ...change, touched: { domains: [] } }
  }
  for (const [index, { from, 'true-when': truths = [] }] of ruleSet.bands.entries()) {
    const at: Path = ['ruleSet', 'bands', index]
    for (const to of steps(from, 0, 100))
      yield { at: [...at, 'from'], to, kind: 'band', touched: { domains: [] } }
    for (const [truth, raw] of truths.entries())
      for (const key of ['at-most', 'below', 'attacks-met'])
        for (const to of steps((raw as Record<string, unknown>)[key], 0, 100))
          yield { at: [...at, 'true-when', truth, key], to, kind: 'band', touched: NOTHING }
  }
  for (const [index, { from }] of ruleSet.matrix.bands.entries())
    for (const to of steps(from, 1, 25))
      yield { at: ['ruleSet', 'matrix', 'bands', index, 'from'], to, kind: 'band', touched: NOTHING }
  if (ruleSet['seen-when'] !== undefined)
    for (const change of inCondition(ruleSet['seen-when'], ['ruleSet', 'seen-when'], names))
      yield { ...change, touched: { incidents: incidents.map(({ id }) => id) } }
}

const NOTHING: Touched = { domains: [], risks: [], incidents: [] }

function* inDomain({ domains }: Documents, index: number, names: Names): Generator<Found> {
  const domain = domains[index]
  if (domain === undefined) return
  const at: Path = ['domains', index]
  const scores: Touched = { domains: [domain.id] }
  const reading: Touched = { reading: true }
  for (const [cap, raw] of (domain.caps ?? []).entries())
    for (const change of inCap(raw, [...at, 'caps', cap], names)) yield { ...change, touched: scores }
  for (const [number, raw] of domain.questions.entries()) {
    const own: Path = [...at, 'questions', number]
    const questions = [raw.id]
    for (const to of [4, 2, 1].filter((one) => one !== raw.weight))
      yield { at: [...own, 'weight'], to, kind: 'question weight', touched: scores, questions }
    for (const to of steps(raw['evidence-lasts'], 1, 60))
      yield {
        at: [...own, 'evidence-lasts'],
        to,
        kind: 'how long evidence lasts',
        touched: reading,
        questions,
      }
    if (raw['show-when'] !== undefined)
      for (const change of inCondition(raw['show-when'], [...own, 'show-when'], names))
        yield { ...change, touched: {} }
    for (const change of inLevels(raw, own))
      yield { ...change, touched: change.kind === 'credit' ? scores : reading, questions }
    if (raw.type === 'share') {
      const register = names.register(raw.register)?.raw
      for (const key of ['where', 'of'] as const)
        for (const change of inTests(raw.share[key] ?? [], [...own, 'share', key], register))
          yield { ...change, touched: reading, questions }
    }
  }
  for (const [number, register] of (domain.registers ?? []).entries()) {
    const fed = names.questions.filter(({ raw }) => raw.type === 'share' && raw.register === register.id)
    for (const [list, tests] of Object.entries(register.lists ?? {}))
      for (const change of inTests(tests, [...at, 'registers', number, 'lists', list], register))
        yield { ...change, touched: reading, questions: fed.map(({ raw }) => raw.id) }
  }
}

function* inLevels(raw: RawQuestion, at: Path): Generator<Change> {
  if (raw.type === 'checklist') {
    for (const [item, { 'without-it-at-most': most }] of raw.items.entries())
      for (const to of steps(most, 0, 20))
        yield { at: [...at, 'items', item, 'without-it-at-most'], to, kind: 'must-have' }
    return
  }
  for (const [level, written] of raw.levels.entries()) {
    for (const to of steps(written.credit, 0, 100, CREDIT))
      yield { at: [...at, 'levels', level, 'credit'], to, kind: 'credit' }
    for (const key of ['at-least', 'at-most', 'within-months'])
      for (const to of steps((written as unknown as Record<string, unknown>)[key], 0, Infinity))
        yield { at: [...at, 'levels', level, key], to, kind: 'bound of a level' }
  }
  if (raw.type === 'number')
    yield { at: [...at, 'better'], to: raw.better === 'lower' ? 'higher' : 'lower', kind: 'direction' }
}

function* inCap(
  { when, 'at-most': most }: { readonly when: object; readonly 'at-most': number },
  at: Path,
  names: Names,
): Generator<Change> {
  for (const to of steps(most, 0, 100)) yield { at: [...at, 'at-most'], to, kind: 'limit' }
  if (!('domains' in when)) {
    yield* inCondition(when as RawCondition, [...at, 'when'], names)
    return
  }
  for (const [key, last] of [
    ['below', 100],
    ['at-least', 20],
  ] as const)
    for (const to of steps((when as Record<string, unknown>)[key], 1, last))
      yield { at: [...at, 'when', key], to, kind: 'limit' }
}

function* inRisk({ risks }: Documents, index: number, names: Names): Generator<Change> {
  const risk = risks[index]
  if (risk === undefined) return
  const at: Path = ['risks', index]
  for (const key of ['likelihood', 'consequence'] as const) {
    for (const end of ['inherent', 'never-below'] as const)
      for (const to of steps(risk[end][key], 1, 5)) yield { at: [...at, end, key], to, kind: 'risk' }
    for (const [number, lowering] of risk['lowered-by'].entries())
      for (const to of steps(lowering[key], 1, 4))
        yield { at: [...at, 'lowered-by', number, key], to, kind: 'risk' }
  }
  for (const [number, { when }] of risk['lowered-by'].entries())
    yield* inCondition(when, [...at, 'lowered-by', number, 'when'], names)
}

const ROLES = ['stops', 'detects', 'limits'] as const

function* inIncident({ incidents }: Documents, index: number, names: Names): Generator<Change> {
  const incident = incidents[index]
  if (incident === undefined) return
  const at: Path = ['incidents', index]
  if (incident['exposed-when'] !== undefined)
    yield* inCondition(incident['exposed-when'], [...at, 'exposed-when'], names)
  for (const [chain, { steps: walked }] of (incident.chains ?? []).entries())
    for (const [step, { controls = [] }] of walked.entries())
      for (const [control, { when, role }] of controls.entries()) {
        const own: Path = [...at, 'chains', chain, 'steps', step, 'controls', control]
        yield* inCondition(when, [...own, 'when'], names)
        for (const to of ROLES)
          if (to !== role) yield { at: [...own, 'role'], to, kind: 'role', questions: questionsIn(when) }
      }
  for (const [number, lesson] of (incident.lessons ?? []).entries())
    if ('learned-when' in lesson)
      yield* inCondition(lesson['learned-when'], [...at, 'lessons', number, 'learned-when'], names)
}

function* inContradictions({ contradictions: written }: Documents, names: Names): Generator<Change> {
  const at: Path = ['contradictions']
  for (const [index, one] of written.contradictions.entries())
    for (const side of ['first', 'second'] as const)
      yield* inCondition(one[side], [...at, 'contradictions', index, side], names)
  for (const [index, one] of (written['total-checks'] ?? []).entries())
    for (const side of ['part', 'whole'] as const)
      yield {
        at: [...at, 'total-checks', index, side, 'total'],
        to: one[side].total === 'of' ? 'count' : 'of',
        kind: 'direction',
      }
  for (const [index, { register, rows }] of (written['register-checks'] ?? []).entries())
    yield* inTests(rows, [...at, 'register-checks', index, 'rows'], names.register(register)?.raw)
}

/** One level up and down, the other option of the scope, and every direction turned round. */
function* inCondition(raw: RawCondition, at: Path, names: Names): Generator<Change> {
  const questions = questionsIn(raw)
  for (const change of inPart(raw, at, names)) yield { ...change, questions }
}

function* inPart(raw: RawCondition, at: Path, names: Names): Generator<Change> {
  const turned = (from: string, to: string): Change => ({
    at: [...at, from],
    to: (raw as unknown as Record<string, unknown>)[from],
    renamed: to,
    kind: 'direction',
  })
  if ('all' in raw || 'any' in raw) {
    const [key, other] = 'all' in raw ? ['all', 'any'] : ['any', 'all']
    const parts = 'all' in raw ? raw.all : 'any' in raw ? raw.any : []
    if (parts.length > 1) yield turned(key, other)
    for (const [index, part] of parts.entries()) yield* inPart(part, [...at, key, index], names)
  } else if ('at-least' in raw || 'below' in raw) {
    const [key, other] =
      'at-least' in raw ? (['at-least', 'below'] as const) : (['below', 'at-least'] as const)
    const levels = names.question(raw.answer)?.levelIds ?? []
    for (const to of neighbours(levels, (raw as unknown as Record<string, string>)[key] ?? ''))
      yield { at: [...at, key], to, kind: 'level asked for' }
    yield turned(key, other)
  } else if ('is' in raw) {
    for (const to of names.context(raw.answer)?.optionIds ?? [])
      if (to !== raw.is) yield { at: [...at, 'is'], to, kind: 'scope asked for' }
  } else for (const to of shorter(raw.in)) yield { at: [...at, 'in'], to, kind: 'scope asked for' }
}

function questionsIn(raw: RawCondition): readonly string[] {
  if ('all' in raw) return raw.all.flatMap(questionsIn)
  if ('any' in raw) return raw.any.flatMap(questionsIn)
  return 'is' in raw || 'in' in raw ? [] : [raw.answer]
}

function* inTests(
  tests: readonly RawRowTest[],
  at: Path,
  register: RawRegister | undefined,
): Generator<Change> {
  for (const [index, test] of tests.entries()) {
    if (typeof test === 'string') continue
    const own: Path = [...at, index]
    const change = (key: string, to: unknown): Change => ({ at: [...own, key], to, kind: 'test of a row' })
    const options =
      'column' in test ? (register?.columns.find(({ id }) => id === test.column)?.options ?? []) : []
    const ids = options.map(({ id }) => id)
    if ('any' in test) yield* inTests(test.any, [...own, 'any'], register)
    else if ('count' in test) {
      for (const to of steps(test['at-least'], 1, 100)) yield change('at-least', to)
      for (const to of shorter(test.in)) yield change('in', to)
      for (const to of shorter(test.count)) yield change('count', to)
    } else if ('is' in test) for (const to of neighbours(ids, test.is)) yield change('is', to)
    else if ('in' in test) for (const to of shorter(test.in)) yield change('in', to)
    else if ('not-older-than-months' in test)
      for (const to of steps(test['not-older-than-months'], 1, 240)) yield change('not-older-than-months', to)
    else
      for (const [key, other] of [
        ['at-least', 'at-most'],
        ['at-most', 'at-least'],
        ['less-than', 'at-most'],
      ] as const) {
        const to = (test as unknown as Record<string, unknown>)[key]
        if (to === undefined) continue
        yield { ...change(key, to), renamed: other, kind: 'direction' }
        for (const near of typeof to === 'string' ? neighbours(ids, to) : steps(to, 0, Infinity))
          yield change(key, near)
      }
  }
}

/** One step less and one more, within bounds. Nothing where there is no number. */
function steps(value: unknown, least: number, most: number, by = 1): number[] {
  return typeof value === 'number'
    ? [value - by, value + by].filter((one) => one >= least && one <= most)
    : []
}

function neighbours(all: readonly string[], one: string): string[] {
  const at = all.indexOf(one)
  return [all[at - 1], all[at + 1]].filter((near) => near !== undefined)
}

/** The list without one of its items, in each way that leaves some. */
const shorter = (list: readonly string[]) =>
  list.length < 2 ? [] : list.map((_, index) => list.toSpliced(index, 1))

function valueAt(from: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<Key, unknown>)[key], from)
}

/** The ids on the way to a value, to name it. */
function idsOf(documents: Documents, path: Path): string {
  return path
    .map((_, index) => valueAt(documents, path.slice(0, index + 1)))
    .flatMap((value) => {
      const { id, vantage } = (typeof value === 'object' && value !== null ? value : {}) as Record<
        string,
        unknown
      >
      return [id, vantage].filter((one) => typeof one === 'string').map((one) => `${one} `)
    })
    .join('')
}

/** The documents with one value in its place, everything else the same; what was copied keeps its place in the file. */
function withChange(documents: Documents, { at, to, renamed }: Change): Documents {
  const places = new PlacesOfCopies(documents.places)
  const copy = (value: object, path: Path): object => {
    const [key = '', ...rest] = path
    const entries = value as Record<Key, unknown>
    const changed = rest.length === 0 ? to : copy(entries[key] as object, rest)
    const copied = Array.isArray(value)
      ? value.with(Number(key), changed)
      : rest.length === 0 && renamed !== undefined
        ? Object.fromEntries(Object.entries(value).map((pair) => (pair[0] === key ? [renamed, to] : pair)))
        : { ...value, [key]: changed }
    places.isCopyOf(copied as object, value)
    return copied as object
  }
  return { ...(copy(documents, at) as Documents), places }
}

/** Places by identity, which also knows the copies of a mutant. */
class PlacesOfCopies extends Places {
  readonly #original: Places
  readonly #copies = new Map<object, object>()

  constructor(original: Places) {
    super()
    this.#original = original
    this.cut.push(...original.cut)
  }

  isCopyOf(copy: object, value: object): void {
    this.#copies.set(copy, value)
  }

  override of(value: object, key?: Key): Place {
    return this.#original.of(this.#copies.get(value) ?? value, key)
  }
}
