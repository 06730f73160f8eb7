/** Names that are given twice, used again after they were withdrawn, or do not agree with their file. */
import type { RuleIssue } from '../../errors.ts'
import type { CheckContext, Rule } from './rule.ts'

/** Things with ids that share one namespace, in reading order. */
type Namespace = readonly [what: string, things: readonly Named[]]
interface Named {
  readonly id: string
}

export const checkIds: Rule = (context) => [
  ...namespaces(context).flatMap(([what, things]) => findDuplicates(what, things, context)),
  ...findDuplicateWords(context),
  ...findRetired(context),
  ...findFileNames(context),
]

function namespaces({ documents, names }: CheckContext): Namespace[] {
  const { ruleSet, scope, domains, risks, incidents, contradictions } = documents
  const questions = domains.flatMap((domain) => domain.questions)
  const registers = names.registers.map(({ raw }) => raw)
  return [
    ['a domain', domains],
    ['a domain in the list', ruleSet.domains],
    ['a question', [...scope.questions, ...questions]],
    ['a limit', [...(ruleSet.caps ?? []), ...domains.flatMap((domain) => domain.caps ?? [])]],
    ['a register', registers],
    ['a framework', documents.frameworks],
    ['a risk', risks],
    ['an incident', incidents],
    ['a contradiction', contradictions.contradictions],
    ['a register check', contradictions['register-checks'] ?? []],
    ['a background item', documents.background?.items ?? []],
    ['a total check', contradictions['total-checks'] ?? []],
    [
      'a lesson',
      incidents.flatMap(({ lessons = [] }) => lessons.flatMap((one) => ('same' in one ? [] : [one]))),
    ],
    ['a band', ruleSet.bands],
    ['a band of the matrix', ruleSet.matrix.bands],
    ...questions.map((one): Namespace =>
      one.type === 'checklist'
        ? [`an item of “${one.id}”`, one.items]
        : [`a level of “${one.id}”`, one.levels as readonly Named[]],
    ),
    ...scope.questions.map((one): Namespace => [
      `an option of “${one.id}”`,
      one.type === 'choice' ? one.options : [],
    ]),
    ...registers.map((one): Namespace => [`a column of “${one.id}”`, one.columns]),
    ...registers.flatMap((one) =>
      one.columns.map((column): Namespace => [`an option of “${column.id}”`, column.options ?? []]),
    ),
    ...incidents.map((one): Namespace => [`a source of “${one.id}”`, one.sources ?? []]),
    ...incidents.flatMap((one) =>
      (one.chains ?? []).map((chain): Namespace => [`a step of “${one.id}”, ${chain.vantage}`, chain.steps]),
    ),
  ]
}

function findDuplicates(
  what: string,
  things: readonly Named[],
  { fault, documents }: CheckContext,
): RuleIssue[] {
  const first = new Map<string, Named>()
  return things.flatMap((thing) => {
    const earlier = first.get(thing.id)
    if (earlier === undefined) {
      first.set(thing.id, thing)
      return []
    }
    const { file, line } = documents.places.of(earlier, 'id')
    const message = `“${thing.id}” is already the id of ${what}, at ${file}:${line}`
    return [fault('duplicate-id', thing, 'id', message, 'Give one of them another id.')]
  })
}

/** Names that are not ids: the vantages of an incident, and outcomes that are named twice for one question. */
function findDuplicateWords({ documents, names, fault }: CheckContext): RuleIssue[] {
  const chains = documents.incidents.flatMap((incident) =>
    (incident.chains ?? [])
      .filter((chain, i, all) => all.findIndex((other) => other.vantage === chain.vantage) < i)
      .map((chain) =>
        fault(
          'duplicate-id',
          chain,
          'vantage',
          `incident “${incident.id}” has two chains ${chain.vantage}`,
          'Join them, or correct the vantage.',
        ),
      ),
  )
  const outcomes = names.questions.flatMap(({ raw }) => {
    return Object.entries(raw['caf-inferred'] ?? {}).flatMap(([framework, inferred]) =>
      inferred.flatMap((outcome, i) =>
        raw.caf?.[framework]?.includes(outcome) === true
          ? [
              fault(
                'duplicate-id',
                inferred,
                i,
                `outcome ${outcome} of ${framework} is both given and inferred`,
                'Keep one of the two.',
              ),
            ]
          : [],
      ),
    )
  })
  return [...chains, ...outcomes]
}

function findRetired({ documents, fault }: CheckContext): RuleIssue[] {
  const retired = new Set(documents.ruleSet.retired)
  const questions = [...documents.scope.questions, ...documents.domains.flatMap((domain) => domain.questions)]
  return questions
    .filter(({ id }) => retired.has(id))
    .map((question) =>
      fault(
        'retired-id',
        question,
        'id',
        `“${question.id}” is the id of a withdrawn question`,
        'Give the question a new id; an id never changes its meaning.',
      ),
    )
}

function findFileNames({ documents, fault }: CheckContext): RuleIssue[] {
  const { places, domains, frameworks, risks, incidents } = documents
  const wanted = [
    ...domains.map((one) => [one, `domains/${one.id}.yaml`] as const),
    ...frameworks.map((one) => [one, `frameworks/${one.id}.yaml`] as const),
    ...risks.map((one) => [one, `risks/${one.id}.yaml`] as const),
    ...incidents.map((one) => [one, incidentFile(one.id)] as const),
  ]
  return wanted.flatMap(([document, path]) => {
    const { file } = places.of(document)
    if (file === path) return []
    return [
      fault(
        'file-name',
        document,
        'id',
        `“${document.id}” is in a file of another name`,
        `Rename the file to ${path}, or correct the id.`,
      ),
    ]
  })
}

/** The year leads in the file's name and ends the id, so that folders sort by time and ids read as words. */
function incidentFile(id: string): string {
  const dated = /^(.+)-(\d{4})$/.exec(id)
  return dated === null ? `incidents/${id}.yaml` : `incidents/${dated[2]}-${dated[1]}.yaml`
}
