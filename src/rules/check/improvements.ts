/** Faults of `improvements.yaml`: names that nothing has, questions without an improvement, ranges the wrong way round, needs in a circle. */
import type { RuleIssue } from '../../errors.ts'
import type { QuestionName } from '../names.ts'
import { knownNames } from '../row-test.ts'
import type { ImprovementsFile, RawImprovement, RawStep } from '../schema/improvements.ts'
import type { CheckContext, Rule } from './rule.ts'

export const checkImprovements: Rule = (context) => {
  const file = context.documents.improvements
  if (file === undefined) return []
  return [
    ...checkSizes(file, context),
    ...[file.prove, file['find-out']].flatMap((effort) => checkRanges(effort, context)),
    ...checkMissing(file, context),
    ...Object.entries(file.questions).flatMap(([id, raw]) => {
      const question = context.names.question(id)
      if (question !== undefined) return checkOne(file, raw, question, context)
      const known = context.names.questions.map((one) => one.raw.id)
      const message = `no question is called “${id}”`
      return [context.fault('unknown-id', file.questions, id, message, knownNames(known, id))]
    }),
    ...checkCircles(file, context),
  ]
}

function checkSizes({ sizes }: ImprovementsFile, context: CheckContext): RuleIssue[] {
  const middle = ([least, most]: readonly [number, number]) => least + most
  return sizes.flatMap((size, at) => {
    const before = sizes[at - 1]
    const isTwice = sizes.findIndex(({ id }) => id === size.id) < at
    const rises = before === undefined || middle(size.days) > middle(before.days)
    return [
      ...checkRanges(size, context),
      ...(isTwice
        ? [context.fault('duplicate-id', size, 'id', `two sizes are called “${size.id}”`, 'Rename one.')]
        : []),
      ...(rises
        ? []
        : [
            context.fault(
              'sizes-out-of-order',
              size,
              'days',
              `“${size.id}” is no more days than the size before it`,
              'Write the smallest size first.',
            ),
          ]),
    ]
  })
}

function checkRanges(of: Pick<RawStep, 'days' | 'pounds'>, { fault }: CheckContext): RuleIssue[] {
  return (['days', 'pounds'] as const).flatMap((key) => {
    const [least = 0, most = 0] = of[key] ?? []
    if (least <= most) return []
    const message = `“${key}” begins at ${least} and ends at ${most}`
    return [fault('range-wrong-way-round', of, key, message, `Write [${most}, ${least}].`)]
  })
}

function checkMissing(file: ImprovementsFile, { names, fault }: CheckContext): RuleIssue[] {
  return names.questions
    .filter(({ raw }) => file.questions[raw.id] === undefined)
    .map(({ raw }) =>
      fault(
        'improvement-missing',
        file,
        'questions',
        `nothing says how to raise “${raw.id}”`,
        `Write ${raw.id} with action, size and weeks.`,
      ),
    )
}

function checkOne(
  file: ImprovementsFile,
  raw: RawImprovement,
  question: QuestionName,
  context: CheckContext,
): RuleIssue[] {
  const parts = [raw, ...Object.values(raw.steps ?? {}), ...Object.values(raw.items ?? {})]
  return [
    ...checkParts(raw, question, context),
    ...parts.flatMap((part) => [
      ...checkRanges(part, context),
      ...checkSizeOf(file, part, context),
      ...checkNeeds(part, context),
    ]),
  ]
}

