/** A question or register as written to its compiled form: levels with bounds, the form of answer, tests. */
import { compileCohortText, type Lookups } from './lookups.ts'
import type { AnswerForm, Level, NoneToCount, Question, Register, WeightEvidence } from './model.ts'
import { creditsOf, type QuestionName } from './names.ts'
import type { RawQuestion, RawRegister } from './schema/domain.ts'

/** A scored question; `weightEvidence` is what the dossiers say of it. */
export function compileQuestion(
  { index, domain, raw, levelIds }: QuestionName,
  weightEvidence: readonly WeightEvidence[],
  lookups: Lookups,
): Question {
  const noneExist = raw['none-exist']
  return {
    index,
    id: raw.id,
    domain,
    short: raw.short,
    text: raw.text,
    ...(raw.hint === undefined ? {} : { hint: compileCohortText(raw.hint) }),
    form: formOf(raw, lookups),
    levels: levelsOf(raw, levelIds),
    weight: raw.weight,
    weightEvidence,
    caf: raw.caf ?? {},
    cafInferred: raw['caf-inferred'] ?? {},
    evidenceLasts: raw['evidence-lasts'],
    source: raw.source,
    knows: raw.knows,
    where: raw.where,
    count: raw.count,
    not: raw.not,
    ...(raw['does-not-cover'] === undefined ? {} : { doesNotCover: raw['does-not-cover'] }),
    customerOwns: raw['customer-owns'] ?? false,
    ...(raw['not-applicable'] === undefined ? {} : { notApplicable: raw['not-applicable'] }),
    ...(noneExist === undefined
      ? {}
      : {
          noneExist: {
            text: noneExist.text,
            level:
              noneExist.level === undefined ? levelIds.length - 1 : lookups.level(raw.id, noneExist.level),
          },
        }),
    ...(raw['show-when'] === undefined ? {} : { showWhen: lookups.condition(raw['show-when']) }),
  }
}

function levelsOf(raw: RawQuestion, levelIds: readonly string[]): Level[] {
  if (raw.type === 'checklist') {
    const n = raw.items.length
    const credits = creditsOf(raw)
    return levelIds.map((id, ticked) => ({ id, credit: credits[ticked] ?? 0, text: tickedText(ticked, n) }))
  }
  return raw.levels.map((level) => {
    const bound = boundOf(level)
    return { id: level.id, credit: level.credit, text: level.text, ...(bound === undefined ? {} : { bound }) }
  })
}

function tickedText(ticked: number, n: number): string {
  if (ticked === 0) return `None of the ${n} counts as true.`
  if (ticked === n) return `All ${n} are true.`
  return `${ticked} of the ${n} ${ticked === 1 ? 'counts' : 'count'} as true.`
}

/** The bound of a level, whichever its key is called. */
export function boundOf(level: object): number | undefined {
  for (const key of ['at-most', 'at-least', 'within-months'])
    if (key in level) return (level as Record<string, number>)[key]
  return undefined
}

function formOf(raw: RawQuestion, lookups: Lookups): AnswerForm {
  switch (raw.type) {
    case 'choice':
    case 'date':
      return { type: raw.type }
    case 'checklist':
      return {
        type: raw.type,
        items: raw.items.map(({ id, text, 'without-it-at-most': withoutItAtMost }) => ({
          id,
          text: compileCohortText(text),
          ...(withoutItAtMost === undefined ? {} : { withoutItAtMost }),
        })),
      }
    case 'percentage':
      return {
        type: raw.type,
        ...raw.counts,
        noneToCount: noneToCountOf(raw.id, raw['none-to-count'], lookups),
      }
    case 'number':
      return { type: raw.type, better: raw.better, unit: raw.unit }
    case 'share':
      return {
        type: raw.type,
        register: raw.register,
        where: lookups.tests(raw.share.where),
        of: lookups.tests(raw.share.of),
        noneToCount: noneToCountOf(raw.id, raw['none-to-count'], lookups),
      }
  }
}

function noneToCountOf(question: string, raw: string, lookups: Lookups): NoneToCount {
  return raw === 'impossible' || raw === 'left-out' ? raw : { level: lookups.level(question, raw) }
}

/** A register with the questions it feeds. */
export function compileRegister(
  raw: RawRegister,
  domain: string,
  questions: readonly Question[],
  lookups: Lookups,
): Register {
  const countsWhen = raw['counts-when']
  return {
    id: raw.id,
    title: raw.title,
    lead: raw.lead,
    domain,
    row: raw.row,
    columns: raw.columns.map((column) => ({
      id: column.id,
      type: column.type,
      section: column.section,
      short: column.short,
      text: column.text,
      ...(column.hint === undefined ? {} : { hint: column.hint }),
      required: column.required ?? false,
      forTheRecord: column['for-the-record'] ?? false,
      options: column.options ?? [],
      ...(column.unit === undefined ? {} : { unit: column.unit }),
      ...(column.unknown === undefined ? {} : { unknown: column.unknown }),
      ...(column.never === undefined ? {} : { never: column.never }),
      mayBeAhead: column['may-be-ahead'] ?? false,
      atMostOnce: column['at-most-once'] ?? false,
    })),
    countsWhen: countsWhen === undefined ? [] : lookups.tests(raw.lists?.[countsWhen]),
    feeds: questions
      .filter(({ form }) => form.type === 'share' && form.register === raw.id)
      .map((question) => question.index),
  }
}
