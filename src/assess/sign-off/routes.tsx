/** The way to the signature as pages: what the SIRO reads, the steps that can be taken now, and the explaining of what does not fit together. */
import { DomainError } from '../../errors.ts'
import type { OrganisationId } from '../../ids.ts'
import { OFFICES } from '../../report/sign-off.ts'
import { explainHeading } from '../../report/to-explain.ts'
import { getResult } from '../../service/assessments.ts'
import { findExplanations, listToExplain, saveExplanation } from '../../service/explaining.ts'
import type { House } from '../../service/house.ts'
import { demandState } from '../../service/permission.ts'
import { getSignOff, type SignOffView } from '../../service/reading-sign-off.ts'
import {
  reopenAssessment,
  returnAssessment,
  type SignOffOutcome,
  signAssessment,
  submitAssessment,
  withdrawAssessment,
} from '../../service/signing-off.ts'
import { type GivenMark, markAnswers } from '../../service/marking.ts'
import type { Person } from '../../store/person.ts'
import type { GivenIn } from '../../web/fields.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { askedIn, type PageContext, partOf } from '../../web/web.ts'
import { TextConflictPage } from '../conflict-page.tsx'
import { markField, markFields } from './marks.tsx'
import { explainFields, ExplainPage } from './explain-page.tsx'
import { SignOffPage } from './sign-off-page.tsx'
import { STEP_FIELDS, type StepName } from './steps.ts'

export const signOff = newRoutes()

signOff.page('read-sign-off', paths.signOff, async (c) =>
  showPage(c, <SignOffPage c={c} found={await getSignOff(...askedIn(c))} />),
)

takeStep('submit', ({ seen, word }, ...at) => submitAssessment(...at, seen, word))
takeStep('withdraw', ({ seen, word }, ...at) => withdrawAssessment(...at, seen, word))
takeStep('return', ({ seen, reasons }, ...at) => returnAssessment(...at, seen, reasons))
takeStep('reopen', ({ seen, reasons }, ...at) => reopenAssessment(...at, seen, reasons))
takeStep('sign', (given, ...at) => {
  const { seen, how, reservations } = given
  const sameLine = given['same-line']
  const names: Readonly<Record<string, string>> = given
  return signAssessment(...at, seen, {
    how: how === 'with' || how === 'without' ? how : undefined,
    reservations,
    sameLine: sameLine === 'yes' ? true : sameLine === 'no' ? false : undefined,
    seenBy: Object.fromEntries(OFFICES.map(({ id }) => [id, names[id] ?? ''])),
  })
})

signOff.sent('mark-answers', paths.signOffMarks.pattern, {
  load: (c) => getSignOff(...askedIn(c)),
  fields: markFields,
  page: (c, found, form) => <SignOffPage c={c} found={found} marks={form} />,
  save: async (c, { seen, ...given }) => {
    const at = askedIn(c)
    const marks = Object.values(given as Readonly<Record<string, GivenMark | undefined>>)
    const saved = await markAnswers(
      ...at,
      String(seen),
      marks.flatMap((one) => one ?? []),
    )
    if (saved.ok) return `${paths.signOff(at[2])}#on-paper`
    return { faults: saved.faults.map((one) => ({ ...one, field: markField(one.field) })) }
  },
})

type At = readonly [house: House, person: Person, organisationId: OrganisationId]
type FieldsOf<Step extends StepName> = ReturnType<(typeof STEP_FIELDS)[Step]>

/** A form of the page: what is wrong or missing comes back on it with everything typed. */
function takeStep<Step extends StepName>(
  of: Step,
  take: (given: GivenIn<FieldsOf<Step>>, ...at: At) => Promise<SignOffOutcome>,
) {
  const fields = STEP_FIELDS[of] as (found: SignOffView) => FieldsOf<Step>
  signOff.sent(of, paths.signOffSteps[of].pattern, {
    load: (c) => getSignOff(...askedIn(c)),
    fields,
    page: (c, found, form) => <SignOffPage c={c} found={found} sent={{ of, form }} />,
    save: async (c, given) => {
      const at = askedIn(c)
      const taken = await take(given, ...at)
      if (taken.ok) return paths.signOff(at[2])
      return 'faults' in taken ? taken : { faults: [] }
    },
  })
}

signOff.form('explain', paths.explain, {
  load: async (c) => {
    const asked = await getToExplain(c)
    demandState('explain', asked.view)
    return asked
  },
  fields: explainFields,
  page: (c, of, form) => <ExplainPage c={c} of={of} form={form} />,
  save: async (c, { version, text }, { view: { organisation, ruleSet }, one }) => {
    const saved = await saveExplanation(...askedIn(c), one.about, version, text)
    if (saved.ok) return `${paths.checkAnswers(organisation.id)}#explain-or-correct`
    if ('faults' in saved) return saved
    return showPage(
      c,
      <TextConflictPage
        c={c}
        title="Two versions of this explanation"
        caption={explainHeading(ruleSet, one)}
        organisation={organisation}
        current="check-answers"
        conflict={saved.conflict}
        typed={text}
        none="No explanation"
        action={c.req.path}
        keep={paths.checkAnswers(organisation.id)}
      />,
      409,
    )
  },
})

async function getToExplain(c: PageContext) {
  const at = askedIn(c)
  const { view, result } = await getResult(...at)
  const all = listToExplain(view, result, await findExplanations(...at))
  const one = all.find(({ about }) => about === partOf(c, 'about'))
  if (one === undefined)
    throw new DomainError('not-found', 'There is nothing to explain here: the answers fit together now.')
  return { view, one }
}
