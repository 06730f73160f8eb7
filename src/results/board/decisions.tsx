/** What a board is asked to decide, a row each, and what came of what was decided before. */
import { raw } from 'hono/html'
import { drawBoxes } from '../../charts/boxes.ts'
import type { DecisionWords, Earlier } from '../../report/board-decisions.ts'
import { Tag } from '../../web/components/lists.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { PlanButton } from '../../web/plan-button.tsx'
import { BOXES, FromTo } from '../plan/move-list.tsx'

interface Of {
  c: PageContext
  organisation: string
}

export function DecisionTable({ c, organisation, decisions }: Of & { decisions: readonly DecisionWords[] }) {
  return (
    <section class="wr-decisions">
      <h2 class="nhsuk-heading-m">What we are asked to decide</h2>
      {decisions.length === 0 ? (
        <p>Nothing is planned, and no known answer can be raised to lower a risk on paper.</p>
      ) : (
        <Table
          caption="What we are asked to decide"
          captionHidden
          columns={['That we', 'Risks lowered', 'Effort', 'Who, by when', 'If not'].map((header) => ({
            header,
          }))}
          rows={decisions.map((one, at) => [
            <>
              {at + 1}. <Title organisation={organisation} one={one} />
            </>,
            <Risks one={one} />,
            <>
              {one.effort.boxes !== undefined && raw(drawBoxes(one.effort.boxes, BOXES))} {one.effort.says}
            </>,
            <Who c={c} organisation={organisation} one={one} at={at + 1} />,
            one.ifNot,
          ])}
        />
      )}
    </section>
  )
}

interface One {
  one: DecisionWords
}

function Title({ organisation, one: { title, question } }: One & { organisation: string }) {
  if (question === undefined) return <bdi>{title}</bdi>
  return (
    <a href={paths.questionResult(organisation, question.domain, question.id)}>
      <bdi>{title}</bdi>
    </a>
  )
}

function Risks({ one: { risks, reading, besides } }: One) {
  return (
    <>
      {risks.map((risk) => (
        <div>
          {risk.short} <FromTo {...(reading === 'evidence' && { reading })} from={risk.from} to={risk.to} />
        </div>
      ))}
      {besides}
    </>
  )
}

function Who({ c, organisation, one, at }: One & Of & { at: number }) {
  const { who, when, late, planned, question } = one
  return (
    <>
      <bdi>{who}</bdi>
      {when !== '' && (
        <>
          , <bdi>{when}</bdi>
        </>
      )}{' '}
      {late && <Tag colour="red">Late</Tag>}
      {!planned && question !== undefined && (
        <PlanButton
          c={c}
          organisation={organisation}
          source="move"
          about={question.id}
          of={`decision ${at}`}
        />
      )}
    </>
  )
}

export function EarlierList({ organisation, earlier }: { organisation: string; earlier: Earlier }) {
  return (
    <section class="wr-part">
      <h2 class="nhsuk-heading-m">What was decided before</h2>
      {earlier.rows.length === 0 && <p>{earlier.none}</p>}
      {earlier.rows.length > 0 && (
        <ul class="nhsuk-list nhsuk-list--bullet">
          {earlier.rows.map(({ title, tag, says }) => (
            <li>
              <bdi>{title}</bdi>, <strong>{tag.toLowerCase()}</strong>: <bdi>{says}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p class="wr-no-print">
        <a href={paths.actions(organisation)}>
          {earlier.more === '' ? 'All actions' : `${earlier.more} in the list of actions`}
        </a>
      </p>
    </section>
  )
}
