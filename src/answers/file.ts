/**
 * An answers file (YAML or JSON), or a whole assessment that holds one → answers, or every fault it has with its place.
 * It refuses anchors, aliases and tags, unknown keys and files above 1 MB, or 60 MB of a whole assessment, and writes nothing.
 */

import type { Key } from '../rules/places.ts'
import type { RuleSet } from '../rules/model.ts'
import { compareText, faultOfName, tidyLine } from '../text.ts'
import { isDate } from '../calendar.ts'
import type { Answer, Answers, RegisterAnswers, RegisterRow } from './model.ts'
import { type Door, isRecord, listOf, readText, shown } from './given.ts'
import type { Dates } from './given-date.ts'
import { type FileFault, openAnswersFile, type OpenedFile } from './opening.ts'
import { type Parsed, parseAnswer, parseContextAnswer } from './parse.ts'
import { parseRow } from './parse-row.ts'
import { commentAlone } from './support.ts'

export type ReadFile =
  | { readonly ok: true; readonly answers: Answers }
  | { readonly ok: false; readonly faults: readonly FileFault[] }

type Path = readonly Key[]

/**
 * Reads a whole answers file. All faults are found in one run and sorted by line.
 * `today`: the ISO date of the day on which it is read; undefined: it is read as on its own reference date.
 */
export function readAnswersFile(ruleSet: RuleSet, text: string, today?: string): ReadFile {
  const opened = openAnswersFile(text)
  return opened.ok
    ? readOpenedFile(ruleSet, opened.file, today)
    : { ok: false, faults: sorted(opened.faults) }
}

/** As `readAnswersFile`, of what `openAnswersFile` made of the text. */
export function readOpenedFile(
  ruleSet: RuleSet,
  { content, placeOf, door }: OpenedFile,
  today: string | undefined,
): ReadFile {
  if (!isRecord(content)) return { ok: false, faults: [{ place: placeOf([]), message: NO_ANSWERS }] }
  const faults: FileFault[] = []
  const answers = readContent(ruleSet, content, { today, door }, (path, message) =>
    faults.push({ place: placeOf(path), message }),
  )
  return faults.length > 0 ? { ok: false, faults: sorted(faults) } : { ok: true, answers }
}

const NO_ANSWERS =
  'Expected organisation, as-of, answers and registers at the top of the file. The table of a register comes in on the page of that register.'

const sorted = (faults: readonly FileFault[]) => faults.toSorted((a, b) => compareText(a.place, b.place))

type Report = (path: Path, message: string) => void

function readContent(
  ruleSet: RuleSet,
  content: Record<string, unknown>,
  { today, door }: { readonly today: string | undefined; readonly door: Door },
  fault: Report,
): Answers {
  for (const key of Object.keys(content).filter(
    (key) => !['organisation', 'as-of', 'answers', 'registers'].includes(key),
  ))
    fault([key], `"${key}" is not known here. The file has organisation, as-of, answers and registers.`)
  const organisation = readOrganisation(ruleSet, content['organisation'], fault)
  const asOf = typeof content['as-of'] === 'string' ? content['as-of'] : ''
  if (!isDate(asOf))
    fault(['as-of'], `as-of must be the reference date, written year-month-day such as ${ruleSet.date}.`)
  const known = isDate(asOf) ? asOf : '2199-12-31'
  const context = { asOf: known, today: today ?? known, cohort: organisation.cohort, door }

  const answers: Record<string, Answer> = {}
  const remarks: Record<string, string> = {}
  const scope: Record<string, string> = {}
  for (const [id, value] of Object.entries(recordAt(content, 'answers', fault))) {
    if (value === null) continue
    const index = ruleSet.byId.get(id)
    const scopeIndex = ruleSet.contextById.get(id)
    const question = index === undefined ? undefined : ruleSet.questions[index]
    const scoped = scopeIndex === undefined ? undefined : ruleSet.context[scopeIndex]
    const remark = question === undefined ? undefined : commentAlone(value)
    if (typeof remark === 'string') {
      const read = readText(remark)
      if ('message' in read) fault(['answers', id, 'comment'], `${id}.comment: ${read.message}`)
      else if (read.text !== '') remarks[id] = read.text
      continue
    }
    const parsed: Parsed<unknown> =
      question !== undefined
        ? parseAnswer(question, value, context)
        : scoped !== undefined
          ? parseContextAnswer(scoped, value)
          : {
              ok: false,
              faults: [{ field: id, message: `There is no question ${shown(id)} in this rule set.` }],
            }
    if (!parsed.ok)
      for (const one of parsed.faults)
        fault(
          [
            'answers',
            id,
            ...one.field
              .slice(id.length + 1)
              .split('.')
              .filter(Boolean),
          ],
          `${one.field}: ${one.message}`,
        )
    else if (question !== undefined) answers[id] = parsed.value as Answer
    else scope[id] = parsed.value as string
  }
  const registers = readRegisters(ruleSet, content, context, fault)
  const said = Object.keys(remarks).length === 0 ? {} : { remarks }
  return { organisation, asOf, answers, context: scope, registers, ...said }
}

