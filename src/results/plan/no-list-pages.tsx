/** What to fix first, where there is no list: most answers are open, or the rules do not say what anything takes. */
import { tooEarlySentence } from '../../report/fix-first.ts'
import { answerFirst } from '../../report/profile.ts'
import { decide } from '../../service/permission.ts'
import { paths } from '../../web/paths.ts'
import { AnswerFirst } from '../../web/answer-first.tsx'
import type { Standing } from '../examined.ts'

export const TITLE = 'What to fix first'

export function TooEarlyPage({ findings }: { findings: Standing }) {
  const { c, view, examined } = findings
  const { id } = view.organisation
  const looks = decide('read-whole', c.get('person'), id) === 'allowed'
  return (
    <AnswerFirst
      findings={findings}
      title={TITLE}
      current="fix-first"
      sentence={tooEarlySentence(examined)}
      toDo={{
        heading: 'To do first',
        presses: [{ ...answerFirst(examined), href: looks ? paths.firstLook(id) : undefined }],
        none: '',
      }}
    />
  )
}

export function NoEffortsPage({ findings }: { findings: Standing }) {
  return (
    <AnswerFirst
      findings={findings}
      title={TITLE}
      current="fix-first"
      sentence="Nothing can be put in order"
      toDo={{
        heading: 'To do first',
        presses: [],
        none: 'The rules of this service do not say what raising an answer takes.',
      }}
    />
  )
}
