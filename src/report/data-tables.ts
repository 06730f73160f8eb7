/** The tables that a trust takes of its own data: each is one sheet of the workbook, by the name of its file. */

/** Tables by their file, with the sheet of the workbook that each is. */
export const TABLES = {
  'answers.csv': {
    sheet: 'Answers',
    name: 'Answers',
    about: 'Every question with its answer, its level and its evidence.',
  },
  'contributions.csv': {
    sheet: 'Contributions',
    name: 'Contributions',
    about: 'The lines that each score adds up from.',
  },
  'risks.csv': {
    sheet: 'Risks',
    name: 'Risks',
    about: 'Each risk, on paper and on evidence, with what the register says.',
  },
  'attacks.csv': {
    sheet: 'Incidents',
    name: 'Past attacks',
    about: 'How each past attack would have ended here.',
  },
  'lessons.csv': {
    sheet: 'Lessons',
    name: 'Lessons',
    about: 'Each lesson of these attacks, and whether it is learned here.',
  },
} as const

export function isTable(file: string): file is keyof typeof TABLES {
  return Object.hasOwn(TABLES, file)
}
