/**
 * The rule set → an empty answers file in YAML, with every question, its allowed values and who usually knows.
 * What it makes is accepted by the answers reader as it stands, and answers nothing.
 */

import type { Column, ContextQuestion, Question, Register, RuleSet } from '../rules/model.ts'
import { wrap } from './text-page.ts'
import { wholeAnswers } from './values.ts'
import { dateWords, endSentence, joinWords, mustHaveWords } from './words.ts'

const WIDTH = 110

/** The text of the file; `asOf` is the reference date to start with, ISO. */
export function writeTemplate(ruleSet: RuleSet, asOf: string): string {
  const lines = [
    ...head(ruleSet),
    '',
    ...organisation(ruleSet),
    '',
    ...comment(
      'The reference date: everything is as it was on this day. Dates of things done cannot be after it.',
      0,
    ),
    `as-of: ${asOf}`,
    '',
    'answers:',
    ...title(ruleSet.scope.title, ruleSet.scope.lead),
    ...ruleSet.context.filter((question) => !question.fromOrganisation).flatMap(contextLines),
    ...ruleSet.domains.flatMap((domain) => [
      ...title(domain.title, domain.lead),
      ...domain.questions.flatMap((index) => {
        const question = ruleSet.questions[index]
        return question === undefined ? [] : questionLines(ruleSet, question)
      }),
    ]),
    '',
    'registers:',
    ...ruleSet.registers.flatMap((register) => registerLines(ruleSet, register)),
  ]
  return `${lines.join('\n')}\n`
}

function head(ruleSet: RuleSet): string[] {
  return [
    ...comment(
      `Ward Round answers file, for the rule set ${ruleSet.id} ${ruleSet.version} of ${dateWords(ruleSet.date)}.`,
      0,
    ),
    '#',
    ...comment('Write a value behind the colon of each question, in the way it says.', 0),
    '#   Leave it empty while nobody has looked: the score is then a range.',
    '#   dont-know             nobody can say. It counts as the lowest level, and is not the same as "no".',
    '#   {not-applicable: why} only where the question offers it, with your reason.',
    '#   With evidence, write the value inside:',
    '#   {value: …, assurance: evidenced, evidence: "link or document", evidence-date: 2026-10-01}',
    '#   Besides these, comment: is kept. A reviewer writes assurance: verified, verified-by: and',
    '#   verified-how: (document-seen, configuration-seen or tested).',
    '#   Evidence that is newer than as-of counts only with shows-reference-date: true, which says that it',
    '#   shows how things were on that day.',
    '#   A date or number that can hardly be meant is asked about: {value: …, meant: true} says that it is.',
    '#   Put a text in quotes where it holds " #" or ": ".',
    '#',
    '# Then: npx wardround score THIS-FILE',
  ]
}

function organisation(ruleSet: RuleSet): string[] {
  const cohorts = ruleSet.context.find((question) => question.fromOrganisation)?.options ?? []
  return [
    '# What kind of organisation you are (cohort):',
    ...cohorts.map((option) => `#   ${option.id.padEnd(14)} ${option.text}`),
    'organisation:',
    '  name: Name of your organisation',
    `  cohort: ${cohorts[0]?.id ?? ''}`,
  ]
}

function title(text: string, lead: string): string[] {
  return [
    '',
    `  # ${'='.repeat(WIDTH - 4)}`,
    `  # ${text}`,
    `  # ${'='.repeat(WIDTH - 4)}`,
    ...comment(lead, 2),
  ]
}

function contextLines(question: ContextQuestion): string[] {
  return [
    '',
    ...comment(question.text, 2),
    ...(question.hint === undefined ? [] : comment(question.hint.text, 2)),
    ...knowing(question),
    ...(question.type === 'text'
      ? comment('Write: a text, in quotes.', 2)
      : [...comment('Write one of:', 2), ...choices(question.options)]),
    `  ${question.id}:`,
  ]
}

function questionLines(ruleSet: RuleSet, question: Question): string[] {
  const { form } = question
  const asked = ['', ...comment(question.text, 2)]
  if (form.type === 'share') {
    const register = ruleSet.registers.find((one) => one.id === form.register)
    return [
      ...asked,
      ...comment(
        `${question.id} is worked out from the register "${register?.title ?? form.register}", below.`,
        2,
      ),
    ]
  }
  return [
    ...asked,
    ...(question.hint === undefined ? [] : comment(question.hint.text, 2)),
    ...(question.showWhen === undefined
      ? []
      : comment('It counts only if an answer about the scope says so.', 2)),
    ...comment(`Count: ${endSentence(question.count)} Not: ${endSentence(question.not)}`, 2),
    ...knowing(question),
    ...allowed(question),
    `  ${question.id}:`,
  ]
}

