/** The shape of `calibration.yaml`: what must hold of made-up organisations, each with its reason. */
import * as v from 'valibot'
import { number, oneOf, say, shape, someOf, text, whole } from './words.ts'

const share = v.pipe(
  number,
  v.minValue(0, say('is below 0', 'Write a number from 0 to 1.')),
  v.maxValue(1, say('is above 1', 'Write a number from 0 to 1.')),
)
const because = text

/** What is measured of one organisation. */
export const measures = ['overall', 'extreme-risks', 'attacks-met'] as const

const target = v.variant(
  'kind',
  [
    shape({ kind: v.literal('mean'), of: oneOf(measures), at: share, from: number, to: number, because }),
    shape({ kind: v.literal('rising'), because }),
    shape({ kind: v.literal('residuals-fall'), from: share, to: share, percent: number, because }),
    shape({
      kind: v.literal('graded-risks'),
      at: share,
      /** The first of the steps that lower a risk holds in so many percent of draws, in all risks and in most. */
      first: whole(0, 100),
      'first-of-most': whole(0, 100),
      most: whole(0, 100),
      /** The last holds in at most so many percent. */
      last: whole(0, 100),
      /** Each risk takes at least so many values. */
      values: whole(1, 25),
      because,
    }),
    shape({
      kind: v.literal('bands-of-risks'),
      from: share,
      to: share,
      percent: whole(0, 100),
      risks: whole(1, 100),
      because,
    }),
    shape({ kind: v.literal('no-miracle'), answers: whole(1, 3), attacks: whole(0, 100), because }),
    shape({ kind: v.literal('answers-matter'), at: share, attacks: number, answers: whole(0, 300), because }),
    shape({
      kind: v.literal('answers-hold'),
      later: whole(0, 300),
      residual: whole(1, 400),
      answers: whole(0, 300),
      because,
    }),
    shape({ kind: v.literal('bands-true'), percent: whole(0, 100), because }),
    shape({
      kind: v.literal('points-and-effect'),
      at: share,
      draws: whole(10, 1000),
      spearman: share,
      because,
    }),
    shape({ kind: v.literal('domain-points'), ratio: number, because }),
    shape({ kind: v.literal('every-question-serves'), 'by-lessons-alone': whole(0, 300), because }),
    /** Of what as many questions settle that are chosen one by one. */
    shape({ kind: v.literal('first-look-settles'), percent: whole(0, 100), because }),
    shape({ kind: v.literal('evidence-of-mixed-age'), months: whole(1, 60), median: whole(0, 100), because }),
    shape({ kind: v.literal('evidence-that-lapsed'), attacks: whole(0, 100), because }),
  ],
  say('is no kind of target', 'See rules/calibration.yaml for those that there are.'),
)
export type RawTarget = v.InferOutput<typeof target>

export const calibrationFile = shape({
  seed: text,
  draws: whole(10, 2000),
  spread: share,
  shift: share,
  targets: someOf(target),
})
export type CalibrationFile = v.InferOutput<typeof calibrationFile>
