/**
 * The shape of a whole assessment as one JSON document, and the JSON Schema that is published of it.
 * Only the part `answers` can come in again; the others say how it stood when it was made.
 */

import * as v from 'valibot'
import { FORMAT } from '../answers/opening.ts'
import type { WrittenAnswers } from '../answers/written.ts'
import { GROUPS, SAYINGS } from '../caf/model.ts'
import type { Result } from '../scoring/model.ts'
import { ATTACK, DOMAIN_SCORE, LESSON, RISK, SCORE } from './result-shapes.ts'

const say = v.description
const text = v.string()
const whole = v.pipe(v.number(), v.integer())
const time = v.pipe(text, say('ISO 8601, UTC'))
const date = v.pipe(text, v.isoDate())
const digest = v.pipe(text, v.regex(/^[0-9a-f]{64}$/), say('SHA-256, hexadecimal'))
const questionId = v.pipe(text, say('Id of a question of the rule set'))

const value = v.pipe(
  v.union([text, v.array(text), v.strictObject({ count: whole, of: whole })]),
  say(
    'Id of a level; ids of ticked items; two counts; a number or a date as text; or dont-know, none-exist, never or not-measured',
  ),
)

const evidence = v.object({
  evidence: v.pipe(text, say('Where it lies')),
  'evidence-date': v.pipe(date, say('Of what it shows')),
  'shows-reference-date': v.optional(
    v.pipe(v.literal(true), say('It is newer, and somebody says that it shows how things were on that date')),
  ),
})

const answer = v.object({
  value: v.optional(value),
  'not-applicable': v.optional(v.pipe(text, say('The reason, in place of a value'))),
  assurance: v.optional(v.pipe(v.literal('evidenced'), say('Absent: on their word'))),
  ...v.partial(evidence).entries,
  comment: v.optional(text),
  meant: v.optional(v.pipe(v.literal(true), say('A value that looks like a slip is meant'))),
})

const row = v.objectWithRest(
  {
    evidence: v.optional(v.record(questionId, evidence)),
    meant: v.optional(v.literal(true)),
  },
  v.pipe(text, say('A cell, by the id of its column')),
)

const answers = v.pipe(
  v.object({
    organisation: v.object({ name: text, cohort: text }),
    'as-of': v.pipe(date, say('The reference date')),
    answers: v.pipe(
      v.record(questionId, v.union([text, answer])),
      say('By question; of the scope the value alone. A question that is not here is not answered'),
    ),
    registers: v.record(text, v.object({ complete: v.boolean(), rows: v.array(row) })),
  }),
  say(
    'Exactly an answers file of the command line: "npx wardround score" recomputes the results from it, and it can come in again',
  ),
)

const results = v.pipe(
  v.looseObject({
    overall: SCORE,
    domains: v.array(DOMAIN_SCORE),
    risks: v.array(RISK),
    incidents: v.array(ATTACK),
    lessons: v.array(LESSON),
  }),
  say('What "npx wardround score --json" prints under the same rule set'),
)

const said = {
  framework: v.pipe(text, say('Id of the framework that an operator loaded')),
  system: v.pipe(text, say('Id of a row of the register of critical systems; or whole, the organisation')),
  outcome: v.pipe(text, say('Its code, such as A1.a')),
  statements: v.pipe(
    v.record(text, v.picklist(SAYINGS)),
    say('By group and code, such as achieved_A1.a.5; one that is not here was not answered'),
  ),
  'other-controls': v.record(text, text),
  judgement: v.optional(v.pipe(v.picklist(GROUPS), say('In place of what the rule of the framework gives'))),
  because: v.pipe(text, say('Why that judgement holds')),
  summary: text,
  version: whole,
  'saved-at': v.optional(time),
  'saved-by': v.optional(text),
}

const given = v.pipe(v.looseObject({}), say('As the service keeps it'))

