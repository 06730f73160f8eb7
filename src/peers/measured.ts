/**
 * What attacks on made-up comparisons win over several releases, and how old figures grow: the figures that users are told.
 * Written down from `test/prove/over-time.test.ts`, which makes them anew and fails where they differ.
 */

/** One story: shares of counts, in per cent. */
export interface Story {
  readonly name: string
  /** Something is certain of somebody, to three who pool theirs, where every release counts exactly whoever is there. */
  readonly naive: number
  /** The same with rounded counts, all new in every release. */
  readonly alwaysNew: number
  /** The same in ours. */
  readonly ours: number
  /** Somebody's answer can be guessed at 95 % from several releases of ours, and from no single one. */
  readonly guessed: number
  /** The same if it were asked of each figure, not of its domain, how many moved. */
  readonly guessedByFigure: number
}

/** A cell with one who joins and one who leaves a year. */
export interface Age {
  readonly size: number
  /** Share of answers that an organisation changes in a year. */
  readonly change: number
  /** Share of figures that are new, after one, two and three years. */
  readonly fresh: readonly number[]
  /** Mean age of figures in years, then. */
  readonly age: readonly number[]
}

export const MEASURED: {
  readonly stories: readonly Story[]
  /** Where exactly as many come or go as open a domain, and nobody else changes. */
  readonly exactlyEight: readonly Pick<Story, 'name' | 'naive' | 'ours'>[]
  readonly ages: readonly Age[]
} = {
  stories: [
    {
      name: 'one joins, others change 0% of their answers',
      naive: 100,
      alwaysNew: 3.84,
      ours: 0,
      guessed: 0,
      guessedByFigure: 0,
    },
    {
      name: 'one leaves, others change 0% of their answers',
      naive: 100,
      alwaysNew: 3.91,
      ours: 0,
      guessed: 0,
      guessedByFigure: 0,
    },
    {
      name: 'one joins, four comparisons, others change 0% each time',
      naive: 100,
      alwaysNew: 4.23,
      ours: 0,
      guessed: 0,
      guessedByFigure: 0,
    },
    {
      name: 'one joins, three change theirs on purpose, others change 0%',
      naive: 100,
      alwaysNew: 5.09,
      ours: 0,
      guessed: 0,
      guessedByFigure: 0,
    },
    {
      name: 'one joins, others change 1% of their answers',
      naive: 61.73,
      alwaysNew: 1.79,
      ours: 0,
      guessed: 0,
      guessedByFigure: 0,
    },
    {
      name: 'one leaves, others change 1% of their answers',
      naive: 61.7,
      alwaysNew: 1.86,
      ours: 0,
      guessed: 0,
      guessedByFigure: 0,
    },
    {
      name: 'one joins, four comparisons, others change 1% each time',
      naive: 61.64,
      alwaysNew: 2.32,
      ours: 0,
      guessed: 0,
      guessedByFigure: 0,
    },
    {
      name: 'one joins, three change theirs on purpose, others change 1%',
      naive: 61.13,
      alwaysNew: 1.75,
      ours: 0,
      guessed: 0.36,
      guessedByFigure: 0.02,
    },
    {
      name: 'one joins, others change 5% of their answers',
      naive: 31.5,
      alwaysNew: 0.2,
      ours: 0,
      guessed: 0.13,
      guessedByFigure: 0,
    },
    {
      name: 'one leaves, others change 5% of their answers',
      naive: 32.84,
      alwaysNew: 0.29,
      ours: 0,
      guessed: 0.18,
      guessedByFigure: 0,
    },
    {
      name: 'one joins, four comparisons, others change 5% each time',
      naive: 31.88,
      alwaysNew: 0.43,
      ours: 0,
      guessed: 0.57,
      guessedByFigure: 0,
    },
    {
      name: 'one joins, three change theirs on purpose, others change 5%',
      naive: 31.52,
      alwaysNew: 0.13,
      ours: 0,
      guessed: 1.34,
      guessedByFigure: 0,
    },
    {
      name: 'one joins, others change 25% of their answers',
      naive: 28.88,
      alwaysNew: 0,
      ours: 0,
      guessed: 0.5,
      guessedByFigure: 0.02,
    },
    {
      name: 'one leaves, others change 25% of their answers',
      naive: 28.59,
      alwaysNew: 0,
      ours: 0,
      guessed: 0.5,
      guessedByFigure: 0.07,
    },
    {
      name: 'one joins, four comparisons, others change 25% each time',
      naive: 29.5,
      alwaysNew: 0,
      ours: 0,
      guessed: 0.09,
      guessedByFigure: 0.02,
    },
    {
      name: 'one joins, three change theirs on purpose, others change 25%',
      naive: 29.25,
      alwaysNew: 0,
      ours: 0,
      guessed: 0.2,
      guessedByFigure: 0.09,
    },
  ],
  exactlyEight: [
    { name: 'exactly eight come at once', naive: 40.91, ours: 0 },
    { name: 'exactly eight go at once', naive: 40.58, ours: 0 },
    { name: 'five come beside three who pool theirs', naive: 48.03, ours: 0.19 },
  ],
  ages: [
    { size: 10, change: 0.01, fresh: [0, 0, 0], age: [1, 2, 3] },
    { size: 10, change: 0.05, fresh: [0, 0.07, 0.09], age: [1, 1.9, 2.6] },
    { size: 10, change: 0.25, fresh: [0.59, 0.47, 0.39], age: [0.4, 0.6, 0.8] },
    { size: 15, change: 0.01, fresh: [0, 0.01, 0.01], age: [1, 2, 3] },
    { size: 15, change: 0.05, fresh: [0.07, 0.4, 0.31], age: [0.9, 1.1, 1.2] },
    { size: 15, change: 0.25, fresh: [0.99, 0.87, 0.92], age: [0, 0.1, 0.1] },
    { size: 20, change: 0.01, fresh: [0, 0.01, 0.05], age: [1, 2, 2.8] },
    { size: 20, change: 0.05, fresh: [0.31, 0.49, 0.42], age: [0.7, 0.8, 0.8] },
    { size: 20, change: 0.25, fresh: [1, 0.99, 0.99], age: [0, 0, 0] },
    { size: 30, change: 0.01, fresh: [0, 0.1, 0.26], age: [1, 1.8, 2] },
    { size: 30, change: 0.05, fresh: [0.67, 0.54, 0.66], age: [0.3, 0.5, 0.4] },
    { size: 30, change: 0.25, fresh: [1, 1, 1], age: [0, 0, 0] },
    { size: 50, change: 0.01, fresh: [0.07, 0.32, 0.35], age: [0.9, 1.3, 1.3] },
    { size: 50, change: 0.05, fresh: [0.95, 0.89, 0.92], age: [0, 0.1, 0.1] },
    { size: 50, change: 0.25, fresh: [1, 1, 1], age: [0, 0, 0] },
  ],
}
