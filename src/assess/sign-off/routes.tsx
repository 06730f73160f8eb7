/** The way to the signature as pages: what the SIRO reads, the steps that can be taken now, and the explaining of what does not fit together. */
import type { AnswerFault } from '../../answers/model.ts'
import { DomainError } from '../../errors.ts'
import { OFFICES } from '../../report/sign-off.ts'
import { getResult } from '../../service/assessments.ts'
import { findExplanations, listToExplain, saveExplanation } from '../../service/explaining.ts'
import { demandState } from '../../service/permission.ts'
import {
  getSignOff,
  reopenAssessment,
  returnAssessment,
  type SignOffOutcome,
  signAssessment,
  submitAssessment,
  withdrawAssessment,
} from '../../service/signing-off.ts'
import { readForm } from '../../web/forms.ts'
import type { Form } from '../../web/form.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { attempt, seenVersion } from '../../web/saving.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { ExplainConflictPage, ExplainPage } from './explain-page.tsx'
import { SignOffPage } from './sign-off-page.tsx'
import { NOTHING_TYPED, type TypedStep } from './typed.ts'

export const signOff = newRoutes()

const PATH = '/o/:organisation/sign-off'

signOff.page('read-sign-off', paths.signOff, (c) => showSignOff(c, NOTHING_TYPED, [], 200))

signOff.post('submit', `${PATH}/submit`, (c) =>
  takeStep(c, 'submit', (form, ...at) => submitAssessment(...at, form.get('seen'), form.get('word'))),
)

signOff.post('withdraw', `${PATH}/withdraw`, (c) =>
  takeStep(c, 'withdraw', (form, ...at) => withdrawAssessment(...at, form.get('seen'), form.get('word'))),
)

signOff.post('return', `${PATH}/return`, (c) =>
  takeStep(c, 'return', (form, ...at) => returnAssessment(...at, form.get('seen'), form.get('reasons'))),
)

signOff.post('reopen', `${PATH}/reopen`, (c) =>
  takeStep(c, 'reopen', (form, ...at) => reopenAssessment(...at, form.get('seen'), form.get('reasons'))),
)

signOff.post('sign', `${PATH}/sign`, (c) =>
  takeStep(c, 'sign', (form, ...at) => {
    const [how, sameLine] = [form.get('how'), form.get('same-line')]
    return signAssessment(...at, form.get('seen'), {
      how: how === 'with' || how === 'without' ? how : undefined,
      reservations: form.get('reservations'),
      sameLine: sameLine === 'yes' ? true : sameLine === 'no' ? false : undefined,
      seenBy: Object.fromEntries(OFFICES.map(({ id }) => [id, form.get(id)])),
    })
  }),
)

type At = readonly [
  house: Parameters<typeof getSignOff>[0],
  person: Parameters<typeof getSignOff>[1],
  id: string,
]

/** Tries one step; what is wrong or missing comes back on the page with everything typed. */
async function takeStep(
  c: PageContext,
  of: TypedStep['of'],
  work: (form: Form, ...at: At) => Promise<SignOffOutcome>,
) {
  const form = await readForm(c)
  const id = c.req.param('organisation') ?? ''
  const tried = await attempt(c, () => work(form, c.get('web').house, getPerson(c), id))
  const typed: TypedStep = {
    of,
    how: form.get('how'),
    sameLine: form.get('same-line'),
    texts: Object.fromEntries(
      ['word', 'reasons', 'reservations', ...OFFICES.map((one) => one.id)].map((name) => [
        name,
        form.get(name),
      ]),
    ),
  }
  if (!tried.ok) return showSignOff(c, { ...typed, notSaved: true }, [], tried.status)
  if (tried.value.ok) return c.redirect(paths.signOff(id), 303)
  return showSignOff(c, typed, 'faults' in tried.value ? tried.value.faults : [], 422)
}

async function showSignOff(
  c: PageContext,
  typed: TypedStep,
  faults: readonly AnswerFault[],
  status: 200 | 422 | 500 | 503,
) {
  const found = await getSignOff(c.get('web').house, getPerson(c), c.req.param('organisation') ?? '')
  return showPage(c, <SignOffPage c={c} found={found} typed={typed} faults={faults} />, status)
}

signOff.page('explain', paths.explain, async (c) => {
  const asked = await getToExplain(c)
  demandState('explain', asked.view)
  const { text, from, version } = asked.one
  const typed = from === 'explanation' ? (text ?? '') : ''
  return showPage(c, <ExplainPage c={c} {...asked} typed={typed} version={version} faults={[]} />)
})

signOff.post('explain', paths.explain, async (c) => {
  const form = await readForm(c)
  const asked = await getToExplain(c)
  const { id } = asked.view.organisation
  const props = { c, ...asked, typed: form.get('text'), version: seenVersion(form) }
  if (form.get('action') === 'edit') return showPage(c, <ExplainPage {...props} faults={[]} />)
  const tried = await attempt(c, () =>
    saveExplanation(c.get('web').house, getPerson(c), id, asked.one.about, props.version, props.typed),
  )
  if (!tried.ok) return showPage(c, <ExplainPage {...props} faults={[]} notSaved />, tried.status)
  if (tried.value.ok) return c.redirect(`${paths.checkAnswers(id)}#explain-or-correct`, 303)
  return 'faults' in tried.value
    ? showPage(c, <ExplainPage {...props} faults={tried.value.faults} />, 422)
    : showPage(c, <ExplainConflictPage {...props} conflict={tried.value.conflict} />, 409)
})

async function getToExplain(c: PageContext) {
  const { house } = c.get('web')
  const id = c.req.param('organisation') ?? ''
  const { view, result } = await getResult(house, getPerson(c), id)
  const all = listToExplain(view, result, await findExplanations(house, getPerson(c), id))
  const one = all.find(({ about }) => about === c.req.param('about'))
  if (one === undefined)
    throw new DomainError('not-found', 'There is nothing to explain here: the answers fit together now.')
  return { view, one }
}