const shape = v.object({
  format: v.literal(FORMAT),
  version: v.literal(1),
  marking: v.pipe(text, say('How the document is to be handled')),
  made: time,
  assessment: v.object({
    id: text,
    period: text,
    status: v.picklist(['draft', 'submitted', 'signed', 'returned', 'superseded']),
    'signed-at': v.optional(time),
  }),
  'rule-set': v.object({
    id: text,
    version: text,
    digest: v.pipe(digest, say('Of all its files, those of frameworks too')),
    framework: v.pipe(text, say('Id of the framework of the period')),
  }),
  answers,
  method: v.pipe(whole, say('Number of the method that computed the results')),
  results,
  'to-confirm': v.pipe(
    v.record(questionId, given),
    say('Answers that were carried forward and nobody has confirmed, with the evidence that they had'),
  ),
  verified: v.record(questionId, v.object({ by: text, how: v.optional(text) })),
  reviews: v.array(
    v.object({
      question: questionId,
      finding: text,
      how: text,
      independence: text,
      note: text,
      value: given,
      evidence: v.optional(text),
      'evidence-date': v.optional(text),
      at: time,
      by: text,
    }),
  ),
  evidence: v.pipe(
    v.array(
      v.object({
        question: questionId,
        kind: v.picklist(['link', 'file']),
        title: text,
        place: v.optional(text),
        dated: date,
        owner: text,
        type: v.optional(text),
        bytes: whole,
        sha256: v.optional(digest),
        'added-at': time,
        'added-by': text,
        'ended-at': v.optional(v.pipe(time, say('It was withdrawn, or a newer one replaced it'))),
      }),
    ),
    say('The list; the files themselves stay in the service'),
  ),
  statements: v.pipe(
    v.array(
      v.object({
        register: v.pipe(text, say('Id of the register')),
        row: v.pipe(whole, say('Number of its row in the answers, the first is 1')),
        'stated-on': v.pipe(date, say('As the supplier says')),
        'stated-by': v.pipe(text, say('Their role there')),
        cells: v.pipe(v.record(text, text), say('What it states, by the id of the column')),
        'received-at': time,
        'received-by': text,
      }),
    ),
    say('The newest word of each supplier. It counts nowhere, and does not come in again'),
  ),
  explanations: v.record(v.pipe(text, say('What is explained')), text),
  notes: v.pipe(v.record(text, text), say('To the SIRO, by domain')),
  comments: v.array(
    v.object({ question: questionId, text, at: time, by: text, 'resolved-at': v.optional(time) }),
  ),
  history: v.pipe(
    v.array(
      v.object({
        question: questionId,
        version: whole,
        answer: v.optional(given),
        'saved-at': time,
        'saved-by': text,
      }),
    ),
    say('Every version of every answer, the oldest first; without an answer: it was cleared'),
  ),
  'sign-off': v.array(v.object({ kind: text, at: time, by: text, text })),
  caf: v.optional(
    v.pipe(
      v.array(v.object(said)),
      say(
        'What the organisation says of the outcomes of an official framework: out only, and no signature covers it',
      ),
    ),
  ),
})

/** Of the document and its parts, for other doors that give or take them. */
export const SHAPES = { whole: shape, value, answer, row, said } as const

type Shape = v.InferOutput<typeof shape>

/** A whole assessment. What is undefined in it is not written. */
export type WholeAssessment = Omit<Shape, 'answers' | 'results' | 'to-confirm' | 'history' | 'reviews'> & {
  readonly answers: WrittenAnswers
  readonly results: Result
  readonly 'to-confirm': Readonly<Record<string, object>>
  readonly reviews: readonly (Omit<Shape['reviews'][number], 'value'> & { readonly value: object })[]
  readonly history: readonly (Omit<Shape['history'][number], 'answer'> & {
    readonly answer: object | undefined
  })[]
}

let schema: Promise<object> | undefined

/** The JSON Schema, of draft 2020-12. */
export function describeWholeAssessment(): Promise<object> {
  schema ??= import('@valibot/to-json-schema').then(({ toJsonSchema }) => ({
    title: 'A whole assessment of Ward Round, version 1',
    ...toJsonSchema(shape, { target: 'draft-2020-12' }),
  }))
  return schema
}
