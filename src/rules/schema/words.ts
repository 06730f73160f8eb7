/**
 * The smallest shapes of the rule files: texts, ids, dates, sources, conditions and tests of a row.
 * They say in an author's words what is wrong; they know no names, so `resolve.ts` looks those up.
 */
import { isDay } from '../../calendar.ts'
import * as v from 'valibot'

/** A message with its remedy, in the one string that valibot carries. */
export function say(message: string, remedy: string): string {
  return `${message}\n${remedy}`
}

/** An object whose every unknown key is a fault of its own (valibot's strict object reports only the first). */
export function shape<const E extends v.ObjectEntries>(entries: E): v.StrictObjectSchema<E, undefined> {
  const keys = Object.keys(entries).join(', ')
  const rest = v.never(say('has no meaning here', `Remove it, or use one of: ${keys}.`))
  const schema = v.objectWithRest(entries, rest, say('must be a set of keys', `Write some of: ${keys}.`))
  return schema as unknown as v.StrictObjectSchema<E, undefined>
}

export const text = v.pipe(
  v.string(say('must be words', 'Write a text; put a number or a date in quotes.')),
  v.check((words) => words.trim() !== '', say('is empty', 'Write the text, or remove the key.')),
)

/** A text for a place with little room. */
export function textUpTo(characters: number) {
  return v.pipe(
    text,
    v.maxLength(characters, ({ received }) =>
      say(`has ${received} characters, more than ${characters}`, `Shorten it to at most ${characters}.`),
    ),
  )
}

export const id = v.pipe(
  v.string(
    say('must be an id', 'Write small letters, digits and hyphens; put a number, true or false in quotes.'),
  ),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, say('is not an id', 'Use small letters, digits and single hyphens.')),
)

export const flag = v.boolean(say('must be true or false', 'Write true or false, without quotes.'))
export const yes = v.literal(true, say('must be true', 'Write true, or remove the key.'))

/**
 * One of a few shapes, chosen by what is written, so that a fault is told of the shape that was meant; `of` lists them.
 */
export function chosen<Output>(
  choose: (input: unknown) => v.GenericSchema<unknown, Output>,
  of: () => readonly v.GenericSchema<unknown, Output>[],
): v.GenericSchema<unknown, Output> {
  // Under a name of its own: whoever describes a lazy shape asks it to choose for nothing at all.
  const schema = { ...v.lazy(choose), type: 'chosen' }
  alternatives.set(schema, of)
  return schema
}
const alternatives = new WeakMap<object, () => readonly v.GenericSchema[]>()

/** What a shape made by `chosen` can be; undefined: it is another shape. */
export function alternativesOf(schema: object): readonly v.GenericSchema[] | undefined {
  return alternatives.get(schema)?.()
}

/** A whole number within bounds, both included. */
export function whole(from: number, to: number) {
  const message = say(
    `must be a whole number from ${from} to ${to}`,
    `Write a whole number from ${from} to ${to}.`,
  )
  return v.pipe(v.number(message), v.integer(message), v.minValue(from, message), v.maxValue(to, message))
}

export const number = v.pipe(
  v.number(say('must be a number', 'Write digits, without quotes or a unit.')),
  v.finite(say('must be a number', 'Write digits, without quotes or a unit.')),
)

/** One of a few words or numbers. */
export function oneOf<const T extends string | number>(options: readonly T[]) {
  const list = options.join(', ')
  return v.picklist(options, say(`must be one of ${list}`, `Write one of: ${list}.`))
}

/** A list, which may be empty. */
export function listOf<const S extends v.GenericSchema>(item: S) {
  return v.array(item, say('must be a list', 'Write items, each after a hyphen or in square brackets.'))
}

/** A list with at least one item. */
export function someOf<const S extends v.GenericSchema>(item: S) {
  return v.pipe(listOf(item), v.minLength(1, say('is an empty list', 'Write at least one item.')))
}

const ALL = oneOf(['all'])
const SOME = someOf(id)
/** Ids, or the word `all`. */
export const allOrSome = chosen<'all' | string[]>(
  (input) => (typeof input === 'string' ? ALL : SOME),
  () => [ALL, SOME],
)

/** Keys that an author chooses, each with a value of one shape. */
export function recordOf<const S extends v.GenericSchema>(value: S) {
  return v.record(v.string(), value, say('must be a set of keys', 'Write keys, each with a value.'))
}

export const date = v.pipe(
  v.string(say('must be a date', 'Write year-month-day, such as 2026-11-22.')),
  v.isoDate(say('is not a date', 'Write year-month-day, such as 2026-11-22.')),
  v.check(isDay, say('is not a day of the calendar', 'Correct the day or the month.')),
)

/** A day, a month or a year, for things published without a day. */
export const publishedDate = v.pipe(
  v.string(say('must be a date', 'Write a day, a month, or a year in quotes, such as 2026-11-22 or "2026".')),
  v.regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    say('is not a date', 'Write a day, a month, or a year in quotes, such as 2026-11-22 or "2026".'),
  ),
)

