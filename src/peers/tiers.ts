/**
 * A release → the part of it that is built to be published: without question shares, incident exposure and lessons, which participants only read.
 * Source: src/README.md, peers.
 */

import type { Figures, Release } from './model.ts'

/** What participants only read, with nothing in it. */
const NOTHING = {
  questions: [],
  incidents: [],
  lessons: [],
  protects: [],
} as const satisfies Partial<Figures>

/** The release as an organisation reads it that took no part. */
export function publishableOf(release: Release): Release {
  return {
    ...release,
    cohorts: release.cohorts.map((cohort) => ({ ...cohort, figures: { ...cohort.figures, ...NOTHING } })),
  }
}
