/** What proposed rules would move, for who decides about them: rounded counts, and nobody's answers. A rule set comes from the command line alone. */
import { drawStacks } from '../../charts/stacks.ts'
import { chartImpact, countText, impactSentence, kindHeading } from '../../report/impact-words.ts'
import { joinWords, upperFirst } from '../../report/words.ts'
import type { ProposedRules } from '../../service/proposed-rules.ts'
import { Answer, Picture, type Press } from '../../web/answer-first.tsx'
import { Tag } from '../../web/components/lists.tsx'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { dayWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export function ProposedPage({ c, proposed }: { c: PageContext; proposed: ProposedRules | undefined }) {
  const isAdministrator = c.get('person')?.national.includes('administrator') === true
  return (
    <TitledPage
      c={c}
      title="Proposed rules"
      current={isAdministrator ? 'periods' : 'proposed'}
      marked
      wide
      size="l"
      above={proposed && <Standing proposed={proposed} />}
      caption="Proposed rules"
      heading={
        proposed === undefined ? 'No rules are proposed' : impactSentence(proposed.version, proposed.impact)
      }
    >
      {proposed === undefined ? (
        <p>
          Whoever runs this service measures a folder of rules with{' '}
          <code>npx wardround impact DIR --show</code>. What it would move then stands here.
        </p>
      ) : (
        <Effect proposed={proposed} isAdministrator={isAdministrator} />
      )}
      <Details summary="How this is counted">
        <p>
          Each organisation’s newest assessment is scored under its own rules and under the proposed ones. Its
          answers are carried over as they would be if it moved.
        </p>
        <p>
          Counts are nobody, fewer than 10, or rounded to 5. A move that fewer than 10 would make is not
          listed. Each organisation sees its own effect, and nobody else’s.
        </p>
        <p>
          No rules can be sent through this page. Each rule of a made-up set would be a question about
          everybody’s answers.
        </p>
      </Details>
    </TitledPage>
  )
}

function Standing({ proposed: { version, shownAt, inUse } }: { proposed: ProposedRules }) {
  return (
    <div class="wr-state">
      <Tag colour={inUse ? 'green' : 'blue'}>{inUse ? 'In use' : 'Proposed'}</Tag>{' '}
      <span>
        Version {version}, measured on {dayWords(shownAt)}. It counts the answers of that day.
      </span>
    </div>
  )
}

function Effect({ proposed, isAdministrator }: { proposed: ProposedRules; isAdministrator: boolean }) {
  const { impact } = proposed
  const { movements, files } = impact
  return (
    <>
      <Answer
        picture={<Picture title="Who would see something move" svg={drawStacks(chartImpact(impact))} />}
        toDo={{ heading: 'What to do now', presses: pressesOf(proposed, isAdministrator), none: '' }}
      />
      <Details summary="What moves for 10 organisations or more" id="moves" printed>
        {movements.length === 0 ? (
          <p>Nothing moves for so many.</p>
        ) : (
          <Table
            caption="What moves for 10 organisations or more"
            captionHidden
            columns={[
              { header: 'What' },
              { header: 'From and to' },
              { header: 'How many' },
              { header: 'Because of' },
            ]}
            rows={movements.map((one) => [
              kindHeading(one.kind),
              one.what,
              upperFirst(countText(one.count)),
              one.files.length === 0 ? 'No single file, for so many' : joinWords(one.files),
            ])}
          />
        )}
      </Details>
      <Details summary="Which changed file moves how many" id="files">
        <Table
          caption="Which file moves how many, when nothing else changes"
          captionHidden
          columns={[{ header: 'File' }, { header: 'Organisations' }]}
          rows={files.map(({ file, count }) => [
            file,
            count === 'together' ? 'Only together with others' : upperFirst(countText(count)),
          ])}
        />
      </Details>
    </>
  )
}

function pressesOf({ version, inUse }: ProposedRules, isAdministrator: boolean): Press[] {
  return [
    {
      heading: 'See which change moves how many',
      says: 'Each changed file by itself, when nothing else changes.',
      href: '#files',
    },
    {
      heading: 'Tell the organisations',
      says: 'Their cyber leads and SIROs see their own effect, from their page of questions.',
      href: undefined,
    },
    inUse
      ? {
          heading: 'Let a period take it',
          says: isAdministrator ? `Version ${version} is in use.` : 'An administrator decides that.',
          href: isAdministrator ? paths.periods : undefined,
        }
      : {
          heading: 'Change it, or put it in use',
          says: 'Whoever runs the service measures again, or replaces the rules and restarts.',
          href: undefined,
        },
  ]
}
