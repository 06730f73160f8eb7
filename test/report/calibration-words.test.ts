/** What each target of a calibration wants, in words with its own figures. */

import { expect, test } from 'vitest'
import { findingLine, wantedWords } from '../../src/report/calibration.ts'
import type { RawTarget } from '../../src/rules/schema/calibration.ts'

test.each<[Record<string, unknown>, string]>([
  [
    { kind: 'mean', of: 'overall', at: 0.5, from: 40, to: 60 },
    'overall score, median at maturity 0.5: 40 to 60',
  ],
  [
    { kind: 'mean', of: 'extreme-risks', at: 0.5, from: 1, to: 2 },
    'extreme risks, mean at maturity 0.5: 1 to 2',
  ],
  [
    { kind: 'mean', of: 'attacks-met', at: 0.5, from: 1, to: 2 },
    'counted attacks met, mean at maturity 0.5: 1 to 2',
  ],
  [{ kind: 'rising' }, 'each figure moves the right way with each step of maturity'],
  [
    { kind: 'residuals-fall', percent: 5, from: 0.2, to: 0.8 },
    'residual risks together fall by 5% or more with each step from 0.2 to 0.8',
  ],
  [
    { kind: 'graded-risks', at: 0.5, first: 1, most: 2, 'first-of-most': 3, last: 4, values: 5 },
    'at 0.5 the first step of a risk holds in 1% of draws or more, in 2 risks in 3%; the last in 4% at most; each risk takes 5 values or more',
  ],
  [
    { kind: 'bands-of-risks', risks: 3, percent: 10 },
    'each band of the matrix is reached by 3 risks or more in 10% of draws',
  ],
  [{ kind: 'no-miracle', answers: 1, attacks: 3 }, 'the best answer, all others at worst, meets 3 or fewer'],
  [
    { kind: 'no-miracle', answers: 2, attacks: 3 },
    'the best 2 answers, all others at worst, meet 3 or fewer',
  ],
  [
    { kind: 'answers-matter', at: 0.5, answers: 20, attacks: 0.1 },
    'at 0.5, 20 answers or more lose 0.1 attacks on average when put to their worst',
  ],
  [
    { kind: 'answers-hold', later: 1, answers: 2, residual: 3 },
    'from all at best, 1 answers or more let an attack go further, and 2 move residual risks by 3',
  ],
  [{ kind: 'bands-true', percent: 5 }, 'what stands beside a band is untrue of 5% at most'],
  [{ kind: 'points-and-effect', spearman: 0.4 }, 'points and effects rank alike: 0.4 or more (Spearman)'],
  [
    { kind: 'domain-points', ratio: 2 },
    'a point of question weight is worth at most 2 times as much in one domain as in another',
  ],
  [
    { kind: 'every-question-serves', 'by-lessons-alone': 2 },
    'every question serves a risk, a replay or a limit; a lesson alone at most 2',
  ],
  [
    { kind: 'first-look-settles', percent: 80 },
    'the first look settles 80% or more of what as many questions do, chosen one by one',
  ],
  [
    { kind: 'evidence-of-mixed-age', months: 18, median: 40 },
    'all at best, evidence spread over 18 months: 40 or more on evidence',
  ],
  [{ kind: 'evidence-that-lapsed', attacks: 0 }, 'evidence older than it lasts meets 0 attacks'],
])('%o wants: %s', (target, words) => expect(wantedWords(target as unknown as RawTarget)).toBe(words))

test('a target holds, or says aloud that it does not', () => {
  const target = { kind: 'rising', because: 'Because.' } as RawTarget
  const wanted = wantedWords(target)
  expect(findingLine({ target, holds: true, found: 'always' })).toBe(
    `holds: ${wanted}. Found: always. Because.`,
  )
  expect(findingLine({ target, holds: false, found: 'never' })).toBe(
    `DOES NOT HOLD: ${wanted}. Found: never. Because.`,
  )
})
