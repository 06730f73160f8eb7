/** The outcomes of an official framework, for the organisation or one of its critical systems: how each stands, and the way to it. */
import { isToAnswer } from '../../caf/answered.ts'
import { AGAINST, statusWords } from '../../report/caf.ts'
import { drawStrips } from '../../charts/strips.ts'
import {
  chartOutcomes,
  countsWords,
  describeOutcomes,
  type OutcomeRow,
  type OutcomesOf,
  outcomesSentence,
  profileSentence,
  standingWords,
} from '../../report/caf-outcomes.ts'
import { countWords, upperFirst } from '../../report/words.ts'
import { type CafView, type LoadedFramework, nameOfSystem, outcomesFor, WHOLE } from '../../service/caf.ts'
import { cafTarget, decide } from '../../service/permission.ts'
import { Answer, Picture, type Press } from '../../web/answer-first.tsx'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { dayWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

interface ListOf {
  c: PageContext
  view: CafView
  loaded: LoadedFramework
  systemId: string
}

export function ListPage(props: ListOf) {
  const { c, view, loaded, systemId } = props
  const { organisation } = view
  const { framework, official, defects } = loaded
  const described = describeOutcomes(comparedIn(view), loaded, view.said, systemId)
  const objectives = [...new Set(official.outcomes.map(({ objective }) => objective))]
  return (
    <TitledPage
      c={c}
      title={`Outcomes of ${framework.short}`}
      organisation={organisation}
      crumbs={[{ href: paths.tasks(organisation.id), text: organisation.name }]}
      wide
      size="l"
      caption={
        <>
          Outcomes of {framework.short}: <bdi>{nameOfSystem(view, systemId)}</bdi>
        </>
      }
      heading={outcomesSentence(described)}
    >
      <Answer
        picture={
          <Picture title="Achieved, by objective; a box each" svg={drawStrips(chartOutcomes(described))} />
        }
        toDo={{ heading: 'What to do now', presses: pressesOf(props, described), none: '' }}
      />
      {view.isPart ? <p>You see the outcomes that you were asked to fill in.</p> : <Ways {...props} />}
      {objectives.map((objective) => (
        <Outcomes {...props} described={described} objective={objective} />
      ))}
      {defects.length > 0 && <Defects loaded={loaded} />}
      <Details summary="Where this comes from, and how it goes out">
        {official.profiles.map((profile) => (
          <p>{profileSentence(described, profile)}</p>
        ))}
        <p>
          The statements are those of the file that your operator loaded on {dayWords(loaded.loadedAt)}. Each
          outcome is computed by the rule of that file. Nothing here changes an answer or a score, or is sent
          to anybody.
        </p>
        {!view.isPart && (
          <p class="wr-no-print">
            <a href={paths.cafOutcomesTable(organisation.id, framework.id, systemId)}>
              Download these outcomes in the order of the toolkit (CSV)
            </a>
          </p>
        )}
      </Details>
    </TitledPage>
  )
}

/** The next outcome to answer, a completed assessment brought in, and what our answers say. */
function pressesOf({ c, view, loaded, systemId }: ListOf, { rows }: OutcomesOf): Press[] {
  const at = [view.organisation.id, loaded.framework.id, systemId] as const
  const person = c.get('person')
  const mine = outcomesFor(person, 'answer-caf', view, loaded, systemId)
  const open = rows.filter(({ standing }) => isToAnswer(standing))
  const [next] = open
  const going: Press | undefined = next && {
    heading: `${mine.includes(next.outcome) ? 'Answer' : 'Look at'} ${next.outcome.code} ${next.outcome.title}`,
    says: `${upperFirst(countWords(open.length, 'outcome'))} still to answer.`,
    href: paths.cafOutcome(...at, next.outcome.code),
  }
  const bringing: Press = {
    heading: 'Bring a completed assessment in',
    says: 'The JSON file that the public WebCAF gives.',
    href: paths.cafBringIn(...at),
  }
  const beside: Press = {
    heading: 'See them beside our answers',
    says: 'Where the two do not fit together.',
    href: paths.cafBeside(view.organisation.id, loaded.framework.id),
  }
  return [
    ...(going ? [going] : []),
    ...(decide('bring-in-caf', person, view.organisation.id) === 'allowed' ? [bringing] : []),
    ...(systemId === WHOLE && !view.isPart ? [beside] : []),
  ]
}

/** The versions that stand beside each other: none for who sees only parts of them. */
export function comparedIn({ loaded, isPart }: CafView): CafView['loaded'] {
  return isPart ? [] : loaded
}

/** The other versions, the critical systems, and sharing out. */
function Ways({ c, view, loaded, systemId }: ListOf) {
  const { organisation, systems, canShare } = view
  const { id } = loaded.framework
  const to = (frameworkId: string, system: string) =>
    paths.cafOutcomesOf(organisation.id, frameworkId, system)
  return (
    <nav aria-label="Version and system" class="wr-no-print">
      {view.loaded.length > 1 && (
        <ul class="wr-filters">
          {view.loaded.map(({ framework }) => (
            <li>
              <a href={to(framework.id, systemId)} aria-current={framework.id === id ? 'page' : undefined}>
                {framework.short}
              </a>
            </li>
          ))}
        </ul>
      )}
      {systems.length > 0 && (
        <Details summary="Answer for one critical system, or for the whole organisation">
          <ul>
            {[{ id: WHOLE, name: nameOfSystem(view, WHOLE) }, ...systems].map((one) => (
              <li>
                <a href={to(id, one.id)} aria-current={one.id === systemId ? 'page' : undefined}>
                  <bdi>{one.name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </Details>
      )}
      {canShare && decide('assign', c.get('person'), organisation.id) === 'allowed' && (
        <p>
          <a
            href={paths.newAssignment(organisation.id, `caf:${cafTarget({ frameworkId: id, systemId }, '')}`)}
          >
            Share outcomes out
          </a>
          , and <a href={paths.sharingOut(organisation.id)}>see who fills in what</a>
        </p>
      )}
    </nav>
  )
}

function Defects({ loaded }: { loaded: LoadedFramework }) {
  return (
    <Details summary={`Defects of the file: ${loaded.defects.length}`}>
      <ul>
        {loaded.defects.map(({ line, message, remedy }) => (
          <li>
            Line {line}: {message}. {remedy}
          </li>
        ))}
      </ul>
    </Details>
  )
}

function Outcomes(props: ListOf & { described: OutcomesOf; objective: string }) {
  const { described, objective, loaded } = props
  const rows = described.rows.filter(({ outcome }) => outcome.objective === objective)
  return (
    <Details summary={`${objective}: ${countsWords(rows)}`} printed>
      <Table
        caption={objective}
        captionHidden
        compact
        columns={[
          { header: 'Outcome' },
          { header: 'How it stands' },
          ...loaded.official.profiles.map((name) => ({ header: `Profile ${name}` })),
          ...(described.besideName === undefined ? [] : [{ header: `In ${described.besideName}` }]),
        ]}
        rows={rows.map((row) => cellsOf(props, row))}
      />
    </Details>
  )
}

function cellsOf({ view, loaded, systemId }: ListOf, row: OutcomeRow) {
  const { outcome, standing, profiles, beside } = row
  const href = paths.cafOutcome(view.organisation.id, loaded.framework.id, systemId, outcome.code)
  return [
    <a href={href} id={outcome.code.replaceAll('.', '-')}>
      {outcome.code} {outcome.title}
    </a>,
    standingWords(standing),
    ...profiles.map(({ asked, against }) =>
      asked === undefined
        ? AGAINST[against]
        : `${AGAINST[against]} (asks: ${statusWords(asked).toLowerCase()})`,
    ),
    ...(beside === undefined ? [] : [beside]),
  ]
}

/** Where no file was loaded yet. */
export function NoFrameworkPage({ c, view }: { c: PageContext; view: CafView }) {
  const { organisation } = view
  return (
    <TitledPage
      c={c}
      title="Outcomes of the official framework"
      organisation={organisation}
      crumbs={[{ href: paths.tasks(organisation.id), text: organisation.name }]}
    >
      <p>
        No framework is loaded here. The statements of the Cyber Assessment Framework (CAF) are the National
        Cyber Security Centre’s, so your operator brings the file, with{' '}
        <code>npx wardround caf FILE --load caf-4.0-dspt</code>.
      </p>
      <p>
        Until then, <a href={paths.caf(organisation.id)}>pointers to its outcomes</a> show what your answers
        say about each.
      </p>
    </TitledPage>
  )
}
