/**
 * How many trusts of which kind there are → a smaller country of invented ones, in the same proportions.
 * No name is a real trust's: the places do not exist, and every name ends in "(fictional)".
 */

import { chanceOf, type Chance } from '../random.ts'

/** A fictional trust and what makes it answer as it does. */
export interface Trust {
  readonly id: string
  readonly name: string
  readonly cohort: string
  readonly region: string
  /** Latent maturity, about normal, around 0.2. */
  readonly maturity: number
  /** 0 to 1: how much of what it states it can also show. */
  readonly evidence: number
  /** 0 to 1: how much of the questionnaire it has answered; 1 is all. */
  readonly finished: number
  /** The trust by which its group counts once; undefined: it counts itself. */
  readonly leadId?: string
  /** It lets national analysts count its suppliers. */
  readonly sharesSuppliers: boolean
}

export const REGIONS = [
  'East of England',
  'London',
  'Midlands',
  'North East and Yorkshire',
  'North West',
  'South East',
  'South West',
] as const

/**
 * Real trusts by cohort and region, in the order of `REGIONS`.
 * Source: NHS England Organisation Data Service, trusts and care trusts of 2023 (211), counted by us; no trust is named.
 */
export const REAL_COUNTS: Readonly<Record<string, readonly number[]>> = {
  acute: [13, 18, 20, 21, 17, 17, 14],
  specialist: [1, 4, 3, 1, 6, 1, 0],
  'mental-health': [4, 9, 11, 8, 5, 8, 5],
  community: [3, 2, 5, 1, 2, 2, 0],
  ambulance: [1, 1, 2, 2, 1, 2, 1],
}

/** About 130, as asked for: enough for cells of ten, small enough to make at the first start. */
const TRUSTS = 130

const SEED = 'ward-round-demonstration-1'

/** Every trust of the demonstration, always the same. */
export function inventTrusts(): Trust[] {
  const chance = chanceOf(SEED, 'country')
  const names = inventPlaces(chance)
  const cohorts = Object.keys(REAL_COUNTS)
  const perCohort = share(
    TRUSTS,
    cohorts.map((cohort) => sum(REAL_COUNTS[cohort] ?? [])),
  )
  const trusts = cohorts.flatMap((cohort, index) =>
    share(perCohort[index] ?? 0, REAL_COUNTS[cohort] ?? []).flatMap((count, region) =>
      Array.from({ length: count }, () => inventTrust(cohort, REGIONS[region] ?? '', names, chance)),
    ),
  )
  return joinGroups(trusts)
}

/** Regions in which the last acute trusts form a group, with how many belong to it (invented). */
const GROUPS: Readonly<Record<string, number>> = { Midlands: 3, London: 2, 'South West': 2 }

/** Some trusts share a board: such a group counts once in comparisons, by the first of it. */
function joinGroups(trusts: readonly Trust[]): Trust[] {
  const leads = new Map<string, string>()
  for (const [region, size] of Object.entries(GROUPS)) {
    const [lead, ...others] = trusts
      .filter((trust) => trust.cohort === 'acute' && trust.region === region)
      .slice(-size)
    if (lead !== undefined) for (const { id } of others) leads.set(id, lead.id)
  }
  return trusts.map((trust) => {
    const leadId = leads.get(trust.id)
    return leadId === undefined ? trust : { ...trust, leadId }
  })
}

/** Divides a whole in proportion to the parts, by largest remainder; ties go to the earlier part. */
export function share(whole: number, parts: readonly number[]): number[] {
  const all = sum(parts)
  const floors = parts.map((part) => Math.floor((whole * part) / all))
  const byRemainder = parts
    .map((part, index) => ({ index, left: (whole * part) % all }))
    .sort((a, b) => b.left - a.left || a.index - b.index)
  for (const { index } of byRemainder.slice(0, whole - sum(floors))) floors[index] = (floors[index] ?? 0) + 1
  return floors
}

function inventTrust(cohort: string, region: string, places: string[], chance: Chance): Trust {
  const place = places.pop() ?? ''
  const form = chance.pick(FORMS[cohort] ?? ['{} NHS Trust'])
  const second = form.includes('{2}') ? (places.pop() ?? '') : ''
  const plain = form.replace('{}', place).replace('{2}', second)
  const id = plain
    .toLowerCase()
    .replace(/ nhs.*/, '')
    .replaceAll("'", '')
    .replaceAll(' ', '-')
  const own = chanceOf(SEED, id, 'temper')
  const maturity = 0.2 + (COHORT_LEAD[cohort] ?? 0) + 0.65 * own.normal()
  // Those who do more also show more, but not all: some are strong on paper only.
  const evidence = Math.max(0.02, Math.min(0.95, 0.55 + 0.16 * maturity + 0.2 * own.normal()))
  const finished = own.happens(0.75) ? 1 : own.whole(15, 92) / 100
  const sharesSuppliers = chanceOf(SEED, id, 'shares').happens(0.65)
  return { id, name: `${plain} (fictional)`, cohort, region, maturity, evidence, finished, sharesSuppliers }
}

/** How far a cohort stands from the middle (invented). */
const COHORT_LEAD: Readonly<Record<string, number>> = {
  acute: 0,
  specialist: 0.2,
  'mental-health': -0.05,
  community: -0.2,
  ambulance: 0.3,
}

const FORMS: Readonly<Record<string, readonly string[]>> = {
  acute: [
    '{} University Hospitals NHS Trust',
    '{} Hospitals NHS Foundation Trust',
    '{} and {2} Hospitals NHS Trust',
    '{} General Hospital NHS Trust',
  ],
  specialist: [
    "{} Children's Hospital NHS Trust",
    '{} Orthopaedic Hospital NHS Foundation Trust',
    '{} Heart and Chest Hospital NHS Trust',
    '{} Cancer Centre NHS Foundation Trust',
    '{} Eye Hospital NHS Trust',
  ],
  'mental-health': [
    '{} Mental Health NHS Foundation Trust',
    '{} Partnership NHS Trust',
    '{} Mind and Community NHS Foundation Trust',
  ],
  community: ['{} Community Health NHS Trust', '{} Community Services NHS Trust'],
  ambulance: ['{} Ambulance Service NHS Trust'],
}

/** No two make a place that there is, as far as we know: Heron and gate did, and Otter and shaw. */
const BEGINNINGS =
  'Quill Lark Ember Bramble Celandine Tamarisk Juniper Pebble Tansy Sorrel Fennel Lantern Saffron Damson Linnet Mallow Plover Sable Teasel Kestrel'.split(
    ' ',
  )
const ENDINGS = 'mere fold haven shaw minster quay vale reach gate cross'.split(' ')

/** Invented places in a fixed, mixed order; 200 of them. */
function inventPlaces(chance: Chance): string[] {
  const places = BEGINNINGS.flatMap((beginning) => ENDINGS.map((ending) => beginning + ending))
  for (let last = places.length - 1; last > 0; last--) {
    const other = chance.whole(0, last)
    const moved = places[last] ?? ''
    places[last] = places[other] ?? ''
    places[other] = moved
  }
  return places
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
