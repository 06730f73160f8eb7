/** The moves to begin with: what to do, what it changes, and what it takes. */
import { raw } from 'hono/html'
import { drawBoxes } from '../../charts/boxes.ts'
import type { EffortWords, FallingRisk, MoveWords } from '../../report/fix-first.ts'
import { findOpenAction } from '../../report/planned-actions.ts'
import { smallNumber } from '../../report/words.ts'
import type { PlannedAction } from '../../service/planned-actions.ts'
import { paths } from '../../web/paths.ts'
import { PlanButton } from '../../web/plan-button.tsx'
import type { PageContext } from '../../web/web.ts'
import { leadTo } from '../leads.ts'
import { NumberTag } from '../risks/band-tag.tsx'
import { Planned } from './planned.tsx'

/** Sizes of effort. */
export const BOXES = 5

/** `most`: risks, and parts, that a move names; the table of all moves has each. */
export function MoveList(props: {
  c: PageContext
  organisation: string
  moves: readonly MoveWords[]
  actions: readonly PlannedAction[]
  most: number
}) {
  const { c, organisation, moves, actions, most } = props
  return (
    <ol class="wr-moves">
      {moves.map((move) => {
        // As `actionOf` reads it.
        const about = `${move.question.id} ${move.to}`
        const action = findOpenAction(actions, 'move', about)
        return (
          <li class="wr-move">
            <span class="wr-move__number" aria-hidden="true">
              {move.number}
            </span>
            <div class="wr-move__what">
              <h3 class="nhsuk-heading-s">
                <a href={leadTo(c, organisation, move.question)}>{move.action}</a>
              </h3>
              {move.parts.length > 0 && <p>With it: {partsOf(move, most)}</p>}
              <ul class="wr-move__risks">
                {risksOf(move)
                  .slice(0, most)
                  .map(({ id, short, paper, evidence }) => (
                    <li>
                      <a href={paths.risk(organisation, id)}>{short}</a>{' '}
                      {paper && <FromTo reading="paper" {...paper} />}{' '}
                      {evidence && <FromTo reading="evidence" {...evidence} />}
                    </li>
                  ))}
              </ul>
              <p>
                {move.facts.join(' ')}{' '}
                {action === undefined ? (
                  `Ask: ${move.who}.`
                ) : (
                  <Planned organisation={organisation} action={action} />
                )}
              </p>
              <div class="wr-move__foot">
                <Effort effort={move.effort} href={paths.efforts(organisation, move.question.id)} />
                {action === undefined && (
                  <PlanButton
                    c={c}
                    organisation={organisation}
                    source="move"
                    about={about}
                    of={`move ${move.number}`}
                  />
                )}
              </div>
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function partsOf({ parts }: MoveWords, most: number): string {
  const more = parts.length - most
  return [...parts.slice(0, most), ...(more > 0 ? [`And ${smallNumber(more)} more.`] : [])].join(' ')
}

interface RiskOfMove {
  readonly id: string
  readonly short: string
  readonly paper: FallingRisk | undefined
  readonly evidence: FallingRisk | undefined
}

/** Each risk once, those that fall on paper first. */
function risksOf({ onPaper, onEvidence }: MoveWords): RiskOfMove[] {
  const ids = new Map([...onPaper, ...onEvidence].map(({ id, short }) => [id, short]))
  return [...ids].map(([id, short]) => ({
    id,
    short,
    paper: onPaper.find((one) => one.id === id),
    evidence: onEvidence.find((one) => one.id === id),
  }))
}

/** A risk before and after; kept together on one line. */
export function FromTo(props: Pick<FallingRisk, 'from' | 'to'> & { reading?: 'paper' | 'evidence' }) {
  return (
    <span class="wr-from-to">
      {props.reading !== undefined && `${props.reading} `}
      <NumberTag rated={props.from} /> <span class="nhsuk-u-visually-hidden">to</span>
      <span aria-hidden="true">→</span> <NumberTag rated={props.to} />
    </span>
  )
}

function Effort({ effort, href }: { effort: EffortWords; href: string }) {
  const { boxes, size, takes, lead, own } = effort
  return (
    <p class="wr-move__effort">
      {raw(drawBoxes(boxes, BOXES))} <a href={href}>{size}</a>: {takes}, {lead}
      {own && ', by our own figures'}
    </p>
  )
}
