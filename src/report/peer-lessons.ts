/**
 * A cohort's ladders of lessons → how many of them it has learned beside us, as sentences, a chart and rows. For participants and analysts.
 * It counts the lessons that half of the group or more have learned by the rounded counts, and says of nobody which they are.
 */

import type { BarChart } from '../charts/bars.ts'
import { type Figures, LEARNED, type Summary } from '../peers/model.ts'
import { percentOf } from '../peers/rounding.ts'
import type { RuleSet } from '../rules/model.ts'
import { askedLessons } from '../scoring/lessons.ts'
import { lessonState } from './lessons.ts'
import { rungCount } from './peer-words.ts'
import { countWords, smallNumber } from './words.ts'

export interface PeerLesson {
  /** Position among the lessons that can be asked, as in figures. */
  readonly index: number
  readonly text: string
  /** The newest dossier that teaches it. */
  readonly incident: string
  /** Undefined: no answers of ours. */
  readonly own: string | undefined
  readonly onPaper: string
  readonly onEvidence: string
}

export interface PeerLessons {
  readonly sentences: readonly string[]
  /** In the order of the library. */
  readonly rows: readonly PeerLesson[]
  readonly chart: BarChart
}

/** How many lessons are learned: with evidence, and in either way. */
interface Learned {
  readonly onPaper: number
  readonly onEvidence: number
}

/** Undefined where no lesson that applies here can be asked, or none was counted. */
export function describePeerLessons(
  ruleSet: RuleSet,
  figures: Pick<Figures, 'lessons'>,
  own: Summary | undefined,
): PeerLessons | undefined {
  const asked = askedLessons(ruleSet).flatMap(({ index: at, text }, index) => {
    const ladder = figures.lessons[index]
    const rung = own === undefined ? undefined : (own.lessons[index] ?? 0)
    return ladder === undefined || rung === -1
      ? []
      : [{ index, text, ladder, rung, incident: ruleSet.lessons[at]?.incidents[0] ?? '' }]
  })
  const told = asked.filter(({ ladder }) => ladder.atLeast !== null)
  if (told.length === 0) return undefined
  const of = asked.length
  const most = (rung: number) =>
    told.filter(({ ladder }) => 2 * (ladder.atLeast?.[rung - 1] ?? 0) >= ladder.of).length
  const group = { onPaper: most(1), onEvidence: most(2) }
  const reached = (rung: number) => asked.filter((one) => (one.rung ?? 0) >= rung).length
  const ours = own === undefined ? undefined : { onPaper: reached(1), onEvidence: reached(2) }
  return {
    sentences: [
      ...(ours === undefined ? [] : [`Of ${countWords(of, 'lesson')} of past attacks ${ownWords(ours)}.`]),
      `${ours === undefined ? `Of ${countWords(of, 'lesson')} of past attacks` : 'Of the same lessons'} ${whichWords(group.onEvidence)} shown on evidence by about half of this group or more, and ${whichWords(group.onPaper)} stated or shown.`,
      ...(told.length < of ? [`For ${of - told.length}, too few organisations count to say.`] : []),
    ],
    rows: asked.map(({ index, text, incident, ladder, rung }) => ({
      index,
      text,
      incident,
      own: rung === undefined ? undefined : ownState(rung),
      onPaper: rungCount(ladder, 1),
      onEvidence: rungCount(ladder, 2),
    })),
    chart: chartLessons(of, ours, group),
  }
}

function ownWords({ onPaper, onEvidence }: Learned): string {
  const shown = `we can show ${onEvidence === 0 ? smallNumber(0) : onEvidence}`
  return onPaper > onEvidence ? `${shown}, and state ${onPaper - onEvidence} more without evidence` : shown
}

/** Each lesson by itself: nobody is said to have learned all of them. */
function whichWords(lessons: number): string {
  return lessons < 2 ? `${smallNumber(lessons)} is` : `each of ${lessons} is`
}

/** In a comparison what is not known counts as not learned, and is not said to be a no. */
function ownState(rung: number): string {
  return rung === 0 ? 'Not learned, or not known' : lessonState(LEARNED[rung] ?? 'no')
}

function chartLessons(of: number, ours: Learned | undefined, group: Learned): BarChart {
  const bar = (label: string, { onPaper, onEvidence }: Learned) => {
    const learned = percentOf(onPaper, of) ?? 0
    return {
      label,
      low: learned,
      high: learned,
      mark: percentOf(onEvidence, of) ?? 0,
      value: `${onPaper} of ${of}, ${onEvidence} of them shown`,
    }
  }
  const bars = [...(ours === undefined ? [] : [bar('We', ours)]), bar('Half of this group or more', group)]
  return {
    id: 'lessons-learned',
    title: 'Lessons of past attacks that are learned',
    description: `${bars.map(({ label, value }) => `${label}: ${value}`).join('. ')}. The table has every lesson.`,
    bars,
    zones: [{ name: 'per cent of these lessons', from: 0 }],
    legend: { bar: 'Learned, stated or shown', mark: 'Shown on evidence', range: '' },
  }
}
