/** The shape of `domains/<domain>.yaml`: questions of six types, levels, limits, and the registers beside them. */
import * as v from 'valibot'
import {
  cohortText,
  condition,
  flag,
  id,
  listOf,
  number,
  oneOf,
  recordOf,
  rowTest,
  say,
  shape,
  someOf,
  source,
  text,
  textUpTo,
  whole,
  yes,
} from './words.ts'

export const cap = shape({
  id,
  when: condition,
  'at-most': whole(0, 100),
  because: text,
  source,
})

const sentence = v.pipe(
  text,
  v.endsWith('.', say('is not a full sentence', 'Write a sentence and end it with a full stop.')),
)

const level = { id, credit: whole(0, 100), text: sentence, alike: v.exactOptional(yes) }
const choiceLevels = levelsOf(shape(level))
const numberLevels = levelsOf(
  shape({ ...level, 'at-most': v.exactOptional(number), 'at-least': v.exactOptional(number) }),
)
const shareLevels = levelsOf(shape({ ...level, 'at-least': v.exactOptional(whole(1, 100)) }))
const dateLevels = levelsOf(shape({ ...level, 'within-months': v.exactOptional(whole(1, 240)) }))

function levelsOf<const S extends v.GenericSchema>(item: S) {
  return v.pipe(
    listOf(item),
    v.minLength(2, say('has fewer than two levels', 'Write at least two, the worst first.')),
  )
}

/** `impossible`, `left-out`, or the id of a level. */
const noneToCount = id
/** Codes of outcomes by framework id: both have capitals or dots, so they are plain words here; `check` looks them up. */
const mapping = recordOf(someOf(text))

const common = {
  id,
  short: textUpTo(60),
  text,
  hint: v.exactOptional(cohortText),
  weight: oneOf([4, 2, 1]),
  caf: v.exactOptional(mapping),
  'caf-inferred': v.exactOptional(mapping),
  'evidence-lasts': whole(1, 60),
  source,
  knows: text,
  where: text,
  count: text,
  not: text,
  'does-not-cover': v.exactOptional(text),
  'customer-owns': v.exactOptional(flag),
  'not-applicable': v.exactOptional(shape({ when: text, cohorts: v.exactOptional(someOf(id)) })),
  'none-exist': v.exactOptional(shape({ text, level: v.exactOptional(id) })),
  'show-when': v.exactOptional(condition),
}

/** A question is worked out from rows alone, so that its answer never depends on another answer. */
const testOfRows = v.pipe(
  rowTest,
  v.check(
    (test) => !JSON.stringify(test).includes('"differs-from-answer"'),
    say('compares a cell with an answer', 'Move it to a register check; it only asks.'),
  ),
)

const question = v.variant(
  'type',
  [
    shape({ ...common, type: v.literal('choice'), levels: choiceLevels }),
    shape({
      ...common,
      type: v.literal('checklist'),
      items: v.pipe(
        listOf(shape({ id, text: cohortText, 'without-it-at-most': v.exactOptional(whole(0, 20)) })),
        v.minLength(2, say('has fewer than two items', 'Write at least two.')),
      ),
    }),
    shape({
      ...common,
      type: v.literal('percentage'),
      counts: shape({ count: text, of: text }),
      'none-to-count': noneToCount,
      levels: shareLevels,
    }),
    shape({
      ...common,
      type: v.literal('number'),
      better: oneOf(['lower', 'higher']),
      unit: text,
      levels: numberLevels,
    }),
    shape({ ...common, type: v.literal('date'), levels: dateLevels }),
    shape({
      ...common,
      type: v.literal('share'),
      register: id,
      share: shape({ where: v.exactOptional(listOf(testOfRows)), of: someOf(testOfRows) }),
      'none-to-count': noneToCount,
      levels: shareLevels,
    }),
  ],
  say('is not a type of question', 'Write type: choice, checklist, percentage, number, date or share.'),
)
export type RawQuestion = v.InferOutput<typeof question>

const option = shape({ id, text })
const column = shape({
  id,
  type: oneOf(['text', 'choice', 'number', 'date', 'tick']),
  section: text,
  text,
  short: textUpTo(60),
  hint: v.exactOptional(text),
  required: v.exactOptional(flag),
  'for-the-record': v.exactOptional(flag),
  options: v.exactOptional(someOf(option)),
  unit: v.exactOptional(text),
  unknown: v.exactOptional(text),
  never: v.exactOptional(text),
  'may-be-ahead': v.exactOptional(flag),
  'at-most-once': v.exactOptional(flag),
})
export type RawColumn = v.InferOutput<typeof column>

const register = shape({
  id,
  title: text,
  lead: text,
  row: shape({ one: text, many: text }),
  'counts-when': v.exactOptional(id),
  lists: v.exactOptional(recordOf(someOf(testOfRows))),
  columns: someOf(column),
})
export type RawRegister = v.InferOutput<typeof register>

export const domainFile = shape({
  id,
  title: text,
  lead: text,
  caps: v.exactOptional(listOf(cap)),
  questions: someOf(question),
  registers: v.exactOptional(listOf(register)),
})
export type DomainFile = v.InferOutput<typeof domainFile>
export type RawCap = v.InferOutput<typeof cap>
