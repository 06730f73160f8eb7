/** Before evidence is withdrawn: what goes, and what stays. */
import type { EvidenceView, PieceView } from '../../service/evidence.ts'
import { paths } from '../../web/paths.ts'
import { FormBox, newForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export function WithdrawPage({ c, view, piece }: { c: PageContext; view: EvidenceView; piece: PieceView }) {
  const { organisation, question } = view
  const { newest, earlier } = piece
  const back = paths.evidence(organisation.id, question)
  const hasFiles = [newest, ...earlier].some((row) => row.kind === 'file')
  return (
    <TitledPage
      c={c}
      title="Withdraw this evidence?"
      within={[question.short]}
      caption={<bdi class="wr-typed">{newest.title}</bdi>}
      size="l"
      organisation={organisation}
      current="tasks"
      back={{ href: back, text: 'Back to the evidence' }}
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
      <FormBox
        of={newForm(c.req.path, {})}
        button="Withdraw it"
        variant="warning"
        cancel={{ href: back, text: 'Keep it' }}
      />
    </TitledPage>
  )
}
