/** What an organisation said of the outcomes of a loaded framework → how each stands, against each profile, and beside the other version. */

import { type SaidOutcome, type Standing, standingOf } from '../caf/answered.ts'
import { type AgainstProfile, compareProfile, requirementOf } from '../caf/decide.ts'
import { GROUPS, keyOf, type OfficialFramework, type Outcome, type Status } from '../caf/model.ts'
import type { Fill } from '../charts/marks.ts'
import type { StripChart } from '../charts/strips.ts'
import { writeTable } from '../exchange/csv.ts'
import type { Framework } from '../rules/model.ts'
import { AGAINST, possibleWords, statusWords } from './caf.ts'
import { countWords, joinWords, lowerFirst } from './words.ts'

export interface Loaded {
  readonly framework: Framework
  readonly official: OfficialFramework
}
/** What is said of one outcome, of any framework and system. */
export interface SaidOf {
  readonly frameworkId: string
  readonly systemId: string
  readonly outcome: string
  readonly value: SaidOutcome | undefined
}

export interface OutcomeRow {
  readonly outcome: Outcome
  readonly standing: Standing
  /** Of each profile of the file, in its order. */
  readonly profiles: readonly {
    readonly name: string
    readonly asked: Status | undefined
    readonly against: AgainstProfile
  }[]
  /** How it stands in the other version, and how the two relate; undefined where no other is loaded. */
  readonly beside: string | undefined
}

export interface OutcomesOf {
  readonly rows: readonly OutcomeRow[]
  /** Short name of the other version that is loaded. */
  readonly besideName: string | undefined
}

/** Every outcome of one framework, for one system or the whole. */
export function describeOutcomes(
  all: readonly Loaded[],
  { framework, official }: Loaded,
  said: readonly SaidOf[],
  systemId: string,
): OutcomesOf {
  const standing = (id: string, outcome: Outcome) =>
    standingOf(
      outcome,
      said.find((one) => one.frameworkId === id && one.systemId === systemId && one.outcome === outcome.code)
        ?.value,
    )
  const other = otherOf(all, framework)
  const rows = official.outcomes.map((outcome): OutcomeRow => {
    const stands = standing(framework.id, outcome)
    return {
      outcome,
      standing: stands,
      profiles: official.profiles.map((name) => ({
        name,
        asked: requirementOf(outcome, name),
        against: compareProfile(outcome, name, stands.possible),
      })),
      beside:
        other === undefined
          ? undefined
          : besideWords(framework, other, outcome.code, (one) =>
              standingWords(standing(other.framework.id, one)),
            ),
    }
  })
  return { rows, besideName: other?.framework.short }
}

/** The version before, or else the one after. */
function otherOf(all: readonly Loaded[], { id, relatesTo }: Framework): Loaded | undefined {
  return (
    all.find((one) => one.framework.id === relatesTo?.framework) ??
    all.find((one) => one.framework.relatesTo?.framework === id)
  )
}

function besideWords(
  framework: Framework,
  { framework: other, official }: Loaded,
  code: string,
  words: (outcome: Outcome) => string,
): string {
  const [codes, lead] = relatedCodes(framework, other, code)
  const found = codes.map((one) => {
    const outcome = official.outcomes.find((each) => each.code === one)
    return `${one}: ${outcome === undefined ? 'not in the file' : lowerFirst(words(outcome))}`
  })
  return found.length === 0 ? lead : `${lead}${found.join('; ')}`
}

/** The codes in the other version, and words before them. */
function relatedCodes(
  { relatesTo, short }: Framework,
  other: Framework,
  code: string,
): readonly [codes: readonly string[], lead: string] {
  if (relatesTo?.framework === other.id) {
    const relation = relatesTo.outcomes[code]
    if (relation === undefined || relation.from.length === 0) return [[], `New in ${short}`]
    return [
      relation.from,
      { same: '', renamed: '', moved: 'Was ', split: 'Holds part of ', new: '' }[relation.kind],
    ]
  }
  const after = Object.entries(other.relatesTo?.outcomes ?? {}).filter(([, { from }]) => from.includes(code))
  if (after.length === 0) return [[], `Gone in ${other.short}`]
  const isSplit = after.some(([, { kind }]) => kind === 'split')
  return [
    after.map(([one]) => one),
    isSplit ? 'Part of it is in ' : after.some(([, { kind }]) => kind === 'moved') ? 'Is now ' : '',
  ]
}

/** How an outcome stands, in a few words. */
export function standingWords({ possible, answered, isJudged, isStale }: Standing): string {
  if (isStale) return 'Asked again'
  const words = possibleWords(possible, answered)
  return isJudged ? `${words}, by your judgement` : words
}

/** How an outcome can stand, for programs. */
export const STANDINGS = [...GROUPS, 'not-known', 'not-answered', 'not-computable', 'asked-anew'] as const

export function standingId({
  possible,
  answered,
  isStale,
}: Pick<Standing, 'possible' | 'answered' | 'isStale'>): (typeof STANDINGS)[number] {
  const [one, other] = possible
  if (isStale) return 'asked-anew'
  if (one === undefined) return 'not-computable'
  if (other === undefined) return one
  return answered === 0 ? 'not-answered' : 'not-known'
}

