/** Levels that are levels: few enough, from worst to best, told apart, and none of them meaning "we do not know". */
import type { RuleIssue } from '../../errors.ts'
import { boundOf } from '../compile-question.ts'
import { literalsOf } from '../condition.ts'
import { creditsOf, optionsOf, type QuestionName } from '../names.ts'
import type { RawQuestion } from '../schema/domain.ts'
import type { CheckContext, Rule } from './rule.ts'

/** Source: rules/README.md, Levels. */
const maxLevels = 11

export const checkLevels: Rule = (context) => {
  const read = readLevels(context)
  return [
    ...context.names.questions.flatMap((name) => [
      ...checkNumber(name, context),
      ...checkCredits(name, context),
      ...checkBounds(name.raw, context),
      ...checkAlike(name, read, context),
      ...checkMustHaves(name.raw, context),
    ]),
    ...checkMeanings(context),
  ]
}

function checkNumber({ raw, levelIds }: QuestionName, { fault }: CheckContext): RuleIssue[] {
  if (levelIds.length <= maxLevels) return []
  const key = raw.type === 'checklist' ? 'items' : 'levels'
  const message = `“${raw.id}” has ${levelIds.length} levels, more than ${maxLevels}`
  return [fault('too-many-levels', raw, key, message, 'Join levels that nobody would act on differently.')]
}

function checkCredits({ raw }: QuestionName, { fault }: CheckContext): RuleIssue[] {
  if (raw.type === 'checklist') return []
  const credits = creditsOf(raw)
  return raw.levels.flatMap((level, i) => {
    const credit = credits[i] ?? 0
    const before = credits[i - 1] ?? 0
    if (i === 0 && credit !== 0)
      return [
        fault(
          'score-cannot-reach-0',
          level,
          'credit',
          `the worst level has credit ${credit}`,
          'Give it credit 0.',
        ),
      ]
    if (credit < before)
      return [
        fault(
          'credit-out-of-order',
          level,
          'credit',
          `credit ${credit} is less than ${before}, of the level before`,
          'Write the levels from worst to best.',
        ),
      ]
    if (i === credits.length - 1 && credit !== 100)
      return [
        fault(
          'score-cannot-reach-100',
          level,
          'credit',
          `the best level has credit ${credit}`,
          'Give it credit 100.',
        ),
      ]
    return []
  })
}

/** The key of a bound, and whether bounds rise from worst to best; undefined for a type without bounds. */
function boundsOf(raw: RawQuestion): { key: string; rising: boolean } | undefined {
  switch (raw.type) {
    case 'choice':
    case 'checklist':
      return undefined
    case 'percentage':
    case 'share':
      return { key: 'at-least', rising: true }
    case 'date':
      return { key: 'within-months', rising: false }
    case 'number':
      return raw.better === 'lower' ? { key: 'at-most', rising: false } : { key: 'at-least', rising: true }
    default:
      return raw satisfies never
  }
}

function checkBounds(raw: RawQuestion, { fault }: CheckContext): RuleIssue[] {
  const bounds = boundsOf(raw)
  if (bounds === undefined || raw.type === 'checklist') return []
  return raw.levels.flatMap((level, i) => {
    const bound = boundOf(level)
    if (i === 0)
      return bound === undefined
        ? []
        : [
            fault(
              'level-bound',
              level,
              'id',
              `the worst level, “${level.id}”, has a bound`,
              'Remove it: the worst level takes all the rest.',
            ),
          ]
    if (
      bound === undefined ||
      !(bounds.key in level) ||
      Object.keys(level).filter((key) => key.startsWith('at-')).length > 1
    )
      return [
        fault(
          'level-bound',
          level,
          'id',
          `level “${level.id}” needs the bound ${bounds.key}, and no other`,
          `Write ${bounds.key}.`,
        ),
      ]
    if (raw.type === 'number' && !canBeTyped(bound))
      return [
        fault(
          'level-bound',
          level,
          bounds.key,
          `no answer reaches ${bounds.key} ${bound}: a number is not negative, and has at most 12 digits and 3 decimal places`,
          'Write a bound that somebody can type.',
        ),
      ]
    const before = boundOf(raw.levels[i - 1]!)
    if (before === undefined || (bounds.rising ? bound > before : bound < before)) return []
    const message = `${bounds.key} ${bound} does not ${bounds.rising ? 'rise above' : 'fall below'} ${before}, of the level before`
    return [fault('levels-out-of-order', level, bounds.key, message, 'Write the levels from worst to best.')]
  })
}

/** Whether a bound is a number that an answer may be; the room `answers` reads such numbers only. */
function canBeTyped(bound: number): boolean {
  return /^\d{1,12}(\.\d{1,3})?$/.test(String(bound))
}

/** By index of question: the levels that a comparison tells apart from the one before. */
function readLevels({ conditions, compiled }: CheckContext): ReadonlyMap<number, ReadonlySet<number>> {
  const read = new Map<number, Set<number>>()
  for (const { raw } of conditions) {
    const condition = compiled.get(raw)
    for (const literal of condition === undefined ? [] : literalsOf(condition)) {
      if (literal.kind !== 'level') continue
      const levels = read.get(literal.question) ?? new Set()
      read.set(literal.question, levels.add(literal.level))
    }
  }
  return read
}

function checkAlike(
  { index, raw }: QuestionName,
  read: ReturnType<typeof readLevels>,
  { fault }: CheckContext,
): RuleIssue[] {
  if (raw.type === 'checklist') return []
  return raw.levels.flatMap((level, i) => {
    const before = raw.levels[i - 1]
    if (before === undefined || before.credit !== level.credit) return []
    if (level.alike === true || before.alike === true || read.get(index)?.has(i) === true) return []
    const message = `“${level.id}” has the credit of “${before.id}”, and no condition tells them apart`
    return [
      fault(
        'levels-alike',
        level,
        'id',
        message,
        'Give them different credit, join them, or mark one alike: true.',
      ),
    ]
  })
}

/** Without one item at most n − 1 are ticked, so a must-have must allow fewer than that. */
function checkMustHaves(raw: RawQuestion, { fault }: CheckContext): RuleIssue[] {
  if (raw.type !== 'checklist') return []
  const most = raw.items.length - 2
  return raw.items.flatMap((item) => {
    const limit = item['without-it-at-most']
    if (limit === undefined || limit <= most) return []
    return [
      fault(
        'must-have-out-of-range',
        item,
        'without-it-at-most',
        `without “${item.id}” no more than ${most + 1} can be ticked, so at most ${limit} limits nothing`,
        `Write ${most} or less, or remove the key.`,
      ),
    ]
  })
}

const unknownId = /^(dont-know|do-not-know|unknown|not-known|not-sure)$/
const unknownText = /\b(do not know|don['’]t know|not sure)\b/i

function checkMeanings({ names, fault }: CheckContext): RuleIssue[] {
  const options = [
    ...names.questions.flatMap(({ raw }) => (raw.type === 'checklist' ? [] : [...raw.levels])),
    ...names.contexts.flatMap(({ raw }) => [...optionsOf(raw)]),
    ...names.registers.flatMap(({ raw }) => raw.columns.flatMap((column) => column.options ?? [])),
  ]
  return options
    .filter(({ id, text }) => unknownId.test(id) || unknownText.test(text))
    .map((option) =>
      fault(
        'level-means-unknown',
        option,
        'id',
        `“${option.id}” means that nobody knows`,
        'Remove it: “don’t know” is offered beside every question, and unknown beside every cell that allows it.',
      ),
    )
}
