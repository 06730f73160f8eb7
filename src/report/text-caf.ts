/** A framework file, and a completed assessment computed anew by it → pages of plain text. No indicator's text is printed. */

import type { CafFault } from '../caf/model.ts'
import type { OfficialFramework } from '../caf/model.ts'
import type { Completed, Recomputed } from '../caf/completed.ts'
import { compareProfile } from '../caf/decide.ts'
import { AGAINST, differenceWords, frameworkSentence, possibleWords, recomputedSentence } from './caf.ts'
import { numeric, type TextPage } from './text-page.ts'

/** The outcomes of a framework, and what each profile asks. */
export function addFramework(page: TextPage, framework: OfficialFramework): void {
  page.paragraph(frameworkSentence(framework), 0, 'strong').space()
  page.table(
    ['Outcome', 'Indicators', 'Name'],
    framework.outcomes.map(({ code, title, indicators, incomputable }) => [
      code,
      numeric(indicators.length),
      [title, ...incomputable].join('. '),
    ]),
  )
}

/** Each outcome as computed; what differs comes first. */
export function addRecomputed(
  page: TextPage,
  framework: OfficialFramework,
  all: readonly Recomputed[],
  { unknown }: Completed,
): void {
  page.line(recomputedSentence(all), 'title')
  const differences = all.flatMap((one) => {
    const words = differenceWords(one)
    return words === undefined ? [] : [`${one.outcome.code} ${one.outcome.title}: ${words}`]
  })
  if (differences.length > 0) page.heading('What differs')
  for (const words of differences) page.item(words)
  if (unknown.length > 0) page.heading('What this framework does not have')
  for (const { line, message } of unknown) page.item(`Line ${line}: ${message}.`)
  page.heading('Outcomes')
  page.table(
    ['Outcome', ...framework.profiles.map((profile) => `In ${profile}`), 'Computed'],
    all.map(({ outcome, possible, answered }) => [
      outcome.code,
      ...framework.profiles.map((profile) => AGAINST[compareProfile(outcome, profile, possible)]),
      possibleWords(possible, answered),
    ]),
  )
}

/** A fault as a line of the terminal, with its remedy. */
export function faultLine(file: string, { line, message, remedy }: CafFault): string {
  return `${file}:${line} ${message}. ${remedy}`
}
