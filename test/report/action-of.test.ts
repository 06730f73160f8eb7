/** What an action comes of is found by its name, and says the same as the page with its button. */
import { describe, expect, test } from 'vitest'
import { findFixFirst } from '../../src/planning/fix-first.ts'
import { actionOf, type Origin } from '../../src/report/action-of.ts'
import { describeContradictions } from '../../src/report/results.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust, TRUSTS } from '../web/trusts.ts'

const examined = examineTrust('middling')
const improvements = RULE_SET.improvements!
const found = findFixFirst(examined, improvements)
const origin: Origin = {
  examined,
  plan: { found, improvements },
  signed: { assessment: 'oak-2026', reservations: 'I doubt\nthe backups.' },
  disagreed: new Set([RULE_SET.questions[0]!.id]),
}

describe('an action begins', () => {
  test('with a move: its sentence, its question and its size', () => {
    const [move] = found.moves
    expect(actionOf('move', move!.question, origin)).toEqual({
      source: 'move',
      sourceId: `${move!.question} ${move!.to}`,
      questionId: move!.question,
      title: move!.action,
      size: improvements.sizes[move!.effort.size]?.id,
    })
  })

  test('with proofs: what is to be shown, and the question where it is one', () => {
    const [one, other] = RULE_SET.questions
    expect(actionOf('proof', one!.id, origin)).toMatchObject({
      title: `Show what is true already: ${one!.short}.`,
      questionId: one!.id,
    })
    expect(actionOf('proof', `${one!.id} ${other!.id}`, origin)).toMatchObject({
      title: `Show what is true already: ${one!.short}; ${other!.short}.`,
      questionId: undefined,
    })
  })

  test('with answers that do not fit together, while they do not', () => {
    const clashing = Object.keys(TRUSTS)
      .map(examineTrust)
      .find((one) => describeContradictions(one).length > 0)!
    const [one] = describeContradictions(clashing)
    const about = (from: typeof examined) => actionOf('contradiction', one!.id, { ...origin, examined: from })
    expect(about(clashing)).toMatchObject({ sourceId: one!.id, questionId: one!.questions[0] })
    expect(about(clashing)?.title).toMatch(/^Explain or correct: /)
    const settled = { ...clashing, result: { ...clashing.result, contradictions: [] } }
    expect(about(settled)).toBeUndefined()
  })

  test('with what a review found, while nothing was changed since', () => {
    const [one, other] = RULE_SET.questions
    expect(actionOf('review', one!.id, origin)).toMatchObject({
      title: `Put right, or show again, what the review found: ${one!.short}.`,
      questionId: one!.id,
    })
    expect(actionOf('review', other!.id, origin)).toBeUndefined()
  })

  test('with a lesson, and with the reservations of the signature on one line', () => {
    const lesson = RULE_SET.incidents.flatMap(({ lessons }) => lessons)[0]!
    expect(actionOf('lesson', lesson.id, origin)?.title).toContain(lesson.text.slice(0, 30))
    expect(actionOf('reservation', 'oak-2026', origin)?.title).toBe('I doubt the backups.')
    expect(actionOf('reservation', 'elm-2026', origin)).toBeUndefined()
    expect(actionOf('reservation', 'oak-2026', { ...origin, signed: undefined })).toBeUndefined()
  })

  test.each([
    ['move', 'no-such-question'],
    ['proof', 'no-such-question'],
    ['proof', ''],
    ['contradiction', 'none'],
    ['lesson', 'none'],
    ['own', 'x'],
    ['constructor', 'x'],
  ])('never with a %s called “%s”', (source, about) => {
    expect(actionOf(source, about, origin)).toBeUndefined()
  })
})
