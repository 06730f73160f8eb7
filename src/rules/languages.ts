/**
 * A rule set that was kept in an earlier language → the same with what today's language asks for beside it, before its shape is checked.
 * It is for kept rule sets only: a folder of rules is written in today's language, and lacks nothing.
 *
 * Whoever adds a required key, or takes one away, raises `LANGUAGE` and adds a step to `STEPS` that brings the language before to it.
 * A step changes what a kept rule set is read as, never its files: its digest stays.
 */

/** The number of the language that is read and checked today. */
export const LANGUAGE = 2

/** Whether a file of one can stand in the place of the other's: what is written in an earlier language holds with no file of today's. */
export function mixesWith(
  before: { readonly language: number },
  after: { readonly language: number },
): boolean {
  return before.language === LANGUAGE && after.language === LANGUAGE
}

type Document = Record<string, unknown>

/** By path; a step may add a document that an earlier language had no file for. */
export type KeptDocuments = Map<string, unknown>

/** What brings a rule set of language n to language n + 1, in order; values are changed in place, since their places are known by identity. */
const STEPS: readonly ((documents: KeptDocuments) => void)[] = [toLanguage2]

/** Fills in what a kept rule set lacks. The first rule sets name no language: they are of language 1. */
export function fillIn(documents: KeptDocuments, steps = STEPS): void {
  const ruleSet = documents.get('ruleset.yaml')
  if (!isDocument(ruleSet)) return
  ruleSet['language'] ??= 1
  const { language } = ruleSet
  if (typeof language === 'number') for (const step of steps.slice(language - 1)) step(documents)
}

function toLanguage2(documents: KeptDocuments): void {
  namesLessonsAndAnswers(documents)
  givesFrameworkItsFile(documents)
  countsWhatIsRead(documents)
}

/** Which questions of the scope count beside the scored ones is not written any more: those that something reads. */
function countsWhatIsRead(documents: KeptDocuments): void {
  for (const question of under('questions')(documents.get('scope.yaml')))
    if (isDocument(question)) delete question['among-the-80']
}

/** Of the one framework of language 1 only its id told the version. */
function givesFrameworkItsFile(documents: KeptDocuments): void {
  const ruleSet = documents.get('ruleset.yaml')
  const framework = isDocument(ruleSet) ? ruleSet['framework'] : undefined
  if (!isDocument(ruleSet) || !isDocument(framework)) return
  delete ruleSet['framework']
  const version = /\d+(\.\d+)+/.exec(String(framework['id']))?.[0] ?? '1.0'
  const id = `caf-${String(framework['id'])}`
  const source = { title: framework['title'] }
  documents.set(`frameworks/${id}.yaml`, { ...framework, id, short: `CAF ${version}`, version, source })
  for (const [path, document] of documents) {
    const questions = path === 'scope.yaml' || path.startsWith('domains/') ? under('questions')(document) : []
    for (const question of questions.filter(isDocument))
      for (const key of ['caf', 'caf-inferred']) {
        const codes = list(question[key])
        if (path === 'scope.yaml' || codes.length === 0) delete question[key]
        else question[key] = { [id]: codes }
      }
  }
}

/**
 * A lesson has an id and says when it is learned, which those before never asked; what is confirmed names its answers,
 * which were all those of its condition.
 */
function namesLessonsAndAnswers(documents: KeptDocuments): void {
  for (const [path, incident] of documents) {
    if (!path.startsWith('incidents/') || !isDocument(incident)) continue
    const id = String(incident['id'])
    for (const [index, text] of list(incident['lessons']).entries())
      if (typeof text === 'string')
        replace(incident['lessons'], index, {
          id: `${id}-lesson-${index + 1}`,
          text,
          'cannot-be-asked': 'This rule set does not say when it is learned.',
        })
    for (const control of list(incident['chains']).flatMap(under('steps')).flatMap(under('controls')))
      if (isDocument(control) && typeof control['confirmed'] === 'string') {
        const questions = answersIn(control['when'])
        control['confirmed'] = Object.fromEntries(questions.map((one) => [one, control['confirmed']]))
      }
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const under = (key: string) => (value: unknown) => list(isDocument(value) ? value[key] : undefined)

function replace(value: unknown, index: number, by: unknown): void {
  if (Array.isArray(value)) value[index] = by
}

/** Ids of the scored questions that a written condition compares. */
function answersIn(condition: unknown): string[] {
  if (!isDocument(condition)) return []
  const { answer } = condition
  if (typeof answer === 'string') return 'at-least' in condition || 'below' in condition ? [answer] : []
  return [...list(condition['all']), ...list(condition['any'])].flatMap(answersIn)
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
