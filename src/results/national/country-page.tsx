/** The country in the newest release: what one group comes to and how it has moved, and every domain in every group; the rest is folded. It prints as a brief of two sides. */
import { raw } from 'hono/html'
import { drawProfile } from '../../charts/profile.ts'
import { describeCountry, protectsMost } from '../../report/country.ts'
import { chartReplays } from '../../report/peer-stacks.ts'
import { describePeerLessons } from '../../report/peer-lessons.ts'
import { describeSharedGaps, protectsSentence } from '../../report/peer-questions.ts'
import { sizedTitle, sizeWords } from '../../report/peer-words.ts'
import { CLOSING_OF_OTHERS, dateWords, upperFirst } from '../../report/words.ts'
import type { PublishedCohort } from '../../peers/model.ts'
import { drawStacks } from '../../charts/stacks.ts'
import type { NationalView } from '../../service/national.ts'
import { Answer, AskedNext, Picture, type Press } from '../../web/answer-first.tsx'
import { Tag } from '../../web/components/lists.tsx'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { LessonsChart } from '../peers/lessons-chart.tsx'
import { CountsExplained } from '../peers/parts.tsx'
import type { PageContext } from '../../web/web.ts'
import { HeatTable } from './heat-table.tsx'
import { Replays } from './replays.tsx'
import { TakingPart, takingPart } from './taking-part.tsx'

interface CountryProps {
  c: PageContext
  view: NationalView
  /** The group that the page speaks of. */
  shown: PublishedCohort
}

export function CountryPage({ c, view, shown }: CountryProps) {
  const { release, before } = view
  const { ruleSet } = release
  const words = describeCountry(release, before, shown)
  return (
    <TitledPage
      c={c}
      title="The country"
      current="national"
      marked
      wide
      size="l"
      above={<Published view={view} />}
      caption={`The country: ${sizedTitle(shown)}`}
      heading={words.sentence}
    >
      <Answer
        {...(words.chart && {
          picture: <Picture title={words.over} svg={drawProfile(words.chart)} />,
        })}
        toDo={{
          heading: 'Where to look first',
          none: 'Nothing stands out in these figures.',
          presses: pressesOf(c, view, shown, words.lowest),
        }}
      />
      <Details unfolded summary="Every domain in every group">
        <HeatTable ruleSet={ruleSet} cohorts={release.content.cohorts} shown={shown} />
      </Details>
      <Attacks view={view} shown={shown} />
      <Details summary="Who takes part, and who does not">
        <TakingPart view={view} />
      </Details>
      <Lessons view={view} shown={shown} />
      <Gaps view={view} shown={shown} />
      <Concentration view={view} />
      <AskedNext
        links={[
          [paths.releases, 'Periods and comparisons'],
          [paths.release(release.row.id), 'In which comparison each figure was counted'],
          [paths.nationalFigures, 'All figures as CSV'],
          [paths.nationalDictionary, 'What the columns mean, as CSV'],
          [paths.peersProtected, 'How peers are protected'],
        ]}
      />
    </TitledPage>
  )
}

/** Which comparison it is, at the top of page and print. */
function Published({ view: { release } }: { view: NationalView }) {
  const { period, row, ruleSet, isOfRuleSetInUse } = release
  return (
    <div class="wr-state">
      <Tag colour="blue">Published</Tag>{' '}
      <span>
        Comparison {row.number}: {period.name}, as at {dateWords(period.referenceDate)}. It shows groups only.
        {!isOfRuleSetInUse && ` Made with rule set ${ruleSet.version}, which is not the one in use now.`}
      </span>
    </div>
  )
}