/** What all of it comes to, in one sentence without a full stop. */
export function outcomesSentence({ rows }: OutcomesOf): string {
  return `Of ${countWords(rows.length, 'outcome')}: ${countsWords(rows)}`
}

/** `3 achieved, 1 not known and 7 not answered`. */
export function countsWords(rows: readonly OutcomeRow[]): string {
  const known = GROUPS.toReversed().map(
    (status) =>
      [
        rows.filter(({ standing: { possible } }) => possible.length === 1 && possible[0] === status).length,
        lowerFirst(statusWords(status)),
      ] as const,
  )
  const open = rows.filter(({ standing }) => standing.possible.length > 1)
  const unanswered = open.filter(({ standing }) => standing.answered === 0).length
  const counts = [
    ...known,
    [open.length - unanswered, 'not known'] as const,
    [unanswered, 'not answered'] as const,
    [rows.filter(({ standing }) => standing.possible.length === 0).length, 'cannot be computed'] as const,
  ].flatMap(([n, words]) => (n === 0 ? [] : [`${n} ${words}`]))
  return joinWords(counts)
}

/** A strip an objective, a box an outcome. */
export function chartOutcomes({ rows }: OutcomesOf): StripChart {
  const fillOf = ({ standing: { possible } }: OutcomeRow): Fill =>
    possible.length === 1 && possible[0] !== undefined ? FILLS[possible[0]] : 'unknown'
  const objectives = [...new Set(rows.map(({ outcome }) => outcome.objective))]
  const of = (objective: string) => rows.filter(({ outcome }) => outcome.objective === objective)
  return {
    id: 'outcomes',
    title: 'How each outcome stands',
    description: objectives.map((one) => `${one}: ${countsWords(of(one))}`).join('. '),
    samples: [
      ...GROUPS.toReversed().map((status) => ({
        fill: FILLS[status],
        text: lowerFirst(statusWords(status)),
      })),
      { fill: 'unknown', text: 'not known, not answered or not to be computed' },
    ],
    rows: objectives.map((objective) => {
      const fills = of(objective).map(fillOf)
      const achieved = fills.filter((fill) => fill === FILLS.achieved).length
      return {
        label: objective,
        parts: [...Object.values(FILLS), 'unknown' as const].map((fill) => ({
          fill,
          count: fills.filter((one) => one === fill).length,
        })),
        says: `${achieved} of ${fills.length}`,
      }
    }),
  }
}

const FILLS = {
  achieved: 'shown',
  'partially-achieved': 'said',
  'not-achieved': 'nothing',
} as const satisfies Readonly<Record<Status, Fill>>

/** How all of it compares with one profile; an outcome without a requirement counts as neither met nor not met. */
export function profileSentence({ rows }: OutcomesOf, profile: string): string {
  const of = (against: AgainstProfile) =>
    rows.filter(({ profiles }) => profiles.some((one) => one.name === profile && one.against === against))
      .length
  const asked = rows.length - of('no-requirement')
  const none =
    of('no-requirement') === 0 ? '' : ` ${countWords(of('no-requirement'), 'outcome')} without a requirement.`
  return `The profile ${profile} asks something of ${asked}: ${of('met')} met, ${of('not-met')} not met, ${of('not-known')} not known.${none}`
}

const FIRST = [
  'framework',
  'outcome',
  'name',
  'status',
  'by',
  'rule_gives',
  'statements_answered',
  'statements',
]
const LAST = ['why_in_place_of_the_rule', 'other_controls', 'summary']

/** Every outcome of the framework in the toolkit's order, also those that the file does not have; what was typed too. */
export function tableOutcomes(
  marking: string,
  { framework, official }: Loaded,
  { rows }: OutcomesOf,
  said: readonly SaidOf[],
): string {
  const header = [...FIRST, ...official.profiles.flatMap((name) => [`${name}_asks`, name]), ...LAST]
  const table = Object.entries(framework.outcomes).map(([code, name]) => {
    const row = rows.find(({ outcome }) => outcome.code === code)
    const start = [framework.short, code, name]
    if (row === undefined) return [...start, 'Not in the file', ...Array<string>(header.length - 4).fill('')]
    const { standing, profiles, outcome } = row
    const { possible, byRule, answered, of, isJudged, isStale } = standing
    const value = said.find((one) => one.outcome === code)?.value
    const controls = outcome.indicators.flatMap((one) => {
      const control = value?.controls[keyOf(one)]
      return control === undefined ? [] : [`${one.code}: ${control}`]
    })
    return [
      ...start,
      isStale ? 'Asked again' : possibleWords(possible, answered),
      isJudged ? 'Own judgement' : 'Rule',
      possibleWords(byRule, answered),
      answered,
      of,
      ...profiles.flatMap(({ asked, against }) => [
        asked === undefined ? '' : statusWords(asked),
        AGAINST[against],
      ]),
      value?.overrideBecause ?? '',
      controls.join('\n'),
      value?.summary ?? '',
    ]
  })
  return writeTable(marking, header, table)
}