function readOrganisation(ruleSet: RuleSet, given: unknown, fault: Report): Answers['organisation'] {
  const known =
    ruleSet.context.find((question) => question.fromOrganisation)?.options.map((option) => option.id) ?? []
  const record = isRecord(given) ? given : {}
  if (!isRecord(given)) fault(['organisation'], 'Expected organisation: {name, cohort}.')
  for (const key of Object.keys(record).filter((key) => key !== 'name' && key !== 'cohort'))
    fault(['organisation', key], `"${key}" is not known here. An organisation has a name and a cohort.`)
  const [written, cohort] = [record['name'], record['cohort']]
  const name = typeof written === 'string' ? tidyLine(written) : ''
  const stray = faultOfName(name)
  if (isRecord(given) && name === '') fault(['organisation', 'name'], 'Give the name of the organisation.')
  else if (stray !== undefined) fault(['organisation', 'name'], stray)
  if (isRecord(given) && !known.includes(cohort as string))
    fault(['organisation', 'cohort'], `${shown(cohort)} is not a kind of organisation. Use ${listOf(known)}.`)
  return {
    name,
    cohort: typeof cohort === 'string' ? cohort : '',
  }
}

function readRegisters(
  ruleSet: RuleSet,
  content: Record<string, unknown>,
  dates: Dates & { readonly door: Door },
  fault: Report,
): Record<string, RegisterAnswers> {
  const found: Record<string, RegisterAnswers> = {}
  for (const [id, value] of Object.entries(recordAt(content, 'registers', fault))) {
    if (value === null) continue
    const register = ruleSet.registers.find((one) => one.id === id)
    const path: Path = ['registers', id]
    if (register === undefined) {
      fault(
        path,
        `There is no register ${shown(id)}. The registers are ${listOf(ruleSet.registers.map((one) => one.id))}.`,
      )
      continue
    }
    const record = isRecord(value) ? value : {}
    if (!isRecord(value)) fault(path, 'Expected complete: true or false, and rows.')
    for (const key of Object.keys(record).filter((key) => key !== 'complete' && key !== 'rows'))
      fault([...path, key], `"${key}" is not known here. A register has complete and rows.`)
    const complete = record['complete'] ?? false
    if (typeof complete !== 'boolean') fault([...path, 'complete'], 'complete is true or false.')
    const given = record['rows'] ?? []
    if (!Array.isArray(given)) fault([...path, 'rows'], 'rows is a list.')
    const rows: RegisterRow[] = []
    for (const [position, row] of (Array.isArray(given) ? given : []).entries()) {
      const parsed = parseRow(ruleSet, register, row, dates, dates.door)
      if (parsed.ok) rows.push(parsed.value)
      else
        for (const one of parsed.faults)
          fault(
            [...path, 'rows', position, ...one.field.split('.')],
            `${id} row ${position + 1}, ${one.field}: ${one.message}`,
          )
    }
    for (const column of register.columns.filter((one) => one.atMostOnce)) {
      const ticked = rows.flatMap((row, position) => (row.cells[column.id] === 'yes' ? [position] : []))
      if (ticked.length > 1)
        fault(
          [...path, 'rows', ticked[1] ?? 0, column.id],
          `${id}: only one ${register.row.one} can be ticked as "${column.short}".`,
        )
    }
    found[id] = { complete: complete === true, rows }
  }
  return found
}

function recordAt(content: Record<string, unknown>, key: string, fault: Report): Record<string, unknown> {
  const given = content[key] ?? {}
  if (isRecord(given)) return given
  fault([key], `${key} is a list of id: value.`)
  return {}
}
