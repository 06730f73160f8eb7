/** Risks that start at or above their floor, are lowered by something, and are written from the patients' side. */
import type { RuleIssue } from '../../errors.ts'
import type { CheckContext, Rule } from './rule.ts'

const title = /^If .+, then patients\b.+/

export const checkRisks: Rule = (context) =>
  context.documents.risks.flatMap((risk) => {
    const { fault } = context
    const faults = checkFloor(risk, context)
    for (const lowering of risk['lowered-by'])
      if (lowering.likelihood === undefined && lowering.consequence === undefined)
        faults.push(
          fault(
            'lowering-without-effect',
            lowering,
            undefined,
            `risk “${risk.id}”: this lowers nothing`,
            'Write likelihood: 1 or consequence: 1.',
          ),
        )
    if (!title.test(risk.title))
      faults.push(
        fault(
          'risk-title',
          risk,
          'title',
          `risk “${risk.id}” does not say what patients would meet`,
          'Write “If …, then patients would …”.',
        ),
      )
    return faults
  })

function checkFloor(risk: CheckContext['documents']['risks'][number], { fault }: CheckContext): RuleIssue[] {
  const floor = risk['never-below']
  return (['likelihood', 'consequence'] as const)
    .filter((part) => floor[part] > risk.inherent[part])
    .map((part) =>
      fault(
        'never-below-above-inherent',
        floor,
        part,
        `risk “${risk.id}”: ${part} never goes below ${floor[part]}, but starts at ${risk.inherent[part]}`,
        `Write ${risk.inherent[part]} or less.`,
      ),
    )
}
