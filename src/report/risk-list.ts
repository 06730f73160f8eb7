/**
 * The risks of an assessment → the sentence that says so what, the list in groups by what is accepted, the matrix, and at most three to act on.
 * What is accepted is the line of this tool, but of each risk for which the trust's register says another.
 */

import type { MatrixChart } from '../charts/matrix.ts'
import type { MatrixPlace } from '../charts/matrix-marks.ts'
import type { Graded, RiskListChart } from '../charts/risk-list.ts'
import { once } from '../once.ts'
import { isAbove, lineOf } from '../planning/position.ts'
import { isTooEarly } from '../planning/too-early.ts'
import { isAnythingKnown } from './asked.ts'
import type { Examined } from './explain-score.ts'
import { answerFirst, openSentence } from './profile.ts'
import { describeRisks, gravityOf, type Rated, type RiskRow } from './risks.ts'
import { bothReadings, countWords, joinWords, smallNumber, upperFirst } from './words.ts'

type Found = Pick<Examined, 'ruleSet' | 'result' | 'appetites'>

/** Above what is accepted on paper already; only while open answers count at their worst; only by what can be shown; or in neither reading. */
export type Group = 'paper' | 'open' | 'evidence' | 'within'

export interface GroupedRisk {
  readonly row: RiskRow
  /** Its place in the list from 1: the same number in list, matrix and table. */
  readonly number: number
  readonly group: Group
}

const GROUPS: readonly Group[] = ['paper', 'open', 'evidence', 'within']

const HEADINGS: Readonly<Record<Group, string>> = {
  paper: 'Above what we accept, even on paper',
  open: 'Not known yet, counted at its worst',
  evidence: 'Above what we accept on evidence only',
  within: 'Within what we accept',
}

/** The highest product that is accepted of one risk. */
export function acceptedOf(
  { ruleSet, appetites }: Pick<Found, 'ruleSet' | 'appetites'>,
  risk: string,
): number {
  return appetites?.get(risk) ?? lineOf(ruleSet)
}

/** What is accepted, and whose word that is. */
export function acceptedSentence({ ruleSet, appetites }: Pick<Found, 'ruleSet' | 'appetites'>): string {
  const bands = ruleSet.matrix.bands.filter(({ from }) => from <= lineOf(ruleSet))
  const line = `What we accept is ${joinWords(bands.map(({ name }) => name))}, up to ${lineOf(ruleSet)} of 25`
  const own = ruleSet.risks.filter(({ id }) => appetites?.has(id)).length
  return own === 0
    ? `${line}. That line is this tool’s; our risk register can set another for each risk.`
    : `${line}; of ${countWords(own, 'risk')}, what our risk register says.`
}

/** Every risk in the order of the list. */
export const groupRisks = once((found: Found): readonly GroupedRisk[] => {
  const rows = describeRisks(found)
  const groupOf = ({ id, best, residual, assured }: RiskRow): Group => {
    const accepted = acceptedOf(found, id)
    if (best > accepted) return 'paper'
    if (residual.product > accepted) return 'open'
    return assured.product > accepted ? 'evidence' : 'within'
  }
  return GROUPS.flatMap((group) =>
    rows
      .filter((row) => groupOf(row) === group)
      .toSorted((a, b) => (group === 'evidence' ? b.assured.product - a.assured.product : 0))
      .map((row) => ({ row, group })),
  ).map((one, index) => ({ ...one, number: index + 1 }))
})

/** What it comes to, in one sentence without a full stop. */
export function risksSentence(examined: Examined): string {
  const { result } = examined
  if (!isAnythingKnown(examined))
    return 'Too early: no answer is known yet, so every risk stands as it would without controls'
  if (isTooEarly(examined)) return `Too early to rate our risks: ${openSentence(examined)}`
  const groups = groupRisks(examined).map(({ group }) => group)
  const [sure, open, evidence] = (['paper', 'open', 'evidence'] as const).map(
    (group) => groups.filter((one) => one === group).length,
  ) as [number, number, number]
  const onEvidence = sure + open + evidence
  const all = countWords(result.risks.length, 'risk')
  if (onEvidence === 0) return 'No risk is above what we accept, on paper or on evidence'
  const may = open === 0 ? '' : ` and ${smallNumber(open)} may be`
  const first = `${sure === 0 ? 'None' : upperFirst(smallNumber(sure))} of ${all} ${sure < 2 ? 'is' : 'are'} above what we accept`
  if (evidence === 0) return `${first}${may === '' ? '' : `,${may}`}, on paper and on evidence`
  const shown = onEvidence === result.risks.length ? 'all' : smallNumber(onEvidence)
  return `${first} on paper${may}; ${shown} ${onEvidence === 1 ? 'is' : 'are'}, counting only what we can show`
}

