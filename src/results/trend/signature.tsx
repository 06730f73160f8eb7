/** Who signed an assessment, what was said, and how what did not fit together was explained. */
import { SAME_LINE } from '../../report/sign-off.ts'
import { shortOf, upperFirst } from '../../report/words.ts'
import type { SignedView } from '../../service/earlier.ts'
import { SummaryList, type SummaryRow } from '../../web/components/lists.tsx'
import { Table } from '../../web/components/table.tsx'
import { explainHeading } from '../../report/to-explain.ts'
import { SeenBy } from '../../web/components/seen-by.tsx'
import { dayWords, instantWords } from '../../web/times.ts'

export function Signature({ signed }: { signed: SignedView }) {
  const { view, signature, steps } = signed
  if (signature === undefined) return <p>Signed on {dayWords(view.assessment.signedAt ?? '')}.</p>
  const submitted = steps.findLast(({ kind }) => kind === 'submitted')
  const { statement, deputy, sameLine, seenBy } = signature.details
  const rows: SummaryRow[] = [
    ...steps
      .filter(({ kind }) => kind === 'returned')
      .map((one) => ({
        key: `Returned on ${dayWords(one.at)}`,
        value: (
          <span class="wr-typed">
            <bdi>{one.text}</bdi>
          </span>
        ),
      })),
    ...(submitted === undefined
      ? []
      : [{ key: 'Submitted', value: `${submitted.byName}, on ${instantWords(submitted.at)}` }]),
    {
      key: 'Signed',
      value: `${signature.byName}${deputy === true ? ', as deputy of the SIRO' : ''}, on ${instantWords(signature.at)}`,
    },
    ...(statement === undefined ? [] : [{ key: 'What was signed', value: statement }]),
    {
      key: 'Reservations',
      value: signature.text === '' ? 'None' : <span class="wr-typed">{signature.text}</span>,
    },
    ...(sameLine === true ? [{ key: 'Same line', value: SAME_LINE }] : []),
  ]
  return (
    <>
      <h2 class="nhsuk-heading-l">The signature</h2>
      <SummaryList rows={rows} />
      {seenBy !== undefined && <SeenBy seenBy={seenBy} />}
    </>
  )
}

export function Explained({ signed: { view, explained } }: { signed: SignedView }) {
  if (explained.length === 0) return <p>Nothing had to be explained.</p>
  return (
    <Table
      caption="What did not fit together or was not known"
      captionHidden
      columns={[{ header: 'What' }, { header: 'About' }, { header: 'Explanation' }]}
      rows={explained.map((one) => [
        explainHeading(view.ruleSet, one),
        upperFirst(one.questions.map((id) => shortOf(view.ruleSet, id)).join('; ')),
        one.text === undefined ? 'None' : <span class="wr-typed">{one.text}</span>,
      ])}
    />
  )
}
