/** The outcome of a replay as a tag, in the words and the colour that it has on every page. */
import { endsOf, evidenceOutcome, paperOutcome } from '../../report/outcomes.ts'
import type { IncidentResult, Outcome } from '../../scoring/model.ts'
import { Tag, type TagColour } from '../../web/components/lists.tsx'

const COLOURS: Readonly<Record<Outcome, TagColour>> = {
  'not-exposed': 'white',
  stopped: 'green',
  'cut-short': 'aqua-green',
  seen: 'blue',
  limited: 'orange',
  open: 'red',
  'not-testable': 'grey',
}

/** The outcome on paper in a word or two; both ends when it is not known. What rests on somebody's word is yellow. */
export function PaperTag({ result }: { result: IncidentResult }) {
  const words = paperOutcome(result)
  if (words === undefined || result.outcome === null) return <></>
  if (result.outcome === 'not-known')
    return (
      <span>
        <Tag colour="purple">{words.short}</Tag>
        <br />
        <span class="nhsuk-u-font-size-16">{endsOf(result)}</span>
      </span>
    )
  return <Tag colour={words.onWord ? 'yellow' : COLOURS[result.outcome]}>{words.short}</Tag>
}

/** The outcome on evidence in a word or two. */
export function EvidenceTag({ result }: { result: IncidentResult }) {
  const words = evidenceOutcome(result)
  if (words === undefined || result.assuredOutcome === null) return <></>
  return <Tag colour={COLOURS[result.assuredOutcome]}>{words.short}</Tag>
}