const graded = ({ product, gravity }: Rated): Graded => ({ at: product, tone: gravity })

/** Where a risk shall come down to, by its id; undefined: no target is set. */
export type TargetOf = (id: string) => MatrixPlace | undefined

/** The list as a chart. */
export function chartRiskList(found: Found, placeOf: TargetOf = () => undefined): RiskListChart {
  const targetOf = (id: string) => {
    const place = placeOf(id)
    return place && place.likelihood * place.consequence
  }
  const { ruleSet } = found
  const target = (id: string): Graded | undefined => {
    const at = targetOf(id)
    return at === undefined ? undefined : { at, tone: gravityOf(ruleSet, at) }
  }
  const aim = (id: string) => (targetOf(id) === undefined ? '' : `, target ${targetOf(id)}`)
  const own = (id: string) => found.appetites?.get(id)
  const accepts = (id: string) => (own(id) === undefined ? '' : `, accepted up to ${own(id)}`)
  const all = groupRisks(found)
  const groups = GROUPS.map((group) => all.filter((one) => one.group === group)).filter(
    (some) => some.length > 0,
  )
  const said = groups.map((some) => {
    const each = some.map(
      ({ number, row }) =>
        `${number} ${row.short} ${row.inherent.product}, ${row.residual.product} on paper, ${row.assured.product} on evidence${aim(row.id)}${accepts(row.id)}`,
    )
    return `${HEADINGS[some[0]?.group ?? 'within']}: ${each.join('; ')}`
  })
  return {
    id: 'risk-list',
    title: 'How far each risk has come down',
    description: `${said.join('. ')}.`,
    groups: groups.map((some) => ({
      heading: `${HEADINGS[some[0]?.group ?? 'within']}: ${some.length}`,
      rows: some.map(({ number, row }) => ({
        number,
        label: row.short,
        before: graded(row.inherent),
        evidence: graded(row.assured),
        paper: graded(row.residual),
        target: target(row.id),
        accepted: own(row.id),
      })),
    })),
    bands: ruleSet.matrix.bands.map(({ name, from }) => ({ name, from, tone: gravityOf(ruleSet, from) })),
    accepted: { upTo: lineOf(ruleSet), says: `what we accept: up to ${lineOf(ruleSet)}` },
  }
}

/**
 * The matrix with every risk on paper, or some; `hrefOf` gives the page of a risk. Where evidence leaves a risk above what is
 * accepted, it shows that too; so it does each target.
 */
export function chartMatrix(
  found: Found,
  hrefOf: (id: string) => string,
  marks: readonly GroupedRisk[] = groupRisks(found),
  targetOf: TargetOf = () => undefined,
): MatrixChart {
  const { ruleSet } = found
  const { matrix } = ruleSet
  const steps = [1, 2, 3, 4, 5]
  const placed = marks.map(({ number, group, row }) => {
    const { after } = row.axes
    const moved = (to: MatrixPlace | undefined) => (to === undefined || isSame(to, after) ? undefined : to)
    return {
      number,
      row,
      evidence: group === 'within' ? undefined : moved(evidenceAt(found, row)),
      target: moved(targetOf(row.id)),
    }
  })
  const said = ({ likelihood, consequence }: MatrixPlace) => `${likelihood} × ${consequence}`
  return {
    id: 'matrix',
    title: 'The risks by likelihood and consequence, on paper',
    description: `${placed
      .map(({ number, row: { short, axes }, evidence, target }) =>
        [
          `${number} ${short}: ${said(axes.after)}`,
          ...(evidence === undefined ? [] : [`${said(evidence)} on evidence`]),
          ...(target === undefined ? [] : [`target ${said(target)}`]),
        ].join(', '),
      )
      .join('; ')}.`,
    likelihood: { title: 'Likelihood', steps: matrix.likelihood.map(({ name }) => name) },
    consequence: { title: 'Consequence', steps: matrix.consequence.map(({ name }) => name) },
    cells: steps.flatMap((likelihood) =>
      steps.map((consequence) => ({
        likelihood,
        consequence,
        tone: gravityOf(ruleSet, likelihood * consequence),
        accepted: !isAbove(ruleSet, likelihood * consequence),
      })),
    ),
    marks: placed.map(({ number, row: { id, short, axes }, evidence, target }) => ({
      number,
      name: short,
      href: hrefOf(id),
      evidence,
      target,
      ...axes.after,
    })),
  }
}

