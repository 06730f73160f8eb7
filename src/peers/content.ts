/**
 * A release → the bytes that everybody reads and their digest, and back; and a cell's figures of an earlier release as those of now.
 * What is carried is copied as it was published, never computed again.
 */

import { createHash } from 'node:crypto'
import type { RuleSet } from '../rules/model.ts'
import { alikeIn, type Unit, unitsOf } from './counting.ts'
import { NOT_COUNTED } from './figures.ts'
import type { Cell, CountedIn, Figures, Ladder, PublishedCohort, Release, ScoreFigures } from './model.ts'
import { findProtecting } from './protecting.ts'

/** A release as the bytes that everybody reads, and their digest (SHA-256, hexadecimal). */
export function sealRelease(release: Release): { readonly bytes: string; readonly digest: string } {
  const bytes = `${JSON.stringify(release)}\n`
  return { bytes, digest: createHash('sha256').update(bytes).digest('hex') }
}

/** A cell as releases were written at first: all its figures were counted in one release. */
interface FirstCell {
  readonly of: readonly string[]
  readonly from: string | null
}

/** Figures or cells as they were written before lessons were counted. */
type Early<T> = Omit<T, 'lessons'> & Partial<T>

/** The release that some bytes hold, also of the first kinds, which had no nonce or counted no lessons. */
export function parseRelease(bytes: string): Release {
  const release = JSON.parse(bytes) as Omit<Release, 'cells' | 'cohorts' | 'nonce'> & {
    readonly nonce?: string
    readonly cells: readonly (FirstCell | (Omit<Cell, 'counted'> & { readonly counted: Early<CountedIn> }))[]
    readonly cohorts: readonly (Omit<PublishedCohort, 'figures'> & { readonly figures: Early<Figures> })[]
  }
  const cohorts = release.cohorts.map((cohort) => ({
    ...cohort,
    figures: { ...cohort.figures, lessons: cohort.figures.lessons ?? [] },
  }))
  const [cohort] = cohorts
  return {
    ...release,
    nonce: release.nonce ?? '',
    cells: release.cells.map((cell) =>
      'from' in cell
        ? { of: cell.of, counted: allFrom(cohort?.figures, cell.from) }
        : { ...cell, counted: { ...cell.counted, lessons: cell.counted.lessons ?? [] } },
    ),
    cohorts,
  }
}

function allFrom(figures: Figures | undefined, from: string | null): CountedIn {
  return {
    overall: from,
    domains: (figures?.domains ?? []).map(() => from),
    risks: (figures?.risks ?? []).map(() => from),
    incidents: (figures?.incidents ?? []).map(() => from),
    lessons: (figures?.lessons ?? []).map(() => from),
  }
}

/** A published cell with its figures. */
export interface CellFigures extends Cell {
  readonly figures: Figures
}

/**
 * Figures of a cell under the rule set of now: each unit as it was carried or as it was counted, and of what neither has, nothing.
 * `fresh` undefined: nothing was counted.
 */
export function mixFigures(
  ruleSet: RuleSet,
  carried: Carried,
  isNew: (unit: Unit) => boolean,
  fresh: Figures | undefined,
): Omit<CellFigures, 'of'> {
  const units = unitsOf(ruleSet)
  const of = (kind: Unit['kind']) => units.filter((unit) => unit.kind === kind)
  const anew = new Set(units.filter((unit) => fresh !== undefined && isNew(unit)))
  const counted = (unit: Unit) => (anew.has(unit) ? null : (carried.sourcesOf(unit)[0] ?? null))
  const pick = <T>(unit: Unit, was: T | undefined, is: T | undefined, none: T): T =>
    (anew.has(unit) ? is : was) ?? none
  const domains = of('domains')
  const questions = ruleSet.questions.map((question, index) => {
    const unit = domains.find(({ id }) => id === question.domain)
    const was = carried.questions[index] ?? NOT_COUNTED
    return unit !== undefined && anew.has(unit) ? (fresh?.questions[index] ?? NOT_COUNTED) : was
  })
  return {
    counted: {
      overall: of('overall').map(counted)[0] ?? null,
      domains: domains.map(counted),
      risks: of('risks').map(counted),
      incidents: of('incidents').map(counted),
      lessons: of('lessons').map(counted),
    },
    figures: {
      // Who takes part, whatever they answered.
      size: fresh?.size ?? carried.size,
      overall:
        of('overall').map((unit) => pick(unit, carried.overall, fresh?.overall, NO_SCORES))[0] ?? NO_SCORES,
      domains: domains.map((unit, index) =>
        pick(unit, carried.domains.get(unit.id), fresh?.domains[index], NO_SCORES),
      ),
      risks: of('risks').map((unit, index) =>
        pick(unit, carried.risks.get(unit.id), fresh?.risks[index], NOT_COUNTED),
      ),
      questions,
      incidents: of('incidents').map((unit, index) =>
        pick(unit, carried.incidents.get(unit.id), fresh?.incidents[index], {
          onPaper: NOT_COUNTED,
          onEvidence: NOT_COUNTED,
        }),
      ),
      lessons: of('lessons').map((unit, index) =>
        pick(unit, carried.lessons.get(unit.id), fresh?.lessons[index], NOT_COUNTED),
      ),
      protects: findProtecting(ruleSet, questions),
    },
  }
}

