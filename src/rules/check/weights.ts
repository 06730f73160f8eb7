/** Weights of questions that agree with what the dossiers confirm, report or infer. */
import type { WeightEvidence } from '../model.ts'
import { findWeightEvidence, weightFrom } from '../weight.ts'
import type { Rule } from './rule.ts'

export const checkWeights: Rule = (context) => {
  const evidence = findWeightEvidence(context)
  return context.names.questions.flatMap(({ index, raw }) => {
    const found = evidence.get(index) ?? []
    const weight = weightFrom(found)
    if (weight === raw.weight) return []
    const message = `“${raw.id}” has weight ${raw.weight}, and the dossiers give ${weight}: ${dossiersOf(found)}`
    return [
      context.fault(
        'weight-disagrees',
        raw,
        'weight',
        message,
        `Write weight: ${weight}, or correct a dossier.`,
      ),
    ]
  })
}

function dossiersOf(evidence: readonly WeightEvidence[]): string {
  const by = (strength: WeightEvidence['strength']) =>
    evidence.filter((one) => one.strength === strength).map(({ incident }) => incident)
  const parts = (['confirmed', 'reported', 'inferred'] as const)
    .map((strength) => [strength, by(strength)] as const)
    .filter(([, incidents]) => incidents.length > 0)
    .map(([strength, incidents]) => `${strength} in ${incidents.join(', ')}`)
  return parts.length === 0 ? 'none names it' : parts.join('; ')
}
