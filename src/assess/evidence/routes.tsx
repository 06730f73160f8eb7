/** The page of one answer's evidence, adding and withdrawing it, reviewing it, and its files as downloads. */
import { DomainError } from '../../errors.ts'
import { addEvidence, withdrawEvidence } from '../../service/bringing-evidence.ts'
import { askToRenew, getCalendar } from '../../service/evidence-calendar.ts'
import { type EvidenceView, getEvidence, getEvidenceFile, type PieceView } from '../../service/evidence.ts'
import { aboutQuestion, decide, demand, demandState } from '../../service/permission.ts'
import { findOpenFindings, saveReview } from '../../service/reviewing.ts'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { datesOf } from '../../web/times.ts'
import { askedIn, getPerson, partOf, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { type Evidenced, evidenceFields, evidenceOf } from './add-form.tsx'
import { CalendarPage } from './calendar-page.tsx'
import { download } from './download.ts'
import { EvidencePage } from './evidence-page.tsx'
import { reviewFaults, reviewFields } from './review-form.tsx'
import { WithdrawPage } from './withdraw-page.tsx'

export const evidence = newRoutes()

/** What was done, by the word in the address that leads back to the page. */
const DONE: Readonly<Record<string, string>> = {
  added: 'The evidence is added.',
  withdrawn: 'The evidence is withdrawn.',
  reviewed: 'The review is recorded.',
}

evidence.page('read-whole', paths.evidenceCalendar, async (c) =>
  showPage(c, <CalendarPage c={c} found={await getCalendar(...askedIn(c))} />),
)

evidence.post('read-whole', paths.evidenceCalendar, async (c) => {
  const at = askedIn(c)
  await askToRenew(...at, (await readForm(c)).all('question'))
  return c.redirect(paths.evidenceCalendar(at[2]), 303)
})

evidence.page('read-evidence', paths.evidence, async (c) => {
  const of = await getEvidenced(c)
  const asked = c.req.query('replaces')
  const replaced = of.view.pieces.find((piece) => piece.newest.id === asked && !piece.isWithdrawn)?.newest
  const done = DONE[c.req.query('done') ?? '']
  const plans = decide('plan-actions', getPerson(c), of.view.organisation.id) === 'allowed'
  const disagreed =
    plans &&
    (await findOpenFindings(...askedIn(c))).some(({ questionId }) => questionId === of.view.question.id)
  return showPage(c, <EvidencePage c={c} of={{ ...of, replaced }} disagreed={disagreed} done={done} />)
})

evidence.sent('add-evidence', paths.evidence, {
  file: 'file',
  load: getEvidenced,
  fields: evidenceFields,
  page: (c, of, form) => <EvidencePage c={c} of={of} add={form} />,
  check: (typed, { dates }) => evidenceOf(typed, dates).faults,
  save: async (c, typed, { view: { organisation, question }, dates }) => {
    const at = [c.get('web').house, getPerson(c), organisation.id, question.id] as const
    const { given, file } = evidenceOf(typed, dates)
    const replaces = typed.replaces === '' ? undefined : typed.replaces
    const added = await addEvidence(...at, given, file, replaces)
    if (added.ok) return `${paths.evidence(organisation.id, question)}?done=added`
    const whole = added.faults.find(({ field }) => field === '')
    return whole === undefined ? added : { refused: whole.message }
  },
})

evidence.sent('review-evidence', paths.reviewEvidence, {
  load: async (c) => {
    const of = await getEvidenced(c)
    const { organisation, ruleSet, question } = of.view
    demand('review-evidence', getPerson(c), organisation.id, aboutQuestion(ruleSet, question))
    return of
  },
  fields: reviewFields,
  page: (c, of, form) => <EvidencePage c={c} of={of} review={form} />,
  check: reviewFaults,
  save: async (c, { version, note, ...given }, { view: { organisation, question } }) => {
    const at = [c.get('web').house, getPerson(c), organisation.id, question.id] as const
    const saved = await saveReview(...at, version, { ...given, note: note.trim() })
    if (saved.ok) return `${paths.evidence(organisation.id, question)}?done=reviewed`
    throw new DomainError(
      'conflict',
      'The answer changed while you reviewed it. Look at the answer and its evidence as they stand now.',
    )
  },
})

evidence.page('add-evidence', paths.withdrawEvidence, async (c) => {
  const view = await getView(c)
  const piece = getPiece(view, partOf(c, 'evidence'))
  const about = aboutQuestion(view.ruleSet, view.question)
  demand('add-evidence', getPerson(c), view.organisation.id, about)
  demandState('add-evidence', view)
  return showPage(c, <WithdrawPage c={c} view={view} piece={piece} />)
})

evidence.post('add-evidence', paths.withdrawEvidence, async (c) => {
  await readForm(c)
  const { organisation, question } = await getView(c)
  const { house } = c.get('web')
  await withdrawEvidence(house, getPerson(c), organisation.id, question.id, partOf(c, 'evidence'))
  return c.redirect(`${paths.evidence(organisation.id, question)}?done=withdrawn`, 303)
})

evidence.noted('read-evidence', paths.evidenceFile, async (c) => {
  return download(c, await getEvidenceFile(...askedIn(c), partOf(c, 'evidence')))
})

async function getEvidenced(c: PageContext): Promise<Evidenced> {
  const view = await getView(c)
  return { view, dates: datesOf(c, view.assessment.asOf) }
}

async function getView(c: PageContext): Promise<EvidenceView> {
  const view = await getEvidence(...askedIn(c), partOf(c, 'question'))
  if (view.question.domain !== partOf(c, 'domain'))
    throw new DomainError('not-found', 'There is no such question here.')
  return view
}

function getPiece(view: EvidenceView, id: string): PieceView {
  const piece = view.pieces.find((one) => one.newest.id === id && !one.isWithdrawn)
  if (piece === undefined) throw new DomainError('not-found', 'There is no such evidence here.')
  return piece
}
