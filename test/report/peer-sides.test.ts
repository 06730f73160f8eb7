/** On which side of the group's middle we are: counted, drawn and said alike. */
import { expect, test } from 'vitest'
import { chartSides, middleRung, type Side, sideOf, untoldWords } from '../../src/report/peer-sides.ts'

const ladder = (of: number, atLeast: readonly number[] | null) => ({ of, atLeast }) as never

test('the middle is the highest step that half of the group reach, not one fewer', () => {
  expect(middleRung(ladder(20, [20, 10, 5]))).toBe(2)
  expect(middleRung(ladder(20, [20, 9, 5]))).toBe(1)
  expect(middleRung(ladder(20, [5, 0, 0]))).toBe(0)
  expect(middleRung(ladder(20, null))).toBeUndefined()
})

test('below the middle is lower, unless what is not known could lift it there', () => {
  expect([sideOf(1, 2), sideOf(1, 2, true), sideOf(2, 2, true), sideOf(3, 2)]).toEqual([
    'lower',
    'open',
    'same',
    'higher',
  ])
})

test('what is not there is left out of what is said', () => {
  const said = (sides: readonly Side[]) =>
    chartSides({ id: 'sides', title: 'Sides' }, [{ label: 'On paper', sides, reading: 'paper' }]).description
  expect(said(['lower', 'lower', 'open', 'same', 'same', 'same', 'higher'])).toBe(
    'On paper: 2 of 7 lower than the middle, 1 not known, 3 at the middle, 1 higher.',
  )
  expect(said(['same', 'same'])).toBe('On paper: none of 2 lower than the middle, 2 at the middle.')
  expect(said(['open', 'higher'])).toBe('On paper: none of 2 lower than the middle, 1 not known, 1 higher.')
})

test('of what is left out of a picture something is said only where there is any', () => {
  expect(untoldWords(0, 'attack')).toBeUndefined()
  expect(untoldWords(2, 'attack')).toBe('Of 2 attacks too few count to say.')
})