/** Steps are levels, items are what can be ticked. */
function checkParts(raw: RawImprovement, { raw: question, levelIds }: QuestionName, context: CheckContext) {
  const { fault } = context
  const { id } = question
  if (question.type !== 'checklist') {
    const raised = levelIds.slice(1)
    return [
      ...(raw.items === undefined
        ? []
        : [fault('unknown-key', raw, 'items', `“${id}” has no items`, 'Write steps, by level.')]),
      ...Object.keys(raw.steps ?? {})
        .filter((level) => !raised.includes(level))
        .map((level) =>
          fault(
            'unknown-level',
            raw.steps ?? raw,
            level,
            level === levelIds[0]
              ? `“${level}” is the first level of “${id}”, which nobody rises to`
              : `“${id}” has no level “${level}”`,
            knownNames(raised),
          ),
        ),
    ]
  }
  const items = question.items.map((one) => one.id)
  const written = Object.keys(raw.items ?? {})
  return [
    ...(raw.steps === undefined
      ? []
      : [fault('unknown-key', raw, 'steps', `“${id}” is a checklist`, 'Write items.')]),
    ...written
      .filter((item) => !items.includes(item))
      .map((item) =>
        fault('unknown-id', raw.items ?? raw, item, `“${id}” has no item “${item}”`, knownNames(items)),
      ),
    ...items
      .filter((item) => !written.includes(item))
      .map((item) =>
        fault(
          'improvement-missing',
          raw,
          raw.items === undefined ? 'action' : 'items',
          `nothing says how to do “${item}” of “${id}”`,
          `Write it under items, with its action.`,
        ),
      ),
  ]
}

function checkSizeOf({ sizes }: ImprovementsFile, part: RawStep, { fault }: CheckContext): RuleIssue[] {
  const known = sizes.map(({ id }) => id)
  if (part.size === undefined || known.includes(part.size)) return []
  return [fault('unknown-id', part, 'size', `no size is called “${part.size}”`, knownNames(known, part.size))]
}

function checkNeeds({ needs }: RawStep, { names, fault }: CheckContext): RuleIssue[] {
  return Object.entries(needs ?? {}).flatMap(([id, level]) => {
    const question = names.question(id)
    if (question === undefined) {
      const known = names.questions.map(({ raw }) => raw.id)
      return [fault('unknown-id', needs!, id, `no question is called “${id}”`, knownNames(known, id))]
    }
    const at = question.levelIds.indexOf(level)
    if (at > 0) return []
    const raised = knownNames(question.levelIds.slice(1))
    return at === 0
      ? [fault('literal-always-true', needs!, id, `every answer to “${id}” is at least “${level}”`, raised)]
      : [fault('unknown-level', needs!, id, `“${id}” has no level “${level}”`, raised)]
  })
}

/** Needs that end where they began: nobody could ever begin. */
function checkCircles(file: ImprovementsFile, { names, fault }: CheckContext): RuleIssue[] {
  const places = names.questions.flatMap(({ raw, levelIds }) => {
    const improvement = file.questions[raw.id]
    if (improvement === undefined) return []
    if (raw.type === 'checklist')
      return Object.values(improvement.items ?? {}).map((part) => ({
        id: raw.id,
        level: 0,
        part,
        improvement,
      }))
    return levelIds.slice(1).map((level, at) => {
      const part = improvement.steps?.[level] ?? {}
      return { id: raw.id, level: at + 1, part, improvement }
    })
  })
  type Place = (typeof places)[number]
  const needsOf = ({ part, improvement }: Place) => part.needs ?? improvement.needs ?? {}
  /** The steps that must be taken before this one: lower levels of its question, and what all of these need. */
  const before = ({ id, level }: Place) =>
    places
      .filter((one) => one.id === id && one.level <= level)
      .flatMap((one) =>
        Object.entries(needsOf(one)).flatMap(([needed, wanted]) => {
          const top = Math.max(0, names.question(needed)?.levelIds.indexOf(wanted) ?? 0)
          return places.filter((other) => other.id === needed && (other.level === top || other.level === 0))
        }),
      )
  const isInCircle = (start: Place) => {
    const seen = new Set<Place>()
    const waiting = before(start)
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.id === start.id && next.level >= start.level) return true
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(...before(next))
    }
    return false
  }
  const told = new Set<object>()
  return places.flatMap((place) => {
    const written = place.part.needs === undefined ? place.improvement : place.part
    if (Object.keys(needsOf(place)).length === 0 || told.has(written) || !isInCircle(place)) return []
    told.add(written)
    const message = `“${place.id}” needs what in the end needs “${place.id}”`
    return [fault('needs-in-a-circle', written, 'needs', message, 'Remove one of these needs.')]
  })
}
