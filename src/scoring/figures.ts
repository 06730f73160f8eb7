/** What the compiled scorer finds in one reading, as flat arrays in the orders of the rule set; used again for the next one. */

import type { Readings } from './reading.ts'

export interface Sizes {
  readonly domains: number
  readonly limits: number
  readonly risks: number
  readonly chains: number
  readonly steps: number
  readonly lessons: number
}

export class Figures {
  /** 0–100, after limits and before them. */
  overall = 0
  overallUncapped = 0
  readonly domains: Uint8Array
  readonly uncapped: Uint8Array
  /** 1 where a limit holds: of the domains in their order, then of the whole. */
  readonly limits: Uint8Array
  /** 1–5, by risk. */
  readonly likelihood: Uint8Array
  readonly consequence: Uint8Array
  /** The same before the floor, which may be less than the floor. */
  readonly likelihoodLeft: Int8Array
  readonly consequenceLeft: Int8Array
  /** By chain, over all incidents: position in OUTCOMES. */
  readonly outcomes: Uint8Array
  /** Attack steps passed. */
  readonly reach: Uint8Array
  /** Position in its chain of the step that was stopped, or −1. */
  readonly stoppedAt: Int8Array
  /** 1 where a control stops or detects before the first harm. */
  readonly meets: Uint8Array
  /** By step, over all chains: position in STATUSES. */
  readonly statuses: Uint8Array
  /** What each lesson comes to, as TRUTH; no where it cannot be asked. */
  readonly lessons: Uint8Array

  constructor({ domains, limits, risks, chains, steps, lessons }: Sizes) {
    this.domains = new Uint8Array(domains)
    this.uncapped = new Uint8Array(domains)
    this.limits = new Uint8Array(limits)
    this.likelihood = new Uint8Array(risks)
    this.consequence = new Uint8Array(risks)
    this.likelihoodLeft = new Int8Array(risks)
    this.consequenceLeft = new Int8Array(risks)
    this.outcomes = new Uint8Array(chains)
    this.reach = new Uint8Array(chains)
    this.stoppedAt = new Int8Array(chains)
    this.meets = new Uint8Array(chains)
    this.statuses = new Uint8Array(steps)
    this.lessons = new Uint8Array(lessons)
  }

  /** Likelihood × consequence of a risk. */
  residual(risk: number): number {
    return (this.likelihood[risk] ?? 0) * (this.consequence[risk] ?? 0)
  }
}

/** The figures of one way the unanswered context could turn out, as `Readings`. */
export type FiguresOfReadings = Readonly<Record<keyof Readings, Figures>>
