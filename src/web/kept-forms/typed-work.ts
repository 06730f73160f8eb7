/**
 * A form that was sent → whether it holds typed work (an answer, a row, the scope, a comment, a note, an explanation), what it is, and
 * what somebody typed into it, in words. Nothing that decides who may do what is typed work.
 */
import { shortOf } from '../../report/words.ts'
import type { RuleSet } from '../../rules/model.ts'
import { SPECIAL_MARK } from '../forms.ts'

/** Where typed work is sent, as a pattern of the path, and what it is called. */
const KINDS: readonly (readonly [path: RegExp, name: string])[] = [
  [/^\/o\/[^/]+\/questions\/[^/]+\/([^/%]+)$/, 'An answer'],
  [/^\/o\/[^/]+\/questions\/[^/]+\/([^/%]+)\/comments$/, 'A comment'],
  [/^\/o\/[^/]+\/registers\/([^/%]+)\/rows\/[^/]+$/, 'A row'],
  [/^\/o\/[^/]+\/scope()$/, 'The scope'],
  [/^\/o\/[^/]+\/notes\/([^/%]+)$/, 'A note to the SIRO'],
  [/^\/o\/[^/]+\/caf-outcomes\/[^/]+\/[^/]+\/([^/%]+)$/, 'An outcome of a framework'],
  [/^\/o\/[^/]+\/explain\/([^/%]+)$/, 'An explanation'],
]

/** Whether typed work may be sent to a path. */
export function isPathOfWork(path: string): boolean {
  return kindOf(path) !== undefined
}

/** Whether what is sent to a path, with these fields, is typed work. */
export function isTypedWork(path: string, fields: URLSearchParams): boolean {
  return isPathOfWork(path) && !['resolve', 'reopen'].includes(fields.get('action') ?? '')
}

/** Such as `An answer: Multi-factor sign-in for remote ways in`. */
export function nameOfWork(ruleSet: RuleSet, path: string): string {
  const kind = kindOf(path)
  if (kind === undefined) return path
  const [, name] = kind
  const title = titleOf(ruleSet, aboutOf(path))
  return title === '' ? name : `${name}: ${title}`
}

/** What somebody typed and chose, each with what it is called; what the page itself put into the form is left out. */
export function typedIn(
  ruleSet: RuleSet,
  path: string,
  fields: URLSearchParams,
): readonly (readonly [name: string, value: string])[] {
  const about = aboutOf(path)
  return [...fields].flatMap(([name, value]) => {
    if (value.trim() === '' || /^(version|action$|via$|id$|shown-to$)|(^|-)(month|year)$/.test(name))
      return []
    const [, date] = /^(|.*-)day$/.exec(name) ?? []
    if (date !== undefined) {
      const parts = [value, fields.get(`${date}month`) ?? '', fields.get(`${date}year`) ?? '']
      return [[labelOf(ruleSet, about, `${date}date`), parts.join(' ').trim()] as const]
    }
    return [[labelOf(ruleSet, about, name), valueOf(ruleSet, about, name, value)] as const]
  })
}

function kindOf(path: string) {
  return KINDS.find(([pattern]) => pattern.test(path))
}

/** The question, register or domain that typed work is about; empty for none. */
function aboutOf(path: string): string {
  return kindOf(path)?.[0].exec(path)?.[1] ?? ''
}

function titleOf(ruleSet: RuleSet, about: string): string {
  if (about === '') return ''
  const titled = [...ruleSet.registers, ...ruleSet.domains].find(({ id }) => id === about)
  return titled?.title ?? (ruleSet.byId.has(about) ? shortOf(ruleSet, about) : '')
}

const LABELS: Readonly<Record<string, string>> = {
  value: 'Answer',
  special: 'Answer',
  items: 'Ticked',
  count: 'Count',
  of: 'Out of',
  reason: 'Reason',
  date: 'Date',
  assurance: 'What supports it',
  evidence: 'Evidence',
  'evidence-date': 'Date of the evidence',
  comment: 'Comment',
  text: 'Text',
}

function labelOf(ruleSet: RuleSet, about: string, name: string): string {
  const column = columnOf(ruleSet, about, name)
  const context = ruleSet.context.find(({ id }) => id === name)
  return (
    LABELS[name] ??
    column?.short ??
    context?.short ??
    name.replace(/^(cell|evidence)-/, '').replaceAll('-', ' ')
  )
}

function valueOf(ruleSet: RuleSet, about: string, name: string, value: string): string {
  const question = ruleSet.questions.find(({ id }) => id === about)
  const items = question?.form.type === 'checklist' ? question.form.items : []
  const options = [
    ...(name === 'value' ? (question?.levels ?? []) : []),
    ...(name === 'items' ? items.map(({ id, text }) => ({ id, text: text.text })) : []),
    ...(columnOf(ruleSet, about, name)?.options ?? []),
    ...(ruleSet.context.find(({ id }) => id === name)?.options ?? []),
  ]
  const chosen = options.find(({ id }) => id === value)?.text
  return (
    chosen ??
    (name === 'value' || name === 'special' ? value.replace(SPECIAL_MARK, '').replaceAll('-', ' ') : value)
  )
}

function columnOf(ruleSet: RuleSet, about: string, name: string) {
  const [, id] = /^cell-(.+?)(-special|-date)?$/.exec(name) ?? []
  return ruleSet.registers.find((one) => one.id === about)?.columns.find((one) => one.id === id)
}