export const url = v.pipe(
  text,
  v.regex(/^https?:\/\/\S+$/, say('is not a web address', 'Write the whole address, with https://.')),
)

const judgement = oneOf(['judgement'])
const citedSource = shape({
  title: text,
  publisher: v.exactOptional(text),
  date: v.exactOptional(publishedDate),
  url: v.exactOptional(url),
  section: v.exactOptional(text),
})
export type RawSource = v.InferOutput<typeof judgement> | v.InferOutput<typeof citedSource>
export const source = chosen<RawSource>(
  (input) => (typeof input === 'string' ? judgement : citedSource),
  () => [judgement, citedSource],
)

const worded = shape({ text, for: recordOf(text) })
export type RawCohortText = string | v.InferOutput<typeof worded>
export const cohortText = chosen<RawCohortText>(
  (input) => (typeof input === 'object' && input !== null ? worded : text),
  () => [text, worded],
)

/** A condition as written; the six forms, and no other. */
export type RawCondition =
  | { answer: string; 'at-least': string }
  | { answer: string; below: string }
  | { answer: string; is: string }
  | { answer: string; in: string[] }
  | { all: RawCondition[] }
  | { any: RawCondition[] }

const sixForms = v.never(
  say(
    'is not a condition',
    'Write {answer: question, at-least: level}, {answer: question, below: level}, {answer: context question, is: option}, {answer: context question, in: [options]}, {all: [conditions]} or {any: [conditions]}.',
  ),
)
export const condition: v.GenericSchema<unknown, RawCondition> = chosen<RawCondition>(
  (input) => {
    if (has(input, 'all')) return allOf
    if (has(input, 'any')) return anyOf
    if (has(input, 'at-least')) return atLeast
    if (has(input, 'below')) return below
    if (has(input, 'is')) return is
    if (has(input, 'in')) return isIn
    return sixForms
  },
  () => [atLeast, below, is, isIn, allOf, anyOf],
)
const allOf = shape({ all: someOf(condition) })
const anyOf = shape({ any: someOf(condition) })
const atLeast = shape({ answer: id, 'at-least': id })
const below = shape({ answer: id, below: id })
const is = shape({ answer: id, is: id })
const isIn = shape({ answer: id, in: someOf(id) })

/** A test of a register's row as written; a string names a list of the register. */
export type RawRowTest =
  | string
  | { column: string; is: string }
  | { column: string; in: string[] }
  | { column: string; 'at-least': RawBound }
  | { column: string; 'at-most': RawBound }
  | { column: string; 'less-than': RawBound }
  | { column: string; 'not-older-than-months': number }
  | { column: string; 'not-expired': true }
  | { column: string; 'differs-from-answer': string }
  | { count: string[]; in: string[]; 'at-least': number }
  | { any: RawRowTest[] }
/** A number, an option of the column, or another column of the row. */
export type RawBound = number | string | { column: string }

const otherColumn = shape({ column: id })
const bound = chosen<RawBound>(
  (input) => (typeof input === 'number' ? number : typeof input === 'object' ? otherColumn : id),
  () => [number, id, otherColumn],
)
const noTest = v.never(
  say(
    'is not a test of a row',
    'Write {column: c, is: option} with in, at-least, at-most, less-than, not-older-than-months or not-expired in the place of is; or {count: [columns], in: [options], at-least: number}, {any: [tests]}, or the name of a list.',
  ),
)
export const rowTest: v.GenericSchema<unknown, RawRowTest> = chosen<RawRowTest>(
  (input) => {
    if (typeof input === 'string') return id
    if (has(input, 'any')) return anyTest
    if (has(input, 'count')) return countTest
    if (has(input, 'is')) return isTest
    if (has(input, 'in')) return inTest
    if (has(input, 'at-least')) return atLeastTest
    if (has(input, 'at-most')) return atMostTest
    if (has(input, 'less-than')) return lessThanTest
    if (has(input, 'not-older-than-months')) return recentTest
    if (has(input, 'not-expired')) return notExpiredTest
    if (has(input, 'differs-from-answer')) return differsTest
    return noTest
  },
  () => [
    ...[id, isTest, inTest, atLeastTest, atMostTest, lessThanTest, recentTest, notExpiredTest, differsTest],
    ...[countTest, anyTest],
  ],
)
const anyTest = shape({ any: someOf(rowTest) })
const countTest = shape({ count: someOf(id), in: someOf(id), 'at-least': whole(1, 100) })
const isTest = shape({ column: id, is: id })
const inTest = shape({ column: id, in: someOf(id) })
const atLeastTest = shape({ column: id, 'at-least': bound })
const atMostTest = shape({ column: id, 'at-most': bound })
const lessThanTest = shape({ column: id, 'less-than': bound })
const recentTest = shape({ column: id, 'not-older-than-months': whole(1, 240) })
const notExpiredTest = shape({ column: id, 'not-expired': yes })
const differsTest = shape({ column: id, 'differs-from-answer': id })

function has(input: unknown, key: string): boolean {
  return typeof input === 'object' && input !== null && Object.hasOwn(input, key)
}
