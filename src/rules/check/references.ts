/** Names outside conditions that nothing has: questions, outcomes, cohorts, dossiers, registers, sources of a fact. */
import type { RuleIssue } from '../../errors.ts'
import type { CheckContext, Rule } from './rule.ts'
import { knownNames } from '../row-test.ts'

export const checkReferences: Rule = (context) => [
  ...checkDomains(context),
  ...checkQuestionLists(context),
  ...checkQuestions(context),
  ...checkRegisterChecks(context),
  ...checkTotals(context),
  ...checkBandTruths(context),
  ...checkDossiers(context),
  ...checkBackground(context),
]

function checkDomains({ documents, fault }: CheckContext): RuleIssue[] {
  const listed = documents.ruleSet.domains
  const written = documents.domains
  return [
    ...listed
      .filter(({ id }) => !written.some((domain) => domain.id === id))
      .map((one) =>
        fault(
          'unknown-id',
          one,
          'id',
          `domain “${one.id}” has no file`,
          `Write domains/${one.id}.yaml, or remove the line.`,
        ),
      ),
    ...written
      .filter(({ id }) => !listed.some((one) => one.id === id))
      .map((domain) =>
        fault(
          'unknown-id',
          domain,
          'id',
          `domain “${domain.id}” has no weight`,
          'Add it to domains in ruleset.yaml.',
        ),
      ),
  ]
}

/** Faults of the names in a list that a test does not accept. */
function unknownIn(
  list: readonly string[] | undefined,
  what: string,
  isKnown: (name: string) => boolean,
  remedy: string,
  { fault }: CheckContext,
): RuleIssue[] {
  return (list ?? []).flatMap((name, i) =>
    isKnown(name) ? [] : [fault('unknown-id', list!, i, `no ${what} is called “${name}”`, remedy)],
  )
}

function checkQuestionLists(context: CheckContext): RuleIssue[] {
  const { ruleSet, incidents } = context.documents
  const lists = [
    ruleSet['first-look'],
    ...ruleSet.insurer.map(({ questions }) => questions),
    ...incidents.map(({ exercise }) => exercise?.answers),
  ]
  const isQuestion = (id: string) => context.names.question(id) !== undefined
  return lists.flatMap((list) =>
    unknownIn(list, 'question', isQuestion, 'Correct the name, or remove it from the list.', context),
  )
}

function checkQuestions(context: CheckContext): RuleIssue[] {
  const { names, fault } = context
  return names.questions.flatMap(({ raw, levelIds }) => {
    const faults: RuleIssue[] = []
    const cohort = (name: string) => names.cohorts.includes(name)
    faults.push(
      ...unknownIn(raw['not-applicable']?.cohorts, 'cohort', cohort, knownNames(names.cohorts), context),
    )
    const texts = [raw.hint, ...(raw.type === 'checklist' ? raw.items.map(({ text }) => text) : [])]
    for (const text of texts) {
      if (typeof text !== 'object') continue
      for (const name of Object.keys(text.for))
        if (!cohort(name))
          faults.push(
            fault('unknown-id', text.for, name, `no cohort is called “${name}”`, knownNames(names.cohorts)),
          )
    }
    const levels: [object, string, string | undefined][] = []
    if (raw['none-exist'] !== undefined) levels.push([raw['none-exist'], 'level', raw['none-exist'].level])
    if (raw.type === 'percentage' || raw.type === 'share') {
      const none = raw['none-to-count']
      if (none !== 'impossible' && none !== 'left-out') levels.push([raw, 'none-to-count', none])
    }
    for (const [node, key, level] of levels)
      if (level !== undefined && !levelIds.includes(level))
        faults.push(
          fault('unknown-level', node, key, `“${raw.id}” has no level “${level}”`, knownNames(levelIds)),
        )
    return faults
  })
}

