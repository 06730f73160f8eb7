/** What raising an answer takes, with an organisation's own figures in the place of ours where it set any. */

import type { Effort, Improvement, Improvements, ImprovementStep } from '../rules/model.ts'

export interface OwnFigures {
  readonly questionId: string
  /** A level, or an item of a checklist. */
  readonly stepId: string
  /** Undefined: taken back, so ours count. */
  readonly value: Effort | undefined
}

/** The same improvements where nothing is set, or nothing of it is known any more. */
export function withOwnFigures(improvements: Improvements, own: readonly OwnFigures[]): Improvements {
  const set = own.filter(({ value }) => value !== undefined)
  if (set.length === 0) return improvements
  const of = (questionId: string, improvement: Improvement): Improvement => {
    const mine = new Map(
      set.filter((one) => one.questionId === questionId).map(({ stepId, value }) => [stepId, value]),
    )
    if (mine.size === 0) return improvement
    const changed = (steps: Readonly<Record<string, ImprovementStep>>) =>
      Object.fromEntries(
        Object.entries(steps).map(([id, step]) => {
          const value = mine.get(id)
          return [id, value === undefined ? step : { ...step, ...value, own: true as const }]
        }),
      )
    return { ...improvement, steps: changed(improvement.steps), items: changed(improvement.items) }
  }
  return {
    ...improvements,
    of: Object.fromEntries(Object.entries(improvements.of).map(([id, one]) => [id, of(id, one)])),
  }
}

/** A step of a question by its level, or by its item. */
export function findStep(
  improvements: Improvements | undefined,
  { questionId, stepId }: Omit<OwnFigures, 'value'>,
): ImprovementStep | undefined {
  const of = <T>(all: Readonly<Record<string, T>> | undefined, id: string) =>
    all !== undefined && Object.hasOwn(all, id) ? all[id] : undefined
  const improvement = of(improvements?.of, questionId)
  return of(improvement?.steps, stepId) ?? of(improvement?.items, stepId)
}
