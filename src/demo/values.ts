/**
 * A question and how well a trust does there → a value as a person would type it.
 * It gives what `parseAnswer` takes, never a level: the answer is parsed and encoded like anybody else's.
 */

import { addMonths } from '../calendar.ts'
import type { Question } from '../rules/model.ts'
import type { Chance } from '../random.ts'

/**
 * A typed value near this position.
 *
 * @param position 0 (worst) up to 1 (best).
 * @param size Staff, roughly: the whole of a count is drawn from it.
 */
export function inventValue(
  question: Question,
  position: number,
  asOf: string,
  size: number,
  chance: Chance,
): unknown {
  const { form, levels } = question
  const level = Math.min(levels.length - 1, Math.floor(position * levels.length))
  switch (form.type) {
    case 'choice':
      return levels[level]?.id
    case 'checklist':
      return form.items
        .filter((item) =>
          chance.happens(item.withoutItAtMost === undefined ? position : 0.2 + 0.8 * position),
        )
        .map((item) => item.id)
    case 'percentage': {
      const of = chance.whole(Math.ceil(size / 20), size)
      const from = levels[level]?.bound ?? 0
      const to = levels[level + 1]?.bound ?? 101
      const least = Math.ceil((from * of) / 100)
      const most = Math.min(of, Math.ceil((to * of) / 100) - 1)
      return { count: chance.whole(least, Math.max(least, most)), of }
    }
    case 'number': {
      const bound = levels[level]?.bound
      const next = levels[level + 1]?.bound
      if (form.better === 'lower')
        return bound === undefined
          ? (next ?? 0) + chance.whole(1, 9)
          : chance.whole(Math.min(bound, (next ?? -1) + 1), bound)
      return chance.whole(bound ?? 0, Math.max(bound ?? 0, (next ?? (bound ?? 0) + 10) - 1))
    }
    case 'date': {
      const within = levels[level]?.bound
      const after = levels[level + 1]?.bound ?? 0
      if (within === undefined)
        return chance.happens(0.6) ? 'never' : addMonths(asOf, -(after + chance.whole(1, 18)))
      return addMonths(asOf, -chance.whole(Math.min(within, after + 1), within))
    }
    case 'share':
      throw new TypeError(`${question.id} is fed by a register.`)
    default:
      return form satisfies never
  }
}

/** Where the evidence of an answer lies, in words; nothing a person could follow. */
export const EVIDENCE = [
  'Internal audit report on cyber security, section 4 (invented)',
  'Minutes of the information governance group, item 6 (invented)',
  'Export from the directory, kept with the IT team (invented)',
  'Configuration report, document store, folder 12 (invented)',
  'Screenshots kept by the cyber lead (invented)',
  'Report of an outside test, finding 3 closed (invented)',
] as const

export const VERIFIERS = ['Internal audit (invented)', 'Head of IT at a neighbour (invented)'] as const

export const COMMENTS = [
  'The project team expects to finish this next quarter.',
  'One site is still to follow.',
  'Checked with the service desk and the network team.',
  'Figures are from the last monthly report.',
  'We have asked the supplier to confirm.',
] as const