const isSame = (a: MatrixPlace, b: MatrixPlace) =>
  a.likelihood === b.likelihood && a.consequence === b.consequence

/** Where a risk stands on evidence; undefined where that is not one place, because the scope is open. */
function evidenceAt({ ruleSet, result }: Found, row: RiskRow): MatrixPlace | undefined {
  const risk = ruleSet.risks.find(({ id }) => id === row.id)
  const found = result.risks.find(({ id }) => id === row.id)
  if (risk === undefined || found === undefined) return undefined
  const left = (axis: 'likelihood' | 'consequence') =>
    Math.max(
      1,
      risk.neverBelow[axis],
      risk.loweredBy.reduce(
        (sum, lowering, index) => (found.lowerings[index]?.assured ? sum - lowering[axis] : sum),
        risk.inherent[axis],
      ),
    )
  const place = { likelihood: left('likelihood'), consequence: left('consequence') }
  return place.likelihood * place.consequence === found.assured ? place : undefined
}

export interface RiskToDo {
  readonly heading: string
  readonly says: string
  /** Id of the risk; undefined: the questions. */
  readonly risk: string | undefined
}

/** Most of them on a page, and of those above on paper while one rests on our word (ours). */
const [MOST, ABOVE] = [3, 2]

/** The gravest that real work would lower, and the one of which most rests on our word. */
export function risksToDo(examined: Examined): RiskToDo[] {
  if (isTooEarly(examined)) return [{ ...answerFirst(examined), risk: undefined }]
  const all = groupRisks(examined)
  const paper = all.filter(({ group }) => group === 'paper' || group === 'open')
  const gap = ({ row }: GroupedRisk) => row.assured.product - row.residual.product
  const proof = all.filter(({ group }) => group === 'evidence').toSorted((a, b) => gap(b) - gap(a))
  const works = paper.slice(0, proof.length === 0 ? MOST : Math.max(ABOVE, MOST - proof.length))
  return [...works, ...proof].slice(0, MOST).map(({ number, row, group }) => ({
    heading: `${number}. ${row.short}`,
    says: group === 'evidence' ? restsOnWord(examined, row) : lacks(examined, row),
    risk: row.id,
  }))
}

const loweringsOf = ({ result }: Found, { id }: RiskRow) =>
  result.risks.find((one) => one.id === id)?.lowerings ?? []

function lacks(found: Found, row: RiskRow): string {
  const lowerings = loweringsOf(found, row)
  const count = (holds: string) => lowerings.filter((one) => one.holds === holds).length
  const [missing, unknown] = [count('no'), count('not-known')]
  const moved = row.residual.product === row.inherent.product ? 'Nothing in place lowers it. ' : ''
  const open = unknown === 0 ? '' : `, and of ${smallNumber(unknown)} it is not known`
  return `${moved}Of ${countWords(lowerings.length, 'thing')} that would lower it, ${smallNumber(missing)} ${missing === 1 ? 'is' : 'are'} not in place${open}.`
}

function restsOnWord(found: Found, row: RiskRow): string {
  const onWord = loweringsOf(found, row).filter(({ holds, assured }) => holds === 'yes' && !assured).length
  return `${bothReadings(row.residual.product, row.assured.product)}: ${countWords(onWord, 'thing')} that ${onWord === 1 ? 'lowers' : 'lower'} it ${onWord === 1 ? 'rests' : 'rest'} on our word.`
}

/** Which could still be lower; undefined where none could. */
export function couldBeLower(found: Found): string | undefined {
  const open = groupRisks(found).filter(({ row }) => row.range !== undefined)
  if (open.length === 0) return undefined
  const numbers = joinWords(open.map(({ number }) => String(number)))
  return `${open.length === 1 ? 'Risk' : 'Risks'} ${numbers} could be lower: that depends on answers that are not known. They count at their worst.`
}