const NO_SCORES: ScoreFigures = { onPaper: {}, onEvidence: {}, bands: NOT_COUNTED }

/** A cell's figures of an earlier release, found by what they are called. */
export interface Carried {
  readonly size: number
  /**
   * Ids of the releases in which it was counted, its own first; a domain also rests on questions that were in other
   * domains then. Empty: it never was.
   */
  readonly sourcesOf: (unit: Unit) => readonly string[]
  readonly overall: ScoreFigures
  readonly domains: ReadonlyMap<string, ScoreFigures>
  readonly risks: ReadonlyMap<string, Ladder>
  readonly incidents: ReadonlyMap<string, Figures['incidents'][number]>
  readonly lessons: ReadonlyMap<string, Ladder>
  /** By question of now; undefined where its id or levels were others. */
  readonly questions: readonly (Ladder | undefined)[]
}

/** What a release says of one of its cells, to be read under the rule set of now. `id`: its own. */
export function carryFigures(
  ruleSet: RuleSet,
  then: { readonly id: string; readonly ruleSet: RuleSet; readonly release: Release },
  cell: Cell,
): Carried {
  const figures = then.release.cohorts.find(({ id }) => id === cell.of.join('+'))?.figures
  if (figures === undefined)
    throw new Error(`The release ${then.id} has no figures of its cell ${cell.of.join('+')}.`)
  const alike = alikeIn(ruleSet, then.ruleSet)
  const units = unitsOf(then.ruleSet)
  const named = <T>(kind: Unit['kind'], list: readonly T[]) =>
    new Map(
      units
        .filter((unit) => unit.kind === kind)
        .flatMap(({ id }, index) => {
          const one = list[index]
          return one === undefined ? [] : [[id, one] as const]
        }),
    )
  const counted = new Map<string, string | null>(
    (['domains', 'risks', 'incidents', 'lessons'] as const).flatMap((kind) =>
      [...named(kind, cell.counted[kind])].map(([id, from]) => [`${kind} ${id}`, from] as const),
    ),
  ).set('overall overall', cell.counted.overall)
  const hasBands = then.ruleSet.bands.length === ruleSet.bands.length
  const scores = (one: ScoreFigures) => (hasBands ? one : { ...one, bands: NOT_COUNTED })
  const hasRiskBands = then.ruleSet.matrix.bands.length === ruleSet.matrix.bands.length
  return {
    size: figures.size,
    sourcesOf: ({ kind, id, questions }) => {
      const were = questions.flatMap(
        (question) => then.ruleSet.questions[alike[question] ?? -1]?.domain ?? [],
      )
      const ids = kind === 'domains' ? [id, ...were] : [id]
      const sources = ids.map((one) => counted.get(`${kind} ${one}`))
      return [...new Set(sources.flatMap((from) => (from === undefined ? [] : [from ?? then.id])))]
    },
    overall: scores(figures.overall),
    domains: new Map([...named('domains', figures.domains)].map(([id, one]) => [id, scores(one)])),
    risks: hasRiskBands ? named('risks', figures.risks) : new Map(),
    incidents: named('incidents', figures.incidents),
    lessons: named('lessons', figures.lessons),
    questions: alike.map((at) => figures.questions[at]),
  }
}
