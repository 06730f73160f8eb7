/** `improvements.yaml` as checked → each step with its own effort: what it says itself, else what its question says, else its size. */
import type { QuestionName } from './names.ts'
import type { Effort, Improvement, Improvements, ImprovementStep, Need, Range } from './model/improvement.ts'
import type { ImprovementsFile, RawImprovement, RawStep } from './schema/improvements.ts'

type FindQuestion = (id: string) => QuestionName | undefined

export function compileImprovements(file: ImprovementsFile, find: FindQuestion): Improvements {
  return {
    basis: file.basis,
    poundsADay: file['pounds-a-day'],
    sizes: file.sizes,
    prove: file.prove,
    findOut: file['find-out'],
    of: Object.fromEntries(
      Object.entries(file.questions).map(([id, raw]) => [id, compileOne(file, raw, find(id))]),
    ),
  }
}

function compileOne(
  file: ImprovementsFile,
  raw: RawImprovement,
  question: QuestionName | undefined,
): Improvement {
  const isChecklist = question?.raw.type === 'checklist'
  const levels = isChecklist ? [] : (question?.levelIds.slice(1) ?? [])
  const stepsOf = (named: readonly (readonly [string, RawStep])[]) =>
    Object.fromEntries(named.map(([id, step]) => [id, compileStep(file, raw, step)]))
  return {
    action: raw.action,
    ...(raw['is-proof'] && { isProof: true }),
    steps: stepsOf(levels.map((id) => [id, raw.steps?.[id] ?? {}])),
    items: stepsOf(Object.entries(isChecklist ? (raw.items ?? {}) : {})),
  }
}

function compileStep(file: ImprovementsFile, raw: RawImprovement, step: RawStep): ImprovementStep {
  const sized = file.sizes.find(({ id }) => id === (step.size ?? raw.size))
  // A step with a size of its own takes nothing of its question's ranges.
  const own = step.size === undefined ? raw : step
  const range = (key: keyof Omit<Effort, 'weeks'>): Range => step[key] ?? own[key] ?? sized?.[key] ?? [0, 0]
  return {
    action: step.action ?? raw.action,
    days: range('days'),
    pounds: range('pounds'),
    weeks: step.weeks ?? raw.weeks,
    needs: needsOf(step.needs ?? raw.needs),
  }
}

function needsOf(raw: Readonly<Record<string, string>> | undefined): Need[] {
  return Object.entries(raw ?? {}).map(([question, level]) => ({ question, level }))
}
