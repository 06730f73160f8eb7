/** The shapes of `ruleset.yaml`, `scope.yaml`, `contradictions.yaml` and `risks/<risk>.yaml`. */
import * as v from 'valibot'
import { LANGUAGE } from '../languages.ts'
import { cap } from './domain.ts'
import {
  allOrSome,
  chosen,
  cohortText,
  condition,
  date,
  flag,
  id,
  listOf,
  oneOf,
  recordOf,
  rowTest,
  say,
  shape,
  someOf,
  source,
  text,
  textUpTo,
  type RawCondition,
  whole,
} from './words.ts'

const version = v.pipe(
  v.string(say('must be a version', 'Write three numbers with dots, such as 1.0.0.')),
  v.regex(/^\d+\.\d+\.\d+$/, say('is not a version', 'Write three numbers with dots, such as 1.0.0.')),
)
const scale = listOf(shape({ at: whole(1, 5), name: text, reading: text }))

const language = v.pipe(
  v.number(say('must be a number', `Write language: ${LANGUAGE}.`)),
  v.integer(say('must be a whole number', `Write language: ${LANGUAGE}.`)),
  v.minValue(1, say('is no language', `Write language: ${LANGUAGE}.`)),
  v.maxValue(
    LANGUAGE,
    say('is newer than this Ward Round reads', `Write language: ${LANGUAGE}, or take a newer Ward Round.`),
  ),
)

/** Domains whose own score is too low: one of them, or `at-least` so many. */
const weakDomains = shape({
  domains: allOrSome,
  below: whole(1, 100),
  'at-least': v.exactOptional(whole(1, 20)),
})
export type RawWeakDomains = v.InferOutput<typeof weakDomains>

const overallCap = shape({
  ...cap.entries,
  when: chosen<RawCondition | RawWeakDomains>(
    (input) => (typeof input === 'object' && input !== null && 'domains' in input ? weakDomains : condition),
    () => [condition, weakDomains],
  ),
})
export type RawOverallCap = v.InferOutput<typeof overallCap>

/** What must be true of whoever gets a band, beside its words. */
const bandTruth = chosen<RawBandTruth>(
  (input) => {
    const has = (key: string) => typeof input === 'object' && input !== null && key in input
    return has('risks') ? risksTruth : has('domains') ? domainsTruth : attacksTruth
  },
  () => [risksTruth, domainsTruth, attacksTruth],
)
const risksTruth = shape({ risks: id, 'at-most': whole(0, 100) })
const domainsTruth = shape({
  domains: weakDomains.entries.domains,
  below: whole(1, 100),
  'at-most': whole(0, 20),
})
const attacksTruth = shape({ 'attacks-met': whole(0, 100) })
export type RawBandTruth =
  | { risks: string; 'at-most': number }
  | { domains: 'all' | string[]; below: number; 'at-most': number }
  | { 'attacks-met': number }

export const ruleSetFile = shape({
  language,
  id,
  version,
  date,
  status: oneOf(['draft', 'active', 'retired']),
  title: text,
  'no-real-change-below': whole(0, 20),
  bands: someOf(
    shape({
      id,
      name: text,
      from: whole(0, 100),
      means: text,
      'true-when': v.exactOptional(listOf(bandTruth)),
    }),
  ),
  matrix: shape({
    source,
    period: text,
    likelihood: scale,
    consequence: scale,
    bands: someOf(shape({ id, name: text, from: whole(1, 25) })),
  }),
  domains: someOf(shape({ id, weight: whole(1, 6), because: text })),
  caps: v.exactOptional(listOf(overallCap)),
  'seen-when': v.exactOptional(condition),
  'first-look': listOf(id),
  insurer: listOf(shape({ topic: text, questions: someOf(id) })),
  retired: listOf(id),
  changes: someOf(shape({ version, date, for: recordOf(text) })),
  'why-these-domains': someOf(text),
  glossary: listOf(shape({ term: text, means: text })),
})
export type RuleSetFile = v.InferOutput<typeof ruleSetFile>

const contextCommon = {
  id,
  short: v.exactOptional(textUpTo(60)),
  text,
  hint: v.exactOptional(cohortText),
  knows: v.exactOptional(text),
  where: v.exactOptional(text),
  count: v.exactOptional(text),
  not: v.exactOptional(text),
}

export const scopeFile = shape({
  title: text,
  lead: text,
  questions: someOf(
    v.variant(
      'type',
      [
        shape({ ...contextCommon, type: v.literal('text') }),
        shape({
          ...contextCommon,
          type: v.literal('choice'),
          from: v.exactOptional(oneOf(['organisation'])),
          'for-the-record': v.exactOptional(flag),
          options: someOf(shape({ id, text })),
        }),
      ],
      say('is not a type of context question', 'Write type: text or choice.'),
    ),
  ),
})
export type ScopeFile = v.InferOutput<typeof scopeFile>

/** One of the two numbers of a percentage question. */
const total = shape({ answer: id, total: oneOf(['count', 'of']) })
export const contradictionsFile = shape({
  'total-checks': v.exactOptional(listOf(shape({ id, part: total, whole: total, why: text, ask: text }))),
  contradictions: listOf(
    shape({
      id,
      first: condition,
      second: condition,
      kind: oneOf(['clash', 'unknowable', 'hard-to-hold']),
      why: text,
      ask: text,
    }),
  ),
  'register-checks': v.exactOptional(
    listOf(
      shape({
        id,
        register: id,
        rows: someOf(rowTest),
        answer: v.exactOptional(
          chosen<RawRegisterAnswer>(
            (input) =>
              typeof input === 'object' && input !== null && 'ticks' in input ? ticks : isNotApplicable,
            () => [ticks, isNotApplicable],
          ),
        ),
        why: text,
        ask: text,
      }),
    ),
  ),
})
const ticks = shape({ answer: id, ticks: id })
const isNotApplicable = shape({
  answer: id,
  'is-not-applicable': v.literal(true, say('must be true', 'Write true.')),
})
type RawRegisterAnswer = v.InferOutput<typeof ticks> | v.InferOutput<typeof isNotApplicable>
export type ContradictionsFile = v.InferOutput<typeof contradictionsFile>

export const riskFile = shape({
  id,
  short: textUpTo(60),
  title: text,
  hazards: someOf(text),
  inherent: shape({
    likelihood: whole(1, 5),
    'likelihood-because': text,
    consequence: whole(1, 5),
    'consequence-because': text,
  }),
  'lowered-by': someOf(
    shape({
      when: condition,
      likelihood: v.exactOptional(whole(1, 4)),
      consequence: v.exactOptional(whole(1, 4)),
      because: text,
    }),
  ),
  'never-below': shape({
    likelihood: whole(1, 5),
    'likelihood-because': text,
    consequence: whole(1, 5),
    'consequence-because': text,
  }),
  'rests-on': someOf(id),
  source,
})
export type RiskFile = v.InferOutput<typeof riskFile>
