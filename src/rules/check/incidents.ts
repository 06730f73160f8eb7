/** Dossiers that are complete and sourced, and chains whose controls may do what they say. */
import type { RuleIssue } from '../../errors.ts'
import { questionsOf } from '../condition.ts'
import { knownNames } from '../row-test.ts'
import type { IncidentFile, RawStep } from '../schema/incident.ts'
import type { CheckContext, Rule } from './rule.ts'

export const checkIncidents: Rule = (context) =>
  context.documents.incidents.flatMap((incident) => [
    ...checkComplete(incident, context),
    ...checkSourced(incident, context),
    ...checkLessons(incident, context),
    ...(incident.chains ?? []).flatMap((chain) => [
      ...checkChain(chain, context),
      ...chain.steps.flatMap((step) => [
        ...checkStep(step, context),
        ...checkClaims(step, context),
        ...checkControls(step, chain.vantage === 'as-a-customer', context),
      ]),
    ]),
  ])

const dossierNeeds = [
  'as-at',
  'way-in',
  'role',
  'happened',
  'facts',
  'chains',
  'not-known',
  'lessons',
  'sources',
] as const
const exerciseRefuses = [
  'way-in',
  'exposed-when',
  'organisations',
  'facts',
  'regulatory',
  'chains',
  'sources',
] as const

