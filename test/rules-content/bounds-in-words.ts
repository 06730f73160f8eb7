/** The levels of shares and dates held against their own words: each sentence says the numbers at which its level begins and ends. */
import type { RuleSet } from '../../src/rules/model.ts'

/** Levels whose words do not say where they begin or end, as "question level: words". */
export function findUnsaidBounds({ questions }: Pick<RuleSet, 'questions'>): string[] {
  return questions.flatMap(({ id, form, levels }) => {
    if (form.type !== 'share' && form.type !== 'percentage' && form.type !== 'date') return []
    const says = form.type === 'date' ? saysMonths : saysShare
    return levels.flatMap(({ id: level, text, bound }, i) =>
      says(text, bound, levels[i + 1]?.bound) ? [] : [`${id} ${level}: ${text}`],
    )
  })
}

type Bound = number | undefined

function saysShare(text: string, bound: Bound, next: Bound): boolean {
  const begins =
    bound === undefined || (bound === 100 ? /\b(all|every)\b/i.test(text) : text.includes(`${bound}%`))
  const ends =
    next === undefined ||
    (next === 100 ? /\bnot (at )?all\b/.test(text) : text.toLowerCase().includes(`under ${next}%`))
  return begins && ends
}

/** Within how many months, and not within how many fewer. */
function saysMonths(text: string, bound: Bound, next: Bound): boolean {
  const says = (months: Bound) => months === undefined || new RegExp(`\\b${months}\\b`).test(text)
  return says(bound) && says(next ?? bound)
}
