/** Who had seen an assessment when it was signed, by office; an office without a name had not. */
import { OFFICES } from '../../report/sign-off.ts'
import { SummaryList } from './lists.tsx'

export function SeenBy({ seenBy }: { seenBy: Readonly<Record<string, string>> }) {
  return (
    <SummaryList
      rows={OFFICES.map(({ id, name }) => ({
        key: name,
        value: seenBy[id] === undefined ? 'Had not seen it' : <bdi>{seenBy[id]}</bdi>,
      }))}
    />
  )
}
