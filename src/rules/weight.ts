/**
 * Dossiers to the weight of each question: the strength of the evidence that it matters.
 * Alleged, claimed and unknown facts count nothing; our own judgement of importance never enters.
 *
 * Source: rules/README.md, Weights.
 */
import { questionsOf } from './condition.ts'
import type { WeightEvidence } from './model.ts'
import type { Resolved } from './resolve.ts'
import type { Names } from './names.ts'
import type { RawControl } from './schema/incident.ts'

const strengths = ['confirmed', 'reported', 'inferred'] as const

/** By index of question: the strongest evidence of each dossier that names it, in the order of the dossiers. */
export function findWeightEvidence({
  documents,
  compiled,
  names,
}: Resolved): ReadonlyMap<number, WeightEvidence[]> {
  const evidence = new Map<number, WeightEvidence[]>()
  for (const incident of documents.incidents) {
    if (incident.kind !== 'dossier') continue
    const strongest = new Map<number, WeightEvidence>()
    const controls = (incident.chains ?? []).flatMap((chain) =>
      chain.steps.flatMap((step) => step.controls ?? []),
    )
    for (const control of controls) {
      const condition = compiled.get(control.when)
      if (condition === undefined) continue
      for (const question of questionsOf(condition)) {
        const found = evidenceOf(incident.id, control, question, names)
        if (found === undefined) continue
        const known = strongest.get(question)
        if (known === undefined || strengths.indexOf(found.strength) < strengths.indexOf(known.strength))
          strongest.set(question, found)
      }
    }
    for (const [question, found] of strongest)
      evidence.set(question, [...(evidence.get(question) ?? []), found])
  }
  return evidence
}

/** Confirmed is only what the control names; of the other answers in its condition it is our inference that they matter. */
function evidenceOf(
  incident: string,
  control: RawControl,
  question: number,
  { questions }: Names,
): WeightEvidence | undefined {
  const strength = strengths.find((known) => known === control.strength)
  if (strength === undefined) return undefined
  // Confirmed without saying what is a fault of its own.
  if (strength !== 'confirmed' || control.confirmed === undefined) return { incident, strength }
  const confirmed = control.confirmed[questions[question]?.raw.id ?? '']
  return confirmed === undefined ? { incident, strength: 'inferred' } : { incident, strength, confirmed }
}

/** 4 when one dossier confirms it, 2 when one reports it or three infer it, else 1. */
export function weightFrom(evidence: readonly WeightEvidence[]): 4 | 2 | 1 {
  const dossiers = (strength: WeightEvidence['strength']) =>
    evidence.filter((one) => one.strength === strength).length
  if (dossiers('confirmed') >= 1) return 4
  return dossiers('reported') >= 1 || dossiers('inferred') >= 3 ? 2 : 1
}
