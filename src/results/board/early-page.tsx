/** The board's page while most answers are open: it is too early to decide, where the score lies, what a board can do now, and what was planned already. */
import { drawProfile } from '../../charts/profile.ts'
import { boardSentence, boardToDo, chartRange, type EarlyToDo } from '../../report/board.ts'
import { describeDecisions, describeEarlier } from '../../report/board-decisions.ts'
import { resultsSentence } from '../../report/profile.ts'
import type { TrendView } from '../../service/earlier.ts'
import { decide } from '../../service/permission.ts'
import type { PlannedAction } from '../../service/planned-actions.ts'
import { paths } from '../../web/paths.ts'
import { AnswerFirst, Picture } from '../../web/answer-first.tsx'
import type { Standing } from '../examined.ts'
import { PapersLink, TITLE } from './board-page.tsx'
import { DecisionTable, EarlierList } from './decisions.tsx'

interface EarlyBoardPageProps {
  findings: Standing
  actions: readonly PlannedAction[]
  signed: TrendView['signed']
}

export function EarlyBoardPage({ findings, actions, signed }: EarlyBoardPageProps) {
  const { c, view, examined } = findings
  const { id } = view.organisation
  const decisions = describeDecisions(examined, undefined, actions)
  const earlier = describeEarlier(actions, decisions.actions)
  const last = signed.at(-1)
  const hrefOf = (about: EarlyToDo['about']) => {
    if (about === 'signed') return last && paths.signed(id, last.assessment.id)
    if (about === 'questions' && decide('read-whole', c.get('person'), id) === 'allowed')
      return paths.firstLook(id)
    return undefined
  }
  return (
    <AnswerFirst
      findings={findings}
      title={TITLE}
      within={['Board page']}
      current="board"
      sentence={boardSentence(examined)}
      picture={
        <Picture
          title={`${resultsSentence(findings.signed)}.`}
          svg={drawProfile(chartRange(findings.signed))}
        />
      }
      toDo={{
        heading: 'What the board can do now',
        none: '',
        presses: boardToDo(examined, last !== undefined).map(({ heading, says, about }) => ({
          heading,
          says,
          href: hrefOf(about),
        })),
      }}
    >
      {decisions.rows.length > 0 && <DecisionTable c={c} organisation={id} decisions={decisions.rows} />}
      {earlier.rows.length > 0 && <EarlierList organisation={id} earlier={earlier} />}
      <PapersLink organisation={id} />
    </AnswerFirst>
  )
}
