/** A dossier or exercise as written to its compiled form; what is not written becomes empty, never invented. */
import type { Lookups } from './lookups.ts'
import type { Control, Fact, Incident, Lesson, Step } from './model.ts'
import type { IncidentFile, RawControl, RawFact, RawLesson, RawStep } from './schema/incident.ts'

/** Lessons by id, of all dossiers: one that several teach is written once. */
export function compileLessons(
  incidents: readonly IncidentFile[],
  lookups: Lookups,
): ReadonlyMap<string, Lesson> {
  const written = incidents.flatMap(({ lessons = [] }) => lessons)
  return new Map(written.flatMap((one) => ('same' in one ? [] : [[one.id, compileLesson(one, lookups)]])))
}

function compileLesson(raw: Exclude<RawLesson, { same: string }>, lookups: Lookups): Lesson {
  const { id, text } = raw
  return 'learned-when' in raw
    ? { id, text, learnedWhen: lookups.condition(raw['learned-when']) }
    : { id, text, cannotBeAsked: raw['cannot-be-asked'] }
}

/** `ruleSetDate` stands in for the date of an exercise, which has no facts to be dated. */
export function compileIncident(
  raw: IncidentFile,
  ruleSetDate: string,
  lessons: ReadonlyMap<string, Lesson>,
  lookups: Lookups,
): Incident {
  const exposedWhen = raw['exposed-when']
  return {
    id: raw.id,
    title: raw.title,
    asAt: raw['as-at'] ?? ruleSetDate,
    kind: raw.kind,
    ...(raw['way-in'] === undefined ? {} : { wayIn: raw['way-in'] }),
    role: raw.role ?? '',
    happened: raw.happened ?? '',
    summary: raw.summary,
    ...(exposedWhen === undefined ? {} : { exposedWhen: lookups.condition(exposedWhen) }),
    organisations: (raw.organisations ?? []).map((one) => ({ ...one, sources: one.sources ?? [] })),
    facts: (raw.facts ?? []).map(compileFact),
    regulatory: (raw.regulatory ?? []).map(compileFact),
    chains: (raw.chains ?? []).map(({ vantage, steps }) => ({
      vantage,
      steps: steps.map((step) => compileStep(step, lookups)),
    })),
    notKnown: raw['not-known'] ?? [],
    lessons: (raw.lessons ?? []).flatMap((one) => lessons.get('same' in one ? one.same : one.id) ?? []),
    sources: raw.sources ?? [],
    leftOut: raw['left-out'] ?? [],
    ...(raw.note === undefined ? {} : { note: raw.note }),
    ...(raw.exercise === undefined
      ? {}
      : { exercise: { ...raw.exercise, answers: raw.exercise.answers.map(lookups.question) } }),
  }
}

function compileFact(raw: RawFact): Fact {
  return { ...raw, sources: raw.sources ?? [] }
}

function compileStep(raw: RawStep, lookups: Lookups): Step {
  return {
    id: raw.id,
    text: raw.text,
    kind: raw.kind,
    always: raw.reached === 'always',
    confidence: raw.confidence,
    ...(raw.via === undefined ? {} : { via: raw.via }),
    techniques: raw.attack ?? [],
    controls: (raw.controls ?? []).map((control) => compileControl(control, lookups)),
    ...(raw['not-testable'] === undefined ? {} : { notTestable: raw['not-testable'] }),
  }
}

function compileControl(raw: RawControl, lookups: Lookups): Control {
  const confirmed = Object.entries(raw.confirmed ?? {})
  return {
    ...raw,
    when: lookups.condition(raw.when),
    confirmed: confirmed.map(([id, what]) => ({ question: lookups.question(id), what })),
  }
}