function checkRegisterChecks(context: CheckContext): RuleIssue[] {
  const { documents, names, fault } = context
  return (documents.contradictions['register-checks'] ?? []).flatMap((check) => {
    const faults: RuleIssue[] = []
    if (check.answer === undefined) return faults
    const question = names.question(check.answer.answer)?.raw
    if (question === undefined)
      faults.push(
        fault(
          'unknown-id',
          check.answer,
          'answer',
          `no question is called “${check.answer.answer}”`,
          'Correct the name.',
        ),
      )
    else if ('ticks' in check.answer) {
      const items = question.type === 'checklist' ? question.items.map(({ id }) => id) : []
      if (!items.includes(check.answer.ticks))
        faults.push(
          fault(
            'unknown-id',
            check.answer,
            'ticks',
            `“${question.id}” has no item “${check.answer.ticks}”`,
            knownNames(items),
          ),
        )
    } else if (question['not-applicable'] === undefined)
      faults.push(
        fault(
          'literal-never-true',
          check.answer,
          'is-not-applicable',
          `“${question.id}” can never be not applicable`,
          'Remove the check, or let the question be not applicable.',
        ),
      )
    return faults
  })
}

function checkTotals({ documents, names, fault }: CheckContext): RuleIssue[] {
  const percentages = names.questions.flatMap(({ raw }) => (raw.type === 'percentage' ? [raw.id] : []))
  return (documents.contradictions['total-checks'] ?? [])
    .flatMap(({ part, whole }) => [part, whole])
    .filter((total) => !percentages.includes(total.answer))
    .map((total) =>
      names.question(total.answer) === undefined
        ? fault(
            'unknown-id',
            total,
            'answer',
            `no question is called “${total.answer}”`,
            knownNames(percentages, total.answer),
          )
        : fault(
            'total-of-no-percentage',
            total,
            'answer',
            `“${total.answer}” is not typed as two numbers`,
            `Name one of: ${percentages.join(', ')}.`,
          ),
    )
}

function checkBandTruths(context: CheckContext): RuleIssue[] {
  const { bands, matrix, domains } = context.documents.ruleSet
  const isDomain = (id: string) => domains.some((one) => one.id === id)
  return bands
    .flatMap((band) => band['true-when'] ?? [])
    .flatMap((truth) => {
      if ('risks' in truth) {
        const known = matrix.bands.map(({ id }) => id)
        if (known.includes(truth.risks)) return []
        const message = `the matrix has no band “${truth.risks}”`
        return [context.fault('unknown-id', truth, 'risks', message, knownNames(known, truth.risks))]
      }
      if (!('domains' in truth) || truth.domains === 'all') return []
      return unknownIn(truth.domains, 'domain', isDomain, 'Correct the name.', context)
    })
}

function checkDossiers(context: CheckContext): RuleIssue[] {
  const { risks, incidents } = context.documents
  const isIncident = (id: string) => incidents.some((incident) => incident.id === id)
  return [
    ...risks.flatMap((risk) =>
      unknownIn(risk['rests-on'], 'incident', isIncident, 'Correct the name, or write the dossier.', context),
    ),
    ...incidents.flatMap((incident) => {
      const sources = (incident.sources ?? []).map(({ id }) => id)
      const cited = [
        ...(incident.facts ?? []),
        ...(incident.regulatory ?? []),
        ...(incident.organisations ?? []),
      ]
      return cited.flatMap((fact) =>
        unknownIn(
          fact.sources,
          'source of this dossier',
          (id) => sources.includes(id),
          knownNames(sources),
          context,
        ),
      )
    }),
  ]
}

function checkBackground(context: CheckContext): RuleIssue[] {
  const { background, ruleSet } = context.documents
  const known = ruleSet.domains.map(({ id }) => id)
  return (background?.items ?? []).flatMap(({ domains }) =>
    typeof domains === 'string'
      ? []
      : unknownIn(domains, 'domain', (id) => known.includes(id), knownNames(known), context),
  )
}
