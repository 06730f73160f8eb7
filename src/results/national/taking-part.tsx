/** Who takes part in the newest release and who does not, which together are all there are; by written group. */
import { notTakingPart, reconciledWords } from '../../report/country.ts'
import { sinceWords, takePartWords } from '../../report/national.ts'
import { upperFirst } from '../../report/words.ts'
import type { NationalView } from '../../service/national.ts'
import { Table } from '../../web/components/table.tsx'
import { dayWords } from '../../web/times.ts'

/** Both and together all, in a sentence. */
export const takingPart = ({ contributors, signed }: NationalView): string =>
  reconciledWords(contributors, signed.organisations)

export function TakingPart({ view }: { view: NationalView }) {
  const { participation, unplaced, signed, contributors } = view
  return (
    <>
      <p>
        {takingPart(view)} {notTakingPart(view.leftOut)}{' '}
        {sinceWords(signed, view.hasSignedSince, dayWords(view.release.row.prepared.at))}
      </p>
      <Table
        caption="Organisations that take part, by written group"
        captionHidden
        compact
        columns={[{ header: 'Group' }, { header: 'Taking part' }]}
        rows={[
          ...participation.map((one) => [
            one.title,
            upperFirst(takePartWords(one.contributors, one.organisations)),
          ]),
          ...(unplaced > 0
            ? [['Of a kind or region for which the comparison has no place', `None of ${unplaced}`]]
            : []),
          ['All', upperFirst(takePartWords(contributors, signed.organisations))],
        ]}
      />
    </>
  )
}
