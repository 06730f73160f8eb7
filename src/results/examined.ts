/** A request for a page of findings → the assessment, its result, and what this person may see of the answers. */
import { once } from '../once.ts'
import type { Examined } from '../report/explain-score.ts'
import { getResult } from '../service/assessments.ts'
import { findSteps } from '../service/beside.ts'
import type { RiskRegister } from '../service/risk-register.ts'
import type { AssessmentView, ResultView } from '../service/views.ts'
import { decide } from '../service/permission.ts'
import { getPerson, type PageContext, partOf } from '../web/web.ts'

export interface Findings {
  readonly c: PageContext
  readonly view: AssessmentView
  readonly found: ResultView
  /** By today's method, which alone explains what it gives. */
  readonly examined: Examined
  /** With the figures that it was signed with, for wherever a score or an outcome is shown; else the same. */
  readonly signed: Examined
  /** May read the answers as given, with their evidence and comments; a board member reads results only. */
  readonly readsAnswers: boolean
}

export interface Standing extends Findings {
  /** The first one first. */
  readonly steps: Awaited<ReturnType<typeof findSteps>>
}

/** @throws DomainError 'not-found' or 'not-allowed'. */
export async function getFindings(c: PageContext): Promise<Findings> {
  const person = getPerson(c)
  const found = await getResult(c.get('web').house, person, partOf(c, 'organisation'))
  const { view } = found
  return {
    c,
    view,
    found,
    examined: examinedOf(found),
    signed: signedOf(found),
    readsAnswers: decide('read-answers', person, view.organisation.id) === 'allowed',
  }
}

/** As `getFindings`, with its way to the signature: for a page that says at its top where it stands. */
export async function getStanding(c: PageContext): Promise<Standing> {
  const findings = await getFindings(c)
  const { id } = findings.view.organisation
  return { ...findings, steps: await findSteps(c.get('web').house, getPerson(c), id) }
}

/** Findings with what the risk register accepts of each risk, which decides what is above it. */
export function withAppetites<F extends Findings>(
  findings: F,
  { entries }: Pick<RiskRegister, 'entries'>,
): F {
  const appetites = new Map<string, number>()
  for (const [id, { value }] of entries) if (value?.appetite !== undefined) appetites.set(id, value.appetite)
  if (appetites.size === 0) return findings
  const examined = { ...findings.examined, appetites }
  const isSame = findings.signed === findings.examined
  return { ...findings, examined, signed: isSame ? examined : { ...findings.signed, appetites } }
}

/** The same object for the same result, so that what is worked out from it is worked out once. */
export const examinedOf = once(({ view: { ruleSet, answers }, result, row }: ResultView): Examined => ({
  ruleSet,
  answers,
  row,
  result,
}))

/** As `examinedOf`, with the figures that it was signed with where today's method gives others. */
export const signedOf = once((found: ResultView): Examined => {
  const { signed } = found
  return signed === undefined ? examinedOf(found) : { ...examinedOf(found), result: signed.result }
})
