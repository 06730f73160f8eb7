/** The page of one answer's evidence, adding and withdrawing it, reviewing it, and its files as downloads. */
import { DomainError } from '../../errors.ts'
import {
  addEvidence,
  type EvidenceView,
  getEvidence,
  getEvidenceFile,
  type PieceView,
  withdrawEvidence,
} from '../../service/evidence.ts'
import { aboutQuestion, demand, demandState } from '../../service/permission.ts'
import { saveReview } from '../../service/reviewing.ts'
import { Button } from '../../web/components/button.tsx'
import { readForm, readUpload } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { asksMeant } from '../meant.tsx'
import { paths } from '../../web/paths.ts'
import { attempt, seenVersion } from '../../web/saving.ts'
import { datesOf } from '../../web/times.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { download } from './download.ts'
import { atFields, EvidencePage } from './evidence-page.tsx'
import { evidenceOf, NO_EVIDENCE, readTypedEvidence, readTypedReview, reviewOf } from './typed.ts'

export const evidence = newRoutes()

/** What was done, by the word in the address that leads back to the page. */
const DONE: Readonly<Record<string, string>> = {
  added: 'The evidence is added.',
  withdrawn: 'The evidence is withdrawn.',
  reviewed: 'The review is recorded.',
}

evidence.page('read-evidence', paths.evidence, async (c) => {
  const view = await getView(c)
  const replaces = c.req.query('replaces') ?? ''
  const replaced = view.pieces.find((piece) => piece.newest.id === replaces && !piece.isWithdrawn)?.newest
  const typed =
    replaced === undefined
      ? {}
      : {
          evidence: {
            ...NO_EVIDENCE,
            kind: replaced.file === undefined ? 'link' : 'file',
            title: replaced.title,
            place: replaced.place ?? '',
            owner: replaced.owner,
            replaces,
          },
        }
  return showPage(c, <EvidencePage c={c} view={view} {...typed} done={DONE[c.req.query('done') ?? '']} />)
})

evidence.upload('add-evidence', paths.evidence, async (c) => {
  const upload = await readUpload(c, 'file')
  const view = await getView(c)
  const typed = readTypedEvidence(upload.form)
  const again = (props: Partial<Parameters<typeof EvidencePage>[0]>) => (
    <EvidencePage c={c} view={view} evidence={typed} {...props} />
  )
  const read = (other: typeof typed) => evidenceOf(other, upload.file, datesOf(c, view.assessment.asOf))
  const { given, file, faults } = read(typed)
  if (faults.length > 0) {
    const isAsked = asksMeant(typed, faults, (other) => read(other).faults)
    return showPage(c, again({ faults, asksMeant: isAsked }), 422)
  }
  const { organisation, question } = view
  const tried = await attempt(c, () =>
    addEvidence(
      c.get('web').house,
      getPerson(c),
      organisation.id,
      question.id,
      given,
      file,
      typed.replaces === '' ? undefined : typed.replaces,
    ),
  )
  if (!tried.ok) return showPage(c, again({ notSaved: true }), tried.status)
  if (!tried.value.ok) return showPage(c, again({ faults: atFields(tried.value.faults) }), 422)
  return c.redirect(`${paths.evidence(organisation.id, question)}?done=added`, 303)
})

evidence.post('review-evidence', paths.reviewEvidence, async (c) => {
  const form = await readForm(c)
  const view = await getView(c)
  const { organisation, question } = view
  demand('review-evidence', getPerson(c), organisation.id, aboutQuestion(view.ruleSet, question))
  const typed = readTypedReview(form)
  const { given, faults } = reviewOf(typed)
  if (given === undefined)
    return showPage(c, <EvidencePage c={c} view={view} review={typed} faults={faults} />, 422)
  const tried = await attempt(c, () =>
    saveReview(c.get('web').house, getPerson(c), organisation.id, question.id, seenVersion(form), given),
  )
  if (!tried.ok) return showPage(c, <EvidencePage c={c} view={view} review={typed} notSaved />, tried.status)
  if (!tried.value.ok)
    return showPage(c, <EvidencePage c={c} view={await getView(c)} review={typed} changed />, 409)
  return c.redirect(`${paths.evidence(organisation.id, question)}?done=reviewed`, 303)
})

evidence.page('add-evidence', paths.withdrawEvidence, async (c) => {
  const view = await getView(c)
  const piece = getPiece(view, c.req.param('evidence'))
  const about = aboutQuestion(view.ruleSet, view.question)
  demand('add-evidence', getPerson(c), view.organisation.id, about)
  demandState('add-evidence', view)
  return showPage(c, <WithdrawPage c={c} view={view} piece={piece} />)
})

evidence.post('add-evidence', paths.withdrawEvidence, async (c) => {
  await readForm(c)
  const { organisation, question } = await getView(c)
  const { house } = c.get('web')
  await withdrawEvidence(house, getPerson(c), organisation.id, question.id, c.req.param('evidence'))
  return c.redirect(`${paths.evidence(organisation.id, question)}?done=withdrawn`, 303)
})

evidence.noted('read-evidence', paths.evidenceFile, async (c) => {
  const { organisation, evidence: id } = c.req.param()
  return download(c, await getEvidenceFile(c.get('web').house, getPerson(c), organisation, id))
})

async function getView(c: PageContext): Promise<EvidenceView> {
  const { organisation = '', domain, question = '' } = c.req.param() as Record<string, string>
  const view = await getEvidence(c.get('web').house, getPerson(c), organisation, question)
  if (view.question.domain !== domain) throw new DomainError('not-found', 'There is no such question here.')
  return view
}

function getPiece(view: EvidenceView, id: string): PieceView {
  const piece = view.pieces.find((one) => one.newest.id === id && !one.isWithdrawn)
  if (piece === undefined) throw new DomainError('not-found', 'There is no such evidence here.')
  return piece
}

/** Before evidence is withdrawn: what goes, and what stays. */
function WithdrawPage({ c, view, piece }: { c: PageContext; view: EvidenceView; piece: PieceView }) {
  const { organisation, question } = view
  const { newest, earlier } = piece
  const address = paths.evidence(organisation.id, question)
  const hasFiles = [newest, ...earlier].some((row) => row.file !== undefined)
  return (
    <TitledPage
      c={c}
      title="Withdraw this evidence?"
      within={[question.short]}
      organisation={organisation}
      current="tasks"
      back={{ href: address, text: 'Back to the evidence' }}
      heading={
        <>
          <span class="nhsuk-caption-l wr-typed">{newest.title}</span> Withdraw this evidence?
        </>
      }
      size="l"
    >
      <ul class="nhsuk-list nhsuk-list--bullet">
        {hasFiles && (
          <li>
            The file is deleted here, with its earlier versions. It cannot be brought back. An assessment that
            was signed with it keeps it.
          </li>
        )}
        <li>Its title, dates and names stay on the page, marked as withdrawn.</li>
        {piece.standing === 'stands' && (
          <li>
            The answer then rests on other evidence that was given for it. If there is none, it rests on your
            word.
          </li>
        )}
      </ul>
      <form action={paths.withdrawEvidence(organisation.id, question, newest.id)} method="post">
        <div class="wr-actions">
          <Button variant="warning">Withdraw it</Button>
          <a href={address}>Keep it</a>
        </div>
      </form>
    </TitledPage>
  )
}
