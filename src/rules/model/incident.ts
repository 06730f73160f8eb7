/** A dossier: facts with their confidence, chains of steps with controls, lessons and sources; and what is known around all of them. */

import type { Condition } from './basics.ts'

export type Confidence =
  | 'confirmed'
  | 'reported'
  | 'claimed'
  | 'alleged'
  | 'inferred'
  | 'unknown'
  | 'would-not-confirm'

export interface Fact {
  readonly text: string
  readonly confidence: Confidence
  readonly via?: string
  /** Ids of the dossier's sources. */
  readonly sources: readonly string[]
}

/** What a source says of a control: it was missing, it worked, or it set how much harm was done. */
export type Confirmed = 'missing' | 'worked' | 'set-the-harm'

export interface Control {
  readonly when: Condition
  readonly role: 'stops' | 'detects' | 'limits'
  readonly strength: 'confirmed' | 'reported' | 'inferred' | 'alleged'
  /** What was confirmed, of which questions of its condition; empty unless the strength is confirmed. */
  readonly confirmed: readonly { readonly question: number; readonly what: Confirmed }[]
  readonly because: string
}

/** What an incident teaches. One that several dossiers teach is one lesson. */
export interface Lesson {
  readonly id: string
  readonly text: string
  /** Undefined: it cannot be asked of a trust, for the reason in `cannotBeAsked`. */
  readonly learnedWhen?: Condition
  readonly cannotBeAsked?: string
}

export interface Step {
  readonly id: string
  readonly text: string
  readonly kind: 'attack' | 'response' | 'harm'
  /** It comes whatever happened before. */
  readonly always: boolean
  readonly confidence: Confidence
  readonly via?: string
  /** ATT&CK technique ids, our reading. */
  readonly techniques: readonly string[]
  readonly controls: readonly Control[]
  /** Why no control is named; undefined when there are controls. */
  readonly notTestable?: string
}

export type Vantage = 'in-your-place' | 'as-a-customer'

export interface Chain {
  readonly vantage: Vantage
  readonly steps: readonly Step[]
}

export interface IncidentSource {
  readonly id: string
  readonly title: string
  readonly publisher?: string
  readonly date?: string
  readonly url?: string
  /** Month in which we read it. */
  readonly read?: string
}

export interface Incident {
  readonly id: string
  readonly title: string
  readonly asAt: string
  readonly kind: 'dossier' | 'exercise'
  /** What is known of how the attackers got in; undefined for an exercise. */
  readonly wayIn?: 'published' | 'reported' | 'alleged' | 'unknown'
  readonly role: string
  readonly happened: string
  readonly summary: string
  readonly exposedWhen?: Condition
  readonly organisations: readonly {
    readonly name: string
    readonly ods?: string
    readonly note?: string
    readonly confidence: Confidence
    readonly sources: readonly string[]
  }[]
  readonly facts: readonly Fact[]
  readonly regulatory: readonly Fact[]
  readonly chains: readonly Chain[]
  readonly notKnown: readonly string[]
  readonly lessons: readonly Lesson[]
  readonly sources: readonly IncidentSource[]
  readonly leftOut: readonly string[]
  readonly note?: string
  readonly exercise?: {
    readonly scene: string
    readonly ask: readonly string[]
    /** Indices of the questions to discuss. */
    readonly answers: readonly number[]
  }
}

/** Something that others thought or planned when the domains were chosen. It moves no weight. */
export interface BackgroundItem {
  readonly id: string
  readonly text: string
  /** Ids of the domains that it bears on. */
  readonly domains: readonly string[]
  readonly confidence: Confidence
  readonly noWeightBecause: string
  readonly notKnown?: string
  /** At least one, each read. */
  readonly sources: readonly Omit<IncidentSource, 'id'>[]
}
