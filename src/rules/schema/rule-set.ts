/** The shapes of `ruleset.yaml`, `scope.yaml`, `contradictions.yaml` and `risks/<risk>.yaml`. */
import * as v from 'valibot'
import { LANGUAGE } from '../languages.ts'
import { cap } from './domain.ts'
import {
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

export const ruleSetFile = shape({
  language,
  id,
  version,
  date,
  status: oneOf(['draft', 'active', 'retired']),
  title: text,
  framework: shape({ id: text, title: text, outcomes: recordOf(text) }),
  'no-real-change-below': whole(0, 20),
  bands: someOf(shape({ id, name: text, from: whole(0, 100), means: text })),
  matrix: shape({
    source,
    period: text,
    likelihood: scale,
    consequence: scale,
    bands: someOf(shape({ id, name: text, from: whole(1, 25) })),
  }),
  domains: someOf(shape({ id, weight: oneOf([3, 2, 1]), because: text })),
  caps: v.exactOptional(listOf(cap)),
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
  caf: v.exactOptional(listOf(text)),
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
          'among-the-80': v.exactOptional(flag),
          'for-the-record': v.exactOptional(flag),
          options: someOf(shape({ id, text })),
        }),
      ],
      say('is not a type of context question', 'Write type: text or choice.'),
    ),
  ),
})
export type ScopeFile = v.InferOutput<typeof scopeFile>

export const contradictionsFile = shape({
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
          v.lazy((input) =>
            typeof input === 'object' && input !== null && 'ticks' in input ? ticks : isNotApplicable,
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
