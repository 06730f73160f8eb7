/** The table that the page *how peers are protected* states, made anew: what is certain over several releases, what can be guessed, and how old figures grow. */
import { expect, test } from 'vitest'
import { MEASURED } from '../../src/peers/measured.ts'
import { measure } from '../peers/over-time.ts'
import { tableOf } from '../peers/simulator.ts'

test('what is told to users of several releases is what comes out', () => {
  const measured = measure(240)
  const { stories, exactlyEight, ages } = measured
  const texts = (...cells: readonly (string | number)[]) => cells.map(String)
  console.log(
    [
      'In per cent of counts: certain of somebody to three who pool theirs; in the last two, guessed at 95 %.',
      tableOf([
        texts('story', 'naive', 'always new', 'ours', 'guessed in ours', 'guessed, gate by figure'),
        ...stories.map((one) =>
          texts(one.name, one.naive, one.alwaysNew, one.ours, one.guessed, one.guessedByFigure),
        ),
        ...exactlyEight.map((one) => texts(one.name, one.naive, '', one.ours, '', '')),
      ]),
      'Share of figures that are new in a yearly release, and their mean age in years, after one, two and three years.',
      tableOf([
        texts('organisations', 'answers changed a year', 'new', 'age'),
        ...ages.map((one) => texts(one.size, one.change, one.fresh.join(' '), one.age.join(' '))),
      ]),
    ].join('\n\n'),
  )
  expect(measured).toEqual(MEASURED)
})
