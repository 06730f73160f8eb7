/** Frameworks and what points to them: questions that point to none, codes that nothing has, and codes whose meaning changed between versions. */
import type { RuleIssue } from '../../errors.ts'
import { knownNames } from '../row-test.ts'
import { codesBefore, type FrameworkFile } from '../schema/framework.ts'
import type { CheckContext, Rule } from './rule.ts'

export const checkFrameworks: Rule = (context) => [
  ...context.documents.frameworks.flatMap((framework, index, all) =>
    checkRelations(framework, all[index - 1], context),
  ),
  ...checkMappings(context),
]

type Relations = NonNullable<FrameworkFile['relates-to']>
type Question = CheckContext['names']['questions'][number]['raw']
type Mapping = NonNullable<Question['caf']>

const has = (framework: FrameworkFile, outcome: string) => Object.hasOwn(framework.outcomes, outcome)

/** `before` is the version before; undefined for the oldest, which relates to none. */
function checkRelations(
  framework: FrameworkFile,
  before: FrameworkFile | undefined,
  context: CheckContext,
): RuleIssue[] {
  const { fault } = context
  const relates = framework['relates-to']
  const isWanted = (relations: Relations) => before?.id === relations.framework
  if (relates !== undefined && !isWanted(relates)) {
    const message = `“${relates.framework}” is not the version before ${framework.id}`
    const remedy =
      before === undefined ? 'Remove relates-to: this is the oldest.' : `Relate it to ${before.id}.`
    return [fault('unknown-id', relates, 'framework', message, remedy)]
  }
  if (before === undefined) return []
  if (relates === undefined) {
    const message = `${framework.id} does not say how it relates to ${before.id}`
    return [fault('relation-missing', framework, 'id', message, 'Add relates-to, with every outcome.')]
  }
  return [
    ...findMissingRelations(framework, before, relates, context),
    ...findWrongRelations(framework, before, relates, context),
  ]
}

function findMissingRelations(
  framework: FrameworkFile,
  before: FrameworkFile,
  relates: Relations,
  { fault }: CheckContext,
): RuleIssue[] {
  const gone = new Set(
    Object.entries(relates.outcomes).flatMap(([id, relation]) => codesBefore(id, relation)),
  )
  return [
    ...Object.keys(framework.outcomes)
      .filter((id) => !Object.hasOwn(relates.outcomes, id))
      .map((id) =>
        fault(
          'relation-missing',
          framework.outcomes,
          id,
          `nothing says what ${id} was in ${before.id}`,
          'Write it under relates-to: same, renamed, new, { moved: [codes] } or { split: [codes] }.',
        ),
      ),
    ...Object.keys(before.outcomes)
      .filter((id) => !gone.has(id))
      .map((id) =>
        fault(
          'relation-missing',
          relates,
          'outcomes',
          `nothing says where ${id} of ${before.id} went`,
          'Name it beside the outcome that holds it now.',
        ),
      ),
  ]
}

function findWrongRelations(
  framework: FrameworkFile,
  before: FrameworkFile,
  relates: Relations,
  { fault }: CheckContext,
): RuleIssue[] {
  const { outcomes } = relates
  return Object.entries(outcomes).flatMap(([id, relation]) => {
    if (!has(framework, id)) {
      const message = `no outcome of framework ${framework.id} is called “${id}”`
      return [fault('unknown-id', outcomes, id, message, knownNames(Object.keys(framework.outcomes), id))]
    }
    const unknown = codesBefore(id, relation).filter((code) => !has(before, code))
    if (unknown.length > 0)
      return unknown.map((code) => {
        const message = `no outcome of framework ${before.id} is called “${code}”`
        return fault('unknown-id', outcomes, id, message, knownNames(Object.keys(before.outcomes), code))
      })
    if (relation !== 'same' || framework.outcomes[id] === before.outcomes[id]) return []
    return [
      fault(
        'outcome-changed',
        outcomes,
        id,
        `${id} is “${framework.outcomes[id]}” here and “${before.outcomes[id]}” in ${before.id}`,
        'Say renamed if it means the same; else new, moved or split.',
      ),
    ]
  })
}

function checkMappings(context: CheckContext): RuleIssue[] {
  const { documents, names, fault } = context
  return names.questions.flatMap(({ raw }) => {
    const mappings = [raw.caf, raw['caf-inferred']].flatMap((one) => (one === undefined ? [] : [one]))
    return [
      ...mappings.flatMap((mapping) => findUnknown(mapping, context)),
      ...documents.frameworks
        .filter(({ id }) => !mappings.some((mapping) => (mapping[id] ?? []).length > 0))
        .map(({ id }) =>
          fault(
            'question-unmapped',
            raw,
            'id',
            `“${raw.id}” points to no outcome of ${id}`,
            'Add one under caf, or under caf-inferred if you only infer it.',
          ),
        ),
      ...mappings.flatMap((mapping) => findCarriedOver(mapping, mappings, context)),
    ]
  })
}

function findUnknown(mapping: Mapping, { documents, fault }: CheckContext): RuleIssue[] {
  return Object.entries(mapping).flatMap(([id, codes]) => {
    const framework = documents.frameworks.find((one) => one.id === id)
    if (framework === undefined) {
      const known = documents.frameworks.map((one) => one.id)
      return [fault('unknown-id', mapping, id, `no framework is called “${id}”`, knownNames(known, id))]
    }
    return codes.flatMap((code, index) =>
      has(framework, code)
        ? []
        : [
            fault(
              'unknown-id',
              codes,
              index,
              `no outcome of framework ${id} is called “${code}”`,
              knownNames(Object.keys(framework.outcomes), code),
            ),
          ],
    )
  })
}

/** Codes that a question has in two versions next to each other, although the code means something else in the later. */
function findCarriedOver(
  mapping: Mapping,
  mappings: readonly Mapping[],
  { documents, fault }: CheckContext,
): RuleIssue[] {
  return documents.frameworks.flatMap(({ id, 'relates-to': relates }) => {
    if (relates === undefined) return []
    const earlier = mappings.flatMap((one) => one[relates.framework] ?? [])
    const codes = mapping[id] ?? []
    return codes.flatMap((code, index) => {
      const relation = relates.outcomes[code]
      if (relation === undefined || !earlier.includes(code) || codesBefore(code, relation).includes(code))
        return []
      return [
        fault(
          'outcome-carried-over',
          codes,
          index,
          `${code} of ${id} holds nothing of ${code} of ${relates.framework}`,
          'Name the outcomes that this question is about in each version.',
        ),
      ]
    })
  })
}
