/** Every assessment of a trust: the present one, what was signed, what was replaced, and what was never signed. */
import { dateWords } from '../../report/words.ts'
import type { AssessmentList, ListedAssessment } from '../../service/earlier.ts'
import type { AssessmentStatus } from '../../store/tables.ts'
import { Tag, type TagColour } from '../../web/components/lists.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { dayWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'

export function EarlierPage({ c, organisation, assessments }: AssessmentList & { c: PageContext }) {
  const { id, name } = organisation
  return (
    <TitledPage
      c={c}
      title="All assessments"
      organisation={organisation}
      current="results"
      crumbs={[{ href: paths.results(id), text: 'Results' }]}
      wide
      caption={<bdi>{name}</bdi>}
    >
      <p>
        What was signed never changes, and stays readable with the rules that scored it. An assessment that
        was reopened and signed again is replaced, and stays in this list.
      </p>
      {assessments.length === 0 ? (
        <p>No assessment has been started yet.</p>
      ) : (
        <Table
          caption="Assessments, the newest first"
          captionHidden
          columns={[
            { header: 'Period' },
            { header: 'Reference date' },
            { header: 'State' },
            { header: 'Signed' },
          ]}
          rows={assessments.map((one) => [
            one.assessment.signedAt === undefined ? (
              one.period.name
            ) : (
              <a href={paths.signed(id, one.assessment.id)}>{one.period.name}</a>
            ),
            dateWords(one.assessment.asOf),
            <State status={one.assessment.status} />,
            signedWords(one),
          ])}
        />
      )}
      <p>
        <a href={paths.trend(id)}>How it went from one signed assessment to the next</a>
      </p>
    </TitledPage>
  )
}

const STATES: Readonly<Record<AssessmentStatus, readonly [text: string, colour: TagColour]>> = {
  draft: ['Being filled in', 'blue'],
  returned: ['Returned by the SIRO', 'orange'],
  submitted: ['Waiting for the SIRO', 'yellow'],
  signed: ['Signed', 'green'],
  superseded: ['Replaced by a newer one', 'grey'],
}

export function State({ status }: { status: AssessmentStatus }) {
  const [text, colour] = STATES[status]
  return <Tag colour={colour}>{text}</Tag>
}

function signedWords({ assessment, signature }: ListedAssessment) {
  if (assessment.signedAt === undefined) return <>Not signed</>
  return (
    <>
      {dayWords(assessment.signedAt)}
      {signature !== undefined && (
        <>
          {' '}
          by <bdi>{signature.byName}</bdi>
          {signature.kind === 'signed-with-reservations' && ', with reservations'}
        </>
      )}
    </>
  )
}
