/** The country in the newest release: who takes part, the domains by group, past attacks, shared gaps, shared suppliers. */
import { raw } from 'hono/html'
import { drawHeatMap } from '../../charts/heatmap.ts'
import { bandsWords, chartCountry, sinceWords, takePartWords } from '../../report/national.ts'
import { describePeerReplays } from '../../report/peer-incidents.ts'
import { describePeerLessons } from '../../report/peer-lessons.ts'
import { describeSharedGaps, protectsSentence } from '../../report/peer-questions.ts'
import { MARKS_EXPLAINED, SIZES_EXPLAINED, sizedTitle, sizeWords } from '../../report/peer-words.ts'
import { CLOSING_OF_OTHERS, dateWords, upperFirst, vantageName } from '../../report/words.ts'
import type { PublishedCohort } from '../../peers/model.ts'
import type { NationalView } from '../../service/national.ts'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { LessonsChart } from '../peers/lessons-chart.tsx'
import { CountsExplained, ShareLines } from '../peers/parts.tsx'
import { dayWords } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'

interface CountryProps {
  c: PageContext
  view: NationalView
  /** The group that the tables of attacks, lessons and gaps show. */
  shown: PublishedCohort
}

export function CountryPage({ c, view, shown }: CountryProps) {
  const { release } = view
  return (
    <TitledPage c={c} title="The country" current="national" marked wide>
      <p>
        The published comparison of {release.period.name}, as at {dateWords(release.period.referenceDate)}. It
        shows groups only. <a href={paths.peersProtected}>How peers are protected</a>
      </p>
      {!release.isOfRuleSetInUse && (
        <InsetText>
          <p>It was made with rule set {release.ruleSet.version}, which is not the one in use now.</p>
        </InsetText>
      )}
      <ul class="nhsuk-list nhsuk-list--bullet wr-no-print">
        <li>
          <a href={paths.nationalFigures}>All figures as CSV</a>
        </li>
        <li>
          <a href={paths.nationalDictionary}>What the columns mean, as CSV</a>
        </li>
        <li>
          <a href={paths.releases}>Periods and comparisons</a>
        </li>
      </ul>
      <TakingPart view={view} />
      <Domains view={view} />
      <Groups view={view} shown={shown} />
      <Attacks view={view} shown={shown} />
      <Lessons view={view} shown={shown} />
      <Gaps view={view} shown={shown} />
      <Concentration view={view} />
    </TitledPage>
  )
}

function TakingPart({ view }: { view: NationalView }) {
  return (
    <>
      <h2 class="nhsuk-heading-l">Who takes part</h2>
      <p>
        Trusts that belong together count once, so not every organisation can appear.{' '}
        {sinceWords(view.signed, view.hasSignedSince, dayWords(view.release.row.prepared.at))}
      </p>
      <Table
        caption="Organisations that take part, by written group"
        captionHidden
        columns={[{ header: 'Group' }, { header: 'Taking part' }]}
        rows={view.participation.map((one) => [
          one.title,
          upperFirst(takePartWords(one.contributors, one.organisations)),
        ])}
      />
      {view.unplaced > 0 && (
        <p>
          {view.unplaced} more are of a kind or region for which the comparison has no place: see the cohorts’
          file.
        </p>
      )}
    </>
  )
}

function Domains({ view }: { view: NationalView }) {
  const { ruleSet, content } = view.release
  const map = chartCountry(ruleSet, content.cohorts)
  return (
    <>
      <h2 class="nhsuk-heading-l">Domains by group</h2>
      <p>
        The middle of each group on paper. {MARKS_EXPLAINED} {SIZES_EXPLAINED}
      </p>
      <ol class="nhsuk-list nhsuk-list--number nhsuk-u-margin-bottom-6">
        {content.cohorts.map((cohort) => (
          <li>{sizedTitle(cohort)}</li>
        ))}
      </ol>
      <div class="nhsuk-scroll" data-module="nhsuk-scroll">
        <div
          class="nhsuk-scroll__content wr-chart wr-chart--matrix"
          role="region"
          aria-label="Heat map of domains by group"
          tabindex={0}
        >
          {raw(drawHeatMap(map))}
        </div>
      </div>
      <Table
        caption={`The same numbers as a table. ${bandsWords(ruleSet)}`}
        captionSize="s"
        columns={[
          { header: 'Domain' },
          ...content.cohorts.map((_, index) => ({ header: `Group ${index + 1}`, numeric: true })),
        ]}
        rows={map.rows.map(({ label, cells }) => [label, ...cells.map((cell) => cell?.value ?? '–')])}
      />
      <p>
        Some figures may be carried from an earlier comparison.{' '}
        <a href={paths.release(view.release.row.id)}>In which comparison each was counted</a>
      </p>
    </>
  )
}

function Groups({ view, shown }: Omit<CountryProps, 'c'>) {
  return (
    <>
      <h2 class="nhsuk-heading-l" id="group">
        {sizedTitle(shown)}
      </h2>
      <p>Past attacks, lessons and shared gaps below are of this group.</p>
      <p class="nhsuk-u-margin-bottom-2 wr-no-print">Others:</p>
      <ul class="nhsuk-list nhsuk-list--bullet wr-no-print">
        {view.release.content.cohorts
          .filter(({ id }) => id !== shown.id)
          .map((cohort) => (
            <li>
              <a href={`${paths.national}?group=${encodeURIComponent(cohort.id)}#group`}>
                {sizedTitle(cohort)}
              </a>
            </li>
          ))}
      </ul>
      <CountsExplained />
    </>
  )
}

function Attacks({ view, shown }: Omit<CountryProps, 'c'>) {
  return (
    <>
      <h2 class="nhsuk-heading-l">What past attacks would have met</h2>
      <Table
        caption={`Past attacks at ${shown.title}`}
        captionHidden
        columns={[{ header: 'Past attack' }, { header: 'On paper' }, { header: 'On evidence' }]}
        rows={describePeerReplays(view.release.ruleSet, shown.figures, undefined).map((replay) => [
          <>
            <a href={paths.incident(replay.incident)}>{replay.title}</a>
            <span class="nhsuk-body-s wr-line-note">{upperFirst(vantageName(replay.vantage))}</span>
          </>,
          <ShareLines {...replay.onPaper} />,
          <ShareLines {...replay.onEvidence} />,
        ])}
      />
      <p>
        <strong>{CLOSING_OF_OTHERS}</strong>
      </p>
    </>
  )
}

/** Nothing where the rule set asks no lesson. */
function Lessons({ view, shown }: Omit<CountryProps, 'c'>) {
  const lessons = describePeerLessons(view.release.ruleSet, shown.figures, undefined)
  if (lessons === undefined) return <></>
  return (
    <>
      <h2 class="nhsuk-heading-l" id="lessons">
        Lessons learned
      </h2>
      <p>{lessons.sentences.join(' ')}</p>
      <LessonsChart chart={lessons.chart} />
      <Details summary="Each lesson">
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
    </>
  )
}

function Gaps({ view, shown }: Omit<CountryProps, 'c'>) {
  const { ruleSet } = view.release
  const protects = protectsSentence(ruleSet, shown.figures)
  return (
    <>
      <h2 class="nhsuk-heading-l">Gaps most trusts share</h2>
      {protects !== undefined && <p>{protects}</p>}
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
    </>
  )
}

/** For analysts only: never on a page of peers. */
function Concentration({ view }: { view: NationalView }) {
  const { sharing, suppliers, onGateways } = view.concentration
  return (
    <>
      <h2 class="nhsuk-heading-l">Who many rely on</h2>
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
    </>
  )
}