function pressesOf(
  c: PageContext,
  view: NationalView,
  shown: PublishedCohort,
  lowest: ReturnType<typeof describeCountry>['lowest'],
): Press[] {
  const { ruleSet } = view.release
  const now = c.get('web').house.ruleSet
  const most = protectsMost(ruleSet, shown)
  return [
    ...(most === undefined
      ? []
      : [
          {
            heading: most.heading,
            says: most.says,
            href: now.questions.some(({ id }) => id === most.question)
              ? paths.scoredQuestion(most.domain, most.question)
              : undefined,
          },
        ]),
    ...(lowest === undefined
      ? []
      : [
          {
            heading: lowest.title,
            says: lowest.says,
            href: now.domains.some(({ id }) => id === lowest.id) ? paths.scoredDomain(lowest.id) : undefined,
          },
        ]),
    { heading: 'Who takes part', says: takingPart(view), href: paths.releases },
  ]
}

function Attacks({ view, shown }: Omit<CountryProps, 'c'>) {
  const { ruleSet } = view.release
  return (
    <>
      <Details summary="What past attacks would have met" printed>
        <div class="wr-chart wr-chart--brief">{raw(drawStacks(chartReplays(ruleSet, shown)))}</div>
        <p>
          <strong>{CLOSING_OF_OTHERS}</strong>
        </p>
      </Details>
      <Details summary="Each outcome of each past attack, as a table">
        <CountsExplained />
        <Replays ruleSet={ruleSet} shown={shown} />
      </Details>
    </>
  )
}

/** Nothing where the rule set asks no lesson. */
function Lessons({ view, shown }: Omit<CountryProps, 'c'>) {
  const lessons = describePeerLessons(view.release.ruleSet, shown.figures, undefined)
  if (lessons === undefined) return <></>
  return (
    <Details summary="Lessons learned" id="lessons">
      <p>{lessons.sentences.join(' ')}</p>
      <LessonsChart chart={lessons.chart} />
      <Table
        caption={`Lessons of past attacks at ${shown.title}`}
        captionHidden
        columns={[{ header: 'Lesson' }, { header: 'Stated or shown' }, { header: 'Shown on evidence' }]}
        rows={lessons.rows.map((one) => [
          <a href={paths.incident(one.incident)}>{one.text}</a>,
          upperFirst(one.onPaper),
          upperFirst(one.onEvidence),
        ])}
      />
    </Details>
  )
}

function Gaps({ view, shown }: Omit<CountryProps, 'c'>) {
  const { ruleSet } = view.release
  const protects = protectsSentence(ruleSet, shown.figures)
  return (
    <Details summary="Gaps most trusts share">
      {protects !== undefined && <p>{protects}</p>}
      <CountsExplained />
      <Table
        caption={`Gaps that most share: ${shown.title}`}
        captionHidden
        columns={[{ header: 'Question' }, { header: 'What most do not reach yet' }, { header: 'Reach it' }]}
        rows={describeSharedGaps(ruleSet, shown.figures, undefined).map((gap) => [
          gap.short,
          gap.level,
          upperFirst(gap.reached),
        ])}
      />
    </Details>
  )
}

/** For analysts only: never on a page of peers. */
function Concentration({ view }: { view: NationalView }) {
  const { sharing, suppliers, onGateways } = view.concentration
  return (
    <Details summary="Who many rely on">
      {sharing === null ? (
        <p>Fewer than 10 organisations agreed to have their suppliers counted, so nothing is shown.</p>
      ) : (
        <>
          <p>
            {upperFirst(sizeWords(sharing))} organisations agreed to be counted. Names come from a controlled
            list; one that fewer than 10 rely on is left out. For analysts only: do not pass it on.
          </p>
          <Table
            caption="Suppliers"
            columns={[{ header: 'Supplier' }, { header: 'Organisations', numeric: true }]}
            rows={suppliers.map(({ name, organisations }) => [name, sizeWords(organisations)])}
          />
          <p>
            {onGateways === null
              ? 'Too few rely on a gateway that another organisation hosts to say how many.'
              : `${upperFirst(sizeWords(onGateways))} rely on a gateway that another organisation hosts.`}
          </p>
        </>
      )}
    </Details>
  )
}
