/** An assessment, its register and its plan → the sheets of a workbook: figures, answers, sums, risks, attacks, lessons and actions. Names of suppliers stand in none. */

import type { Figure } from './blocks.ts'
import { explainAnswer } from './explain-answer.ts'
import { explainDomain, explainOverall, type Examined } from './explain-score.ts'
import { tableAttacks } from './attacks.ts'
import { lessonState } from './lessons.ts'
import { PLAN_COLUMNS, planRows, type PlanReading } from './planned-actions.ts'
import { describeRisks } from './risks.ts'
import { type Entry, entryWords } from './risk-register.ts'
import { stateName } from './standing-words.ts'
import { levelText } from './words.ts'

export interface Sheet {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

export interface WorkbookReading {
  readonly examined: Examined
  /** With the figures that it was signed with. */
  readonly signed: Examined
  readonly figures: readonly Figure[]
  /** What the risk register says of a risk; undefined: nothing yet. */
  readonly entryOf: (id: string) => Entry | undefined
  readonly plan: PlanReading
  /** ISO date. */
  readonly today: string
}

export function makeSheets(reading: WorkbookReading): Sheet[] {
  const { examined, signed, figures, plan } = reading
  return [
    {
      name: 'Figures',
      columns: ['figure', 'key', 'value'],
      rows: figures.map(({ label, key, value }) => [label, key, /^\d+$/.test(value) ? Number(value) : value]),
    },
    answerSheet(examined),
    sumSheet(signed),
    riskSheet(reading),
    tableAttacks(signed),
    lessonSheet(signed),
    { name: 'Actions', columns: PLAN_COLUMNS, rows: planRows(plan) },
  ]
}

function answerSheet(examined: Examined): Sheet {
  const { ruleSet } = examined
  return {
    name: 'Answers',
    columns: [
      'domain',
      'question',
      'id',
      'answer',
      'counts-as',
      'evidence-carries',
      'support',
      'evidence',
      'evidence-date',
    ],
    rows: ruleSet.domains.flatMap((domain) =>
      domain.questions.flatMap((index) => {
        const question = ruleSet.questions[index]
        if (question === undefined) return []
        const answer = explainAnswer(examined, question)
        const level = (id: string | null) => (id === null ? '' : levelText(question, id))
        const known = answer.state === 'answered'
        return [
          [
            domain.title,
            question.short,
            question.id,
            known ? answer.words : stateName(answer.state),
            level(answer.level),
            level(answer.assuredLevel),
            answer.assurance ?? '',
            answer.evidence ?? '',
            answer.evidenceDate ?? '',
          ],
        ]
      }),
    ),
  }
}

/** Every line that the scores add up from; those of one score come to exactly what is shown. */
function sumSheet(signed: Examined): Sheet {
  const { ruleSet } = signed
  const scores = [
    explainOverall(signed),
    ...ruleSet.domains.flatMap(({ id }) => explainDomain(signed, id) ?? []),
  ]
  return {
    name: 'Contributions',
    columns: ['score', 'line', 'id', 'kind', 'points'],
    rows: scores.flatMap(({ title, lines }) =>
      lines.map((line) => [title, line.title, line.id, line.kind, line.hundredths / 100]),
    ),
  }
}

function riskSheet({ examined, entryOf, today }: WorkbookReading): Sheet {
  const { ruleSet } = examined
  return {
    name: 'Risks',
    columns: [
      ...['risk', 'id', 'for-patients', 'before-controls', 'on-paper', 'on-evidence', 'band-on-paper'],
      ...['owner', 'accepted-up-to', 'target', 'treatment', 'next-review'],
    ],
    rows: describeRisks(examined).map(({ id, short, title, inherent, residual, assured, best }) => {
      const rated = { paper: residual.product, evidence: assured.product, best }
      const words = entryWords(ruleSet, { id, short, rated, entry: entryOf(id) }, today)
      return [
        ...[short, id, title, inherent.product, residual.product, assured.product, residual.band],
        ...[words.owner, Number(words.accepts), words.target, words.treatment, words.review],
      ]
    }),
  }
}

function lessonSheet({ ruleSet, result }: Examined): Sheet {
  const learned = new Map(result.lessons.map((one) => [one.id, one.learned]))
  return {
    name: 'Lessons',
    columns: ['attack', 'lesson', 'id', 'learned'],
    rows: ruleSet.incidents.flatMap(({ title, lessons }) =>
      lessons.flatMap((lesson) => {
        const state = learned.get(lesson.id)
        return state === undefined ? [] : [[title, lesson.text, lesson.id, lessonState(state)]]
      }),
    ),
  }
}
