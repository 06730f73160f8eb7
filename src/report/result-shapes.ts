/**
 * What the engine finds, as shapes for other doors: of the types of `src/scoring/model.ts`, which the compiler holds them against.
 * They are loose: what a later method adds is no fault.
 */
import * as v from 'valibot'
import type { DomainResult, IncidentResult, LessonResult, RiskResult, ScoreResult } from '../scoring/model.ts'

const say = v.description
const text = v.string()
const whole = v.pipe(v.number(), v.integer())
const yesNo = v.boolean()
const notKnown = v.pipe(v.array(text), say('Ids of questions, not known or unanswered, that could change it'))

export const CONTRIBUTION = v.looseObject({
  kind: v.picklist(['question', 'domain', 'rounding', 'cap']),
  id: text,
  hundredths: v.pipe(whole, say('Of a point; of a limit below 0 where it lowers the score')),
  value: v.exactOptional(v.pipe(whole, say('Credit of the answer or score of the domain, 0 to 100'))),
  weight: v.exactOptional(whole),
  level: v.exactOptional(v.pipe(text, say('Id of the level that counted'))),
  wouldLeave: v.exactOptional(v.pipe(whole, say('The score that this limit alone would leave'))),
})

const scored = {
  score: v.pipe(v.nullable(whole), say('0 to 100; null while it is not complete')),
  band: v.nullable(text),
  low: v.pipe(whole, say('With everything unanswered at its worst')),
  high: whole,
  assured: v.pipe(whole, say('What evidence carries')),
  contributions: v.pipe(
    v.array(CONTRIBUTION),
    say('They add up to 100 times the score, or times "low" while it is not complete'),
  ),
  caps: v.pipe(
    v.array(v.looseObject({ id: text, atMost: whole, binds: yesNo })),
    say('Limits that hold; one that binds lowers the score'),
  ),
}

export const SCORE = v.looseObject(scored) satisfies v.GenericSchema<unknown, ScoreResult>

export const DOMAIN_SCORE = v.looseObject({ id: text, ...scored }) satisfies v.GenericSchema<
  unknown,
  DomainResult
>

export const RISK = v.looseObject({
  id: text,
  inherent: whole,
  residual: v.pipe(whole, say('Likelihood times consequence, with everything not known at its worst')),
  likelihood: whole,
  consequence: whole,
  low: v.pipe(whole, say('The residual with everything not known at its best')),
  high: whole,
  assured: v.pipe(whole, say('The residual that evidence carries')),
  band: text,
  lowerings: v.array(v.looseObject({ holds: v.picklist(['yes', 'no', 'not-known']), assured: yesNo })),
  notKnown,
}) satisfies v.GenericSchema<unknown, RiskResult>

const outcomes = ['not-exposed', 'stopped', 'cut-short', 'seen', 'limited', 'open', 'not-testable'] as const
const outcome = v.nullable(v.picklist(outcomes))
const stepStatus = v.picklist([
  ...(['stopped', 'seen', 'limited', 'open', 'not-testable'] as const),
  ...(['passed-over', 'not-reached'] as const),
])
const walk = v.nullable(
  v.looseObject({ outcome: v.picklist(outcomes), reach: whole, stoppedAt: v.nullable(text) }),
)

const CONTROL = v.looseObject({
  questions: v.pipe(v.array(text), say('Ids of those that it reads')),
  role: v.picklist(['stops', 'detects', 'limits']),
  strength: v.picklist(['confirmed', 'reported', 'inferred', 'alleged']),
  declared: v.picklist(['yes', 'no', 'not-known', 'absent']),
  assured: yesNo,
  unheeded: v.pipe(yesNo, say('It would show the attack, and nobody would act on that in time')),
})

export const STEP = v.looseObject({
  id: text,
  kind: v.picklist(['attack', 'response', 'harm']),
  status: v.pipe(stepStatus, say('With everything not known at its worst')),
  best: stepStatus,
  assured: stepStatus,
  words: v.picklist([
    ...(['evidenced', 'on-your-word', 'not-known', 'not-here'] as const),
    ...(['nothing', 'cannot-be-tested', 'not-reached'] as const),
  ]),
  controls: v.array(CONTROL),
  notKnown,
})

export const ATTACK = v.looseObject({
  id: text,
  chain: v.pipe(
    v.nullable(v.picklist(['in-your-place', 'as-a-customer'])),
    say('null: an exercise, which is never replayed'),
  ),
  outcome: v.nullable(v.picklist([...outcomes, 'not-known'])),
  reach: v.pipe(v.nullable(whole), say('Attack steps passed')),
  stoppedAt: v.nullable(text),
  assuredOutcome: outcome,
  assuredReach: v.nullable(whole),
  atWorst: walk,
  atBest: walk,
  cheapest: v.pipe(
    v.nullable(
      v.array(
        v.looseObject({
          question: text,
          action: v.picklist(['raise', 'find-out']),
          to: v.pipe(text, say('Id of the level')),
          cost: v.pipe(whole, say('Levels')),
        }),
      ),
    ),
    say('The fewest raised answers that would stop it; null: nothing published would have'),
  ),
  steps: v.array(STEP),
  counted: v.pipe(yesNo, say('It enters the counts: its way in is published, and it is exposed here')),
  meets: v.nullable(v.picklist(['on-evidence', 'on-paper', 'none'])),
  meetsNotKnown: yesNo,
}) satisfies v.GenericSchema<unknown, IncidentResult>

export const LESSON = v.looseObject({
  id: text,
  learned: v.picklist(['on-evidence', 'on-paper', 'no', 'not-known', 'not-here', 'cannot-be-asked']),
  notKnown,
}) satisfies v.GenericSchema<unknown, LessonResult>
