/** With what a lead begins: at most three things to do, the most urgent first, each with one press. */
import type { Child } from 'hono/jsx'
import { type LeadWork, listLeadWork } from '../../report/first-page.ts'
import { countWords } from '../../report/words.ts'
import { paths } from '../../web/paths.ts'

/** Things to do on one page. */
const MOST = 3

interface WhatToDoProps {
  id: string
  work: LeadWork
  /** Titles of the parts that are late. */
  late: readonly string[]
}

export function WhatToDo({ id, work, late }: WhatToDoProps) {
  const things: Readonly<Record<keyof LeadWork, readonly [heading: string, says: Child, href: string]>> = {
    late: ['See who is late', <bdi>{late.join(', ')}</bdi>, paths.sharingOut(id)],
    open: [
      'Answer what is open',
      `${countWords(work.open, 'question')}. “We do not know” is an answer too.`,
      paths.answers(id, 'unanswered'),
    ],
    toConfirm: [
      'Confirm what was carried forward',
      `${countWords(work.toConfirm, 'answer')} from the last assessment.`,
      paths.confirm(id),
    ],
    toExplain: [
      'Explain or correct',
      `${countWords(work.toExplain, 'thing')} that the SIRO will ask about: what does not fit together, and what is not known.`,
      `${paths.checkAnswers(id)}#explain-or-correct`,
    ],
    lapsed: [
      'Renew evidence',
      `${countWords(work.lapsed, 'answer')} that would count again.`,
      paths.answers(id, 'stale'),
    ],
  }
  const waits = listLeadWork(work).slice(0, MOST)
  const isReady = waits.every((kind) => kind === 'lapsed')
  const shown = [...(isReady ? [submitting(id)] : []), ...waits.map((kind) => things[kind])]
  return (
    <ul class="wr-three">
      {shown.map(([heading, says, href]) => (
        <li class="wr-do">
          <h2 class="nhsuk-heading-s">
            <a href={href}>{heading}</a>
          </h2>
          <p>{says}</p>
        </li>
      ))}
    </ul>
  )
}

const submitting = (id: string) =>
  ['Submit it', 'Every question is answered. What needs it is explained.', paths.signOff(id)] as const
