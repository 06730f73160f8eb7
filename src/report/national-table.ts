/**
 * A release → one long table of everything published in it, and what its columns mean, both as CSV.
 * No cell can begin a formula in a spreadsheet, counts near the ends are words, and suppliers are not in it.
 */

import { MARKING_COLUMN, writeTable } from '../exchange/csv.ts'
import type { CountedIn, Ladder, PublishedCohort, Quantiles, ScoreFigures } from '../peers/model.ts'
import { LEARNED, RUNGS } from '../peers/model.ts'
import type { RuleSet } from '../rules/model.ts'
import { askedLessons } from '../scoring/lessons.ts'
import { countedNumbers, type CountedRelease } from './peer-counted.ts'

type Row = readonly (string | number)[]

/** Columns with what they hold. */
const COLUMNS: readonly (readonly [name: string, means: string])[] = [
  ['period', 'Name of the period that was signed.'],
  ['release', 'SHA-256 digest of the release, which identifies its bytes.'],
  ['rule_set', 'Version of the rule set by which the questions and scores are read.'],
  ['group', 'Id of the published group: its written cells, or the name of a wider group.'],
  ['group_title', 'Name of the group.'],
  ['group_size', 'Number of contributors, rounded down to 5 in each cell.'],
  [
    'audience',
    'publishable: built to be published. participants: for organisations that took part, and analysts.',
  ],
  ['figure', 'score, band, risk, question, incident or lesson.'],
  ['item', 'Id of the domain (overall for the whole), risk, question, incident or lesson.'],
  ['item_title', 'Its name.'],
  ['reading', 'on-paper, on-evidence, or empty where there is only one. Of a lesson the statistic says it.'],
  [
    'statistic',
    'For scores p10, p25, p50, p75, p90: nearest-rank quantiles, rounded to 5. Otherwise the step that is reached, or a better one.',
  ],
  [
    'value',
    'For scores a number from 0 to 100 in steps of 5. Otherwise a count rounded to 5, or “most or all”, “half or fewer”, “too few to say”.',
  ],
  ['of', 'The rounded number to which a count refers; empty for scores.'],
  [
    'counted_in',
    'Numbers of the comparisons in which the figure was counted: a group of several cells may have several. A smaller number than this one’s means that the figure is carried.',
  ],
]

/** The release as CSV, marked in its last column. */
export function tableRelease(
  marking: string,
  ruleSet: RuleSet,
  release: CountedRelease & { readonly period: string; readonly digest: string },
): string {
  const rows = release.content.cohorts.flatMap((cohort) =>
    rowsOf(ruleSet, cohort, (from) => countedNumbers(release, cohort, from).join(' ')).map((row) => [
      release.period,
      release.digest,
      ruleSet.version,
      cohort.id,
      cohort.title,
      cohort.figures.size,
      ...row,
    ]),
  )
  return writeTable(
    marking,
    COLUMNS.map(([name]) => name),
    rows,
  )
}

/** What every column of the release's CSV means, as CSV. */
export function tableDictionary(marking: string): string {
  const how = 'How this file is to be handled. It holds rounded figures of groups; no organisation is named.'
  return writeTable(marking, ['column', 'meaning'], [...COLUMNS, [MARKING_COLUMN, how]])
}

function rowsOf(
  ruleSet: RuleSet,
  { figures }: PublishedCohort,
  countedIn: (from: (counted: CountedIn) => string | null | undefined) => string,
): Row[] {
  const chains = ruleSet.incidents
    .filter(({ kind }) => kind === 'dossier')
    .flatMap((incident) => incident.chains.map(({ vantage }) => ({ incident, vantage })))
  const riskBands = ruleSet.matrix.bands.toReversed().map((band) => band.id)
  const from = (rows: Row[], where: Parameters<typeof countedIn>[0]) =>
    rows.map((row) => [...row, countedIn(where)])
  return [
    ...from(scoreRows(ruleSet, 'overall', 'Overall', figures.overall), ({ overall }) => overall),
    ...ruleSet.domains.flatMap((domain, index) => {
      const scores = figures.domains[index]
      return scores === undefined
        ? []
        : from(scoreRows(ruleSet, domain.id, domain.title, scores), ({ domains }) => domains[index])
    }),
    ...ruleSet.risks.flatMap((risk, index) =>
      from(
        ladderRows(['publishable', 'risk', risk.id, risk.short, 'on-paper'], riskBands, figures.risks[index]),
        ({ risks }) => risks[index],
      ),
    ),
    ...ruleSet.questions.flatMap((question, index) =>
      from(
        ladderRows(
          ['participants', 'question', question.id, question.short, ''],
          question.levels.map(({ id }) => id),
          figures.questions[index],
        ),
        ({ domains }) => domains[ruleSet.domains.findIndex(({ id }) => id === question.domain)],
      ),
    ),
    ...chains.flatMap(({ incident, vantage }, index) =>
      (['onPaper', 'onEvidence'] as const).flatMap((reading) =>
        from(
          ladderRows(
            [
              'participants',
              'incident',
              `${incident.id}/${vantage}`,
              incident.title,
              reading === 'onPaper' ? 'on-paper' : 'on-evidence',
            ],
            RUNGS,
            figures.incidents[index]?.[reading],
          ),
          ({ incidents }) => incidents[index],
        ),
      ),
    ),
    ...askedLessons(ruleSet).flatMap(({ id, text }, index) =>
      from(
        ladderRows(['participants', 'lesson', id, text, ''], LEARNED, figures.lessons[index]),
        ({ lessons }) => lessons[index],
      ),
    ),
  ]
}

function scoreRows(ruleSet: RuleSet, id: string, title: string, scores: ScoreFigures): Row[] {
  const quantiles = (reading: string, marks: Quantiles): Row[] =>
    Object.entries(marks).map(([mark, value]) => [
      'publishable',
      'score',
      id,
      title,
      reading,
      mark,
      Number(value),
      '',
    ])
  return [
    ...quantiles('on-paper', scores.onPaper),
    ...quantiles('on-evidence', scores.onEvidence),
    ...ladderRows(
      ['publishable', 'band', id, title, 'on-paper'],
      ruleSet.bands.map((band) => band.id),
      scores.bands,
    ),
  ]
}

/** A row for each rung from the second. */
function ladderRows(head: Row, rungs: readonly string[], ladder: Ladder | undefined): Row[] {
  if (ladder === undefined) return []
  return rungs.slice(1).map((rung, index) => [...head, rung, valueOf(ladder, index), ladder.of])
}

function valueOf({ of, atLeast }: Ladder, index: number): string | number {
  const count = atLeast?.[index]
  if (count === undefined) return 'too few to say'
  if (count <= 0) return 'half or fewer'
  return count >= of ? 'most or all' : count
}
