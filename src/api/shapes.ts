/** The shapes that programs are given and give, each with the name that it has in the description of the API. */
import * as v from 'valibot'
import { STANDINGS } from '../report/caf-outcomes.ts'
import { ATTACK, CONTRIBUTION, DOMAIN_SCORE, LESSON, RISK, SCORE, STEP } from '../report/result-shapes.ts'
import { SHAPES } from '../report/whole-assessment.ts'
import { KEY_SCOPES, ROLES } from '../store/person.ts'
import { PROBLEM } from '../web/problems.ts'

const text = v.string()
const whole = v.pipe(v.number(), v.integer())

const version = v.pipe(whole, v.minValue(0))

export const KEY_SHAPE = v.object({
  organisation: v.pipe(text, v.description('Names the organisation in every other address')),
  role: v.picklist(ROLES),
  scope: v.picklist(KEY_SCOPES),
  label: text,
})

const WORD = v.object({ id: text, text })
const WORDS = v.pipe(v.array(WORD), v.description('Each by its id is a whole answer'))

export const QUESTION_SHAPE = v.object({
  question: text,
  domain: v.optional(v.pipe(text, v.description('Absent: it is about the scope'))),
  text,
  hint: v.optional(text),
  type: v.pipe(
    v.picklist(['choice', 'checklist', 'percentage', 'number', 'date', 'text', 'register']),
    v.description('How it is answered; by a register: only through its rows'),
  ),
  words: WORDS,
  items: v.optional(v.pipe(v.array(WORD), v.description('Of a checklist: the ids of those that are true'))),
  counts: v.optional(
    v.pipe(v.object({ count: text, of: text }), v.description('Of a percentage: what the two numbers are')),
  ),
  unit: v.optional(v.pipe(text, v.description('Of a number'))),
  'not-applicable': v.optional(v.pipe(text, v.description('When that may be said, with the reason'))),
  register: v.optional(v.pipe(text, v.description('Which one answers it'))),
})

export const REGISTER_ASKED_SHAPE = v.object({
  register: text,
  title: text,
  columns: v.array(
    v.object({
      column: text,
      text,
      type: v.picklist(['text', 'choice', 'number', 'date', 'tick']),
      required: v.boolean(),
      words: WORDS,
    }),
  ),
})

/** As somebody gives it: a key that is not known is a fault, and not passed over. */
export const GIVEN_SHAPE = v.strictObject({
  ...SHAPES.answer.entries,
  value: v.optional(
    v.union([SHAPES.value, v.pipe(v.number(), v.description('A number may be given as one'))]),
  ),
})

export const STATED_SHAPE = v.object({
  question: text,
  domain: v.optional(v.pipe(text, v.description('Absent: it is about the scope'))),
  version: v.pipe(version, v.description('0: never saved')),
  answer: v.optional(v.pipe(SHAPES.answer, v.description('Absent: there is none'))),
  'to-confirm': v.optional(
    v.pipe(v.literal(true), v.description('It was carried forward, and nobody confirmed it')),
  ),
  'saved-at': v.optional(text),
  'saved-by': v.optional(text),
})

export const PAST_SHAPE = v.object({
  version,
  answer: v.optional(v.pipe(SHAPES.answer, v.description('Absent: it was cleared'))),
  'saved-at': text,
  'saved-by': text,
  'rule-set': v.pipe(text, v.description('Version of the rules under which it was given')),
  moved: v.optional(
    v.pipe(v.literal(true), v.description('Nobody typed it: the draft was moved to another rule set')),
  ),
})

export const STATED_ROW_SHAPE = v.object({
  id: v.pipe(text, v.description('Chosen by whoever adds it: a UUID, so that a row sent twice is one row')),
  version: v.pipe(version, v.description('0: there is no such row')),
  row: v.optional(SHAPES.row),
})

export const REGISTER_SHAPE = v.object({
  register: text,
  version: v.pipe(version, v.description('Of the statement that it is complete')),
  complete: v.pipe(
    v.boolean(),
    v.description('Every row that belongs here is here; until then it answers nothing'),
  ),
  rows: v.pipe(v.array(STATED_ROW_SHAPE), v.description('At most 1,000')),
})

export const RESULTS_SHAPE = v.object({
  status: v.picklist(['draft', 'submitted', 'signed', 'returned', 'superseded']),
  'as-of': v.pipe(text, v.description('The reference date')),
  complete: v.pipe(v.boolean(), v.description('Everything that is asked is answered')),
  overall: SCORE,
  domains: v.array(DOMAIN_SCORE),
})

export const ACTION_SHAPE = v.object({
  id: text,
  title: text,
  owner: v.pipe(text, v.description('Empty: nobody yet')),
  due: v.optional(v.pipe(text, v.isoDate())),
  state: v.picklist(['open', 'done', 'dropped']),
  size: v.optional(text),
  pounds: v.optional(v.pipe(whole, v.description('What is bought, in the first year'))),
  funded: v.pipe(v.boolean(), v.description('The money is approved')),
  overdue: v.boolean(),
  question: v.optional(text),
  reason: v.pipe(text, v.description('Why there is no owner or no day')),
  outcome: v.pipe(text, v.description('What shows that it is done, or why it is not done at all')),
  version: whole,
})

export const OUTCOME_SHAPE = v.object({
  ...SHAPES.said,
  title: text,
  status: v.pipe(
    v.picklist(STANDINGS),
    v.description('By the rule of the framework, or by the judgement in its place'),
  ),
  version: v.pipe(version, v.description('0: nothing has been said')),
})

export const ENTRY_SHAPE = v.object({
  number: v.pipe(whole, v.description('The newer the higher, with gaps')),
  at: v.pipe(text, v.description('ISO 8601, UTC')),
  by: text,
  action: text,
  object: text,
  details: v.record(text, v.union([text, v.number(), v.boolean()])),
  from: v.optional(text),
  hash: text,
})

/** What has a name of its own in the description, and in clients that are generated from it. */
export const NAMED = {
  Key: KEY_SHAPE,
  Question: QUESTION_SHAPE,
  RegisterAsked: REGISTER_ASKED_SHAPE,
  AnswerValue: SHAPES.value,
  Answer: SHAPES.answer,
  GivenAnswer: GIVEN_SHAPE,
  StatedAnswer: STATED_SHAPE,
  PastAnswer: PAST_SHAPE,
  Row: SHAPES.row,
  StatedRow: STATED_ROW_SHAPE,
  Register: REGISTER_SHAPE,
  Results: RESULTS_SHAPE,
  Score: SCORE,
  DomainScore: DOMAIN_SCORE,
  Contribution: CONTRIBUTION,
  Risk: RISK,
  Attack: ATTACK,
  AttackStep: STEP,
  Lesson: LESSON,
  Action: ACTION_SHAPE,
  FrameworkOutcome: OUTCOME_SHAPE,
  TrailEntry: ENTRY_SHAPE,
  WholeAssessment: SHAPES.whole,
  Problem: PROBLEM,
} as const satisfies Readonly<Record<string, v.GenericSchema>>