function checkComplete(incident: IncidentFile, { fault }: CheckContext): RuleIssue[] {
  const incomplete = (key: string, message: string, remedy: string) =>
    fault('dossier-incomplete', incident, key, `“${incident.id}” ${message}`, remedy)
  if (incident.kind === 'dossier')
    return [
      ...dossierNeeds
        .filter((key) => isEmpty(incident[key]))
        .map((key) => incomplete(key, `is a dossier without ${key}`, `Add ${key}.`)),
      ...(incident.exercise === undefined
        ? []
        : [
            incomplete(
              'exercise',
              'is a dossier with an exercise',
              'Remove exercise, or write kind: exercise.',
            ),
          ]),
    ]
  return [
    ...exerciseRefuses
      .filter((key) => incident[key] !== undefined)
      .map((key) => incomplete(key, `is an exercise with ${key}`, `Remove ${key}, or write kind: dossier.`)),
    ...(incident.exercise === undefined
      ? [
          incomplete(
            'exercise',
            'is an exercise without a scene',
            'Add exercise, with scene, ask and answers.',
          ),
        ]
      : []),
  ]
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

/** A lesson that another dossier writes; one that is written here needs no name of another. */
function checkLessons({ lessons = [] }: IncidentFile, { documents, fault }: CheckContext): RuleIssue[] {
  const written = documents.incidents.flatMap((one) =>
    (one.lessons ?? []).flatMap((lesson) => ('same' in lesson ? [] : [lesson.id])),
  )
  return lessons.flatMap((lesson, index) => {
    if (!('same' in lesson)) return []
    if (!written.includes(lesson.same))
      return [
        fault(
          'unknown-id',
          lesson,
          'same',
          `no lesson is called “${lesson.same}”`,
          knownNames(written, lesson.same),
        ),
      ]
    const isTwice = lessons.some(
      (one, before) =>
        before !== index && ('same' in one ? before < index && one.same : one.id) === lesson.same,
    )
    return isTwice
      ? [
          fault(
            'named-twice',
            lesson,
            'same',
            `lesson “${lesson.same}” stands here twice`,
            'Remove one of them.',
          ),
        ]
      : []
  })
}

/** What we infer ourselves, or what nobody has published, needs no source; everything else does. */
function checkSourced(incident: IncidentFile, { fault }: CheckContext): RuleIssue[] {
  const cited = [...(incident.facts ?? []), ...(incident.regulatory ?? []), ...(incident.organisations ?? [])]
  return cited
    .filter(({ confidence, sources }) => !['inferred', 'unknown'].includes(confidence) && isEmpty(sources))
    .map((fact) =>
      fault(
        'missing-source',
        fact,
        'sources',
        `a ${fact.confidence} fact names no source`,
        'Name a source of this dossier, or leave the fact out.',
      ),
    )
}

function checkChain(
  chain: NonNullable<IncidentFile['chains']>[number],
  { fault }: CheckContext,
): RuleIssue[] {
  if (chain.vantage === 'as-a-customer' || chain.steps.some(({ kind }) => kind === 'attack')) return []
  return [
    fault(
      'chain-without-attack',
      chain,
      'steps',
      'this chain has no attack step, so nothing can be stopped',
      'Give it a step of kind: attack.',
    ),
  ]
}

function checkStep(step: RawStep, { fault }: CheckContext): RuleIssue[] {
  const controls = step.controls !== undefined
  const notTestable = step['not-testable'] !== undefined
  if (controls !== notTestable) return []
  const message = controls
    ? `step “${step.id}” has controls, and says that it cannot be tested`
    : `step “${step.id}” has no controls, and does not say why it cannot be tested`
  return [
    fault(
      'step-without-controls',
      step,
      controls ? 'not-testable' : 'id',
      message,
      'Write controls, or not-testable with the reason.',
    ),
  ]
}

/** What is only claimed is not replayed, and what is only alleged lends no weight. Source: rules/README.md, Incidents and replay. */
function checkClaims(step: RawStep, { fault }: CheckContext): RuleIssue[] {
  const controls = step.controls ?? []
  if (step.confidence === 'claimed' && controls.length > 0)
    return [
      fault(
        'claim-replayed',
        step,
        'controls',
        `step “${step.id}” is only claimed, and has controls`,
        'Write not-testable in their place: an unconfirmed claim is not replayed.',
      ),
    ]
  if (step.confidence !== 'alleged') return []
  return controls
    .filter(({ strength }) => strength === 'confirmed' || strength === 'reported')
    .map((control) =>
      fault(
        'strength-above-fact',
        control,
        'strength',
        `step “${step.id}” is only alleged, and its control is ${control.strength}`,
        'Write strength: alleged, or inferred where the link is our own.',
      ),
    )
}

function checkControls(
  step: RawStep,
  asCustomer: boolean,
  { compiled, names, fault }: CheckContext,
): RuleIssue[] {
  return (step.controls ?? []).flatMap((control) => {
    const faults: RuleIssue[] = []
    if (control.role !== 'limits' && asCustomer)
      faults.push(
        fault(
          'customer-chain-stops',
          control,
          'role',
          `step “${step.id}”: a customer neither stops nor sees what happens at a supplier`,
          'Write limits.',
        ),
      )
    else if (control.role === 'stops' && step.kind !== 'attack')
      faults.push(
        fault(
          'stops-outside-attack',
          control,
          'role',
          `step “${step.id}” is a ${step.kind}, which cannot be stopped`,
          'Write limits or detects.',
        ),
      )
    if (control.strength === 'confirmed' && control.confirmed === undefined)
      faults.push(
        fault(
          'confirmed-kind',
          control,
          'strength',
          `step “${step.id}”: strength is confirmed, but not what was`,
          'Add confirmed: { question: missing, worked or set-the-harm }.',
        ),
      )
    if (control.strength !== 'confirmed' && control.confirmed !== undefined)
      faults.push(
        fault(
          'confirmed-kind',
          control,
          'confirmed',
          `step “${step.id}”: strength is ${control.strength}, so nothing is confirmed`,
          'Remove confirmed, or correct the strength.',
        ),
      )
    const condition = compiled.get(control.when)
    if (condition === undefined) return faults
    const read = questionsOf(condition).map((question) => names.questions[question]?.raw.id ?? '')
    for (const id of Object.keys(control.confirmed ?? {}))
      if (!read.includes(id))
        faults.push(
          fault(
            'confirmed-kind',
            control.confirmed!,
            id,
            `step “${step.id}”: confirmed names “${id}”, which its condition does not read`,
            knownNames(read, id),
          ),
        )
    if (!asCustomer) return faults
    for (const question of questionsOf(condition)) {
      const raw = names.questions[question]?.raw
      if (raw !== undefined && raw['customer-owns'] !== true)
        faults.push(
          fault(
            'customer-does-not-own',
            control,
            'when',
            `step “${step.id}” names “${raw.id}”, which is not a customer’s to do`,
            'Name a question marked customer-owns: true.',
          ),
        )
    }
    return faults
  })
}
