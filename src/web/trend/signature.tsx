/** Who signed an assessment, what was said, and how what did not fit together was explained. */
import { contradictionName, shortOf, upperFirst } from '../../report/words.ts'
import type { RuleSet } from '../../rules/model.ts'
import type { SignedView } from '../../service/earlier.ts'
import type { ToExplain } from '../../service/explaining.ts'
import { SummaryList, type SummaryRow } from '../components/lists.tsx'
import { Table } from '../components/table.tsx'
import { dayWords, instantWords } from '../times.ts'

export function Signature({ signed }: { signed: SignedView }) {
  const { view, signature, steps } = signed
  if (signature === undefined) return <p>Signed on {dayWords(view.assessment.signedAt ?? '')}.</p>
  const submitted = steps.findLast(({ kind }) => kind === 'submitted')
  const { statement, deputy, sameLine } = signature.details
  const rows: SummaryRow[] = [
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
    ...(sameLine === true
      ? [{ key: 'Same line', value: 'One of the two who submitted and signed reports to the other.' }]
      : []),
  ]
  return (
    <>
      <h2 class="nhsuk-heading-l">The signature</h2>
      <SummaryList rows={rows} />
    </>
  )
}

export function Explained({ ruleSet, explained }: { ruleSet: RuleSet; explained: readonly ToExplain[] }) {
  if (explained.length === 0) return <p>Nothing had to be explained.</p>
  return (
    <Table
      caption="What did not fit together or was not known"
      captionHidden
      columns={[{ header: 'About' }, { header: 'What' }, { header: 'Explanation' }]}
      rows={explained.map(({ contradiction, questions, text }) => [
        questions.map((id) => upperFirst(shortOf(ruleSet, id))).join('; '),
        upperFirst(contradiction === undefined ? 'not known' : contradictionName(contradiction.kind)),
        text === undefined ? 'None' : <span class="wr-typed">{text}</span>,
      ])}
    />
  )
}