function knowing({ knows, where }: { readonly knows?: string; readonly where?: string }): string[] {
  return [
    ...(knows === undefined ? [] : comment(`Who usually knows: ${endSentence(knows)}`, 2)),
    ...(where === undefined ? [] : comment(`Where to look: ${endSentence(where)}`, 2)),
  ]
}

/** How the value is written, with every value it may have. */
function allowed(question: Question): string[] {
  const { form, notApplicable } = question
  const words = [
    ...wholeAnswers(question),
    ...(notApplicable === undefined
      ? []
      : [
          {
            id: '{not-applicable: why}',
            text: `${endSentence(notApplicable.when)}${notApplicable.cohorts === undefined ? '' : ` Only: ${joinWords(notApplicable.cohorts)}.`}`,
          },
        ]),
  ]
  switch (form.type) {
    case 'choice':
      return [...comment('Write one of:', 2), ...choices(words)]
    case 'checklist':
      return [
        ...comment(
          `Write a list of what is true, such as [${form.items[0]?.id ?? ''}], or [] for none of:`,
          2,
        ),
        ...choices([
          ...form.items.map((item) => ({
            id: item.id,
            text: [item.text.text, mustHaveWords(item) ?? ''].join(' ').trim(),
          })),
          ...words,
        ]),
      ]
    case 'percentage':
      return [
        ...comment('Write two whole numbers, such as {count: 180, of: 200}:', 2),
        ...choices([{ id: 'count', text: form.count }, { id: 'of', text: form.of }, ...words]),
      ]
    case 'number':
      return [...comment(`Write a number (${form.unit}), such as 3; or one of:`, 2), ...choices(words)]
    case 'date':
      return [...comment('Write a date as year-month-day; or one of:', 2), ...choices(words)]
    case 'share':
      return []
  }
}

function choices(options: readonly { readonly id: string; readonly text: string }[]): string[] {
  const width = Math.max(...options.map((option) => option.id.length))
  return options.flatMap(({ id, text }) =>
    wrap(text, WIDTH - width - 9).map(
      (line, position) => `  #   ${(position === 0 ? id : '').padEnd(width)}  ${line}`,
    ),
  )
}

function registerLines(ruleSet: RuleSet, register: Register): string[] {
  const fed = register.feeds.map((index) => ruleSet.questions[index])
  const row = register.columns.flatMap((column, position) => columnLines(register, column, position))
  return [
    ...title(register.title, register.lead),
    '',
    ...comment('It answers these questions:', 2),
    ...fed.flatMap((question) => (question === undefined ? [] : [`  #   ${question.id}: ${question.short}`])),
    '',
    ...comment(
      `For each ${register.row.one}, copy these lines below "rows:" without the "# ", and take away the "[]". ` +
        'A cell may stay empty while nobody has looked; the questions that read it then have no answer.',
      2,
    ),
    ...row,
    '  #       # evidence, by the question it supports:',
    `  #       evidence: { ${fed[0]?.id ?? ''}: { evidence: "document and place", evidence-date: 2026-10-01 } }`,
    '',
    `  ${register.id}:`,
    `    # true once every ${register.row.one} that belongs here is listed`,
    '    complete: false',
    '    rows: []',
  ]
}

function columnLines(register: Register, column: Column, position: number): string[] {
  const opens = register.columns[position - 1]?.section !== column.section
  const needed = column.required ? ' (needed)' : ''
  const [first, indent] = position === 0 ? ['- ', ''] : ['  ', '  ']
  // Never behind the value: a text without quotes would end there.
  return [
    ...(opens ? ['  #', `  #     ${indent}# ${column.section}`] : []),
    ...wrap(`${endSentence(column.text)}${needed} ${cellValues(column)}`, WIDTH - 16).map(
      (line) => `  #     ${indent}#   ${line}`,
    ),
    `  #     ${first}${column.id}:`,
  ]
}

function cellValues({ type, options, unit, unknown, never }: Column): string {
  const also = [
    ...(never === undefined ? [] : ['never']),
    ...(unknown === undefined ? [] : ['not-confirmed']),
  ]
  const values = {
    text: ['a text'],
    choice: options.map((option) => option.id),
    number: [unit === undefined ? 'a number' : `a number (${unit})`],
    date: ['a date'],
    tick: ['yes', 'no'],
  }[type]
  return `[${joinWords([...values, ...also], 'or')}]`
}

function comment(text: string, indent: number): string[] {
  const space = ' '.repeat(indent)
  return wrap(text, WIDTH - indent - 2).map((line) => `${space}# ${line}`)
}
