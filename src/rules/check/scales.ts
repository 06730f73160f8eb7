/** The scales of `ruleset.yaml`: bands that cover all scores, a matrix of five by five, a change for the version. */
import type { RuleIssue } from '../../errors.ts'
import type { CheckContext, Rule } from './rule.ts'

export const checkScales: Rule = (context) => {
  const { bands, matrix } = context.documents.ruleSet
  return [
    ...checkBands(bands, 0, context),
    ...checkBands(matrix.bands, 1, context),
    ...checkScale(matrix.likelihood, 'likelihood', context),
    ...checkScale(matrix.consequence, 'consequence', context),
    ...checkVersion(context),
    ...checkAudiences(context),
  ]
}

function checkBands(
  bands: readonly { readonly from: number }[],
  bottom: number,
  { fault }: CheckContext,
): RuleIssue[] {
  return bands.flatMap((band, i) => {
    const before = bands[i - 1]
    if (before === undefined)
      return band.from === bottom
        ? []
        : [
            fault(
              'bands-out-of-order',
              band,
              'from',
              `the first band starts at ${band.from}`,
              `Start it at ${bottom}.`,
            ),
          ]
    if (band.from > before.from) return []
    const message = `this band starts at ${band.from}, not above the one before, ${before.from}`
    return [
      fault('bands-out-of-order', band, 'from', message, 'Write the bands from the lowest start upwards.'),
    ]
  })
}

function checkScale(
  steps: readonly { readonly at: number }[],
  name: string,
  { documents, fault }: CheckContext,
): RuleIssue[] {
  const at = steps.map((step) => step.at).join(', ')
  if (at === '1, 2, 3, 4, 5') return []
  const message = `${name} has the steps ${at === '' ? 'none' : at}`
  return [
    fault(
      'matrix-incomplete',
      documents.ruleSet.matrix,
      name,
      message,
      'Write five steps, at 1, 2, 3, 4 and 5.',
    ),
  ]
}

/** Whom an entry of the list of changes speaks to. */
const audiences = ['trusts', 'boards', 'rule-authors']

function checkAudiences({ documents, fault }: CheckContext): RuleIssue[] {
  return documents.ruleSet.changes.flatMap((change) =>
    Object.keys(change.for)
      .filter((audience) => !audiences.includes(audience))
      .map((audience) =>
        fault(
          'unknown-id',
          change.for,
          audience,
          `no audience is called “${audience}”`,
          `Use one of: ${audiences.join(', ')}.`,
        ),
      ),
  )
}

function checkVersion({ documents, fault }: CheckContext): RuleIssue[] {
  const { version, changes } = documents.ruleSet
  if (changes.some((change) => change.version === version)) return []
  const remedy = 'Add an entry that says what changes for trusts, boards and rule authors.'
  return [
    fault(
      'version-without-change',
      documents.ruleSet,
      'changes',
      `version ${version} is not in the list of changes`,
      remedy,
    ),
  ]
}
