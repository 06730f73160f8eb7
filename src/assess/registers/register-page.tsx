/** A register: its rows as cards, and the statement that the list is complete. */
import type { RowContext } from '../../answers/rows.ts'
import { testRow } from '../../answers/rows.ts'
import type { Register } from '../../rules/model.ts'
import { countWords, upperFirst } from '../../report/words.ts'
import type { RegisterView } from '../../service/assessments.ts'
import type { AssessmentView } from '../../service/views.ts'
import { aboutQuestion } from '../../service/permission.ts'
import { isRegisterCarried } from '../carrying/waiting.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { Button, LinkButton } from '../../web/components/button.tsx'
import { Checkboxes } from '../../web/components/checkboxes.tsx'
import { SummaryCard, type SummaryRow } from '../../web/components/lists.tsx'
import { InsetText, NotificationBanner, WarningCallout } from '../../web/components/panels.tsx'
import { Page } from '../../web/layout.tsx'
import { isBeingFilledIn, mayRead } from '../editing.ts'
import { paths } from '../../web/paths.ts'
import { crumbsOf, nextAfterRegister } from '../questions/walk.ts'
import type { PageContext } from '../../web/web.ts'
import { nameOf, summaryOf } from './row-words.tsx'
import { fedBy } from './typed-row.ts'

interface RegisterPageProps {
  c: PageContext
  view: AssessmentView
  register: Register
  editable: boolean
  /** Said at the top: something changed meanwhile, or could not be saved. */
  notice?: string
}

export function RegisterPage({ c, view, register, editable, notice }: RegisterPageProps) {
  const { id, name } = view.organisation
  const content = contentOf(view, register)
  const domain = view.ruleSet.domains.find((one) => one.id === register.domain)
  const feeds = fedBy(view.ruleSet, register)
  const context: RowContext = { register, asOf: view.answers.asOf }
  const anyCounts = content.rows.some(({ row }) => testRow(register.countsWhen, row, context) === 'yes')
  return (
    <Page
      c={c}
      title={`Register: ${register.title}`}
      {...(domain === undefined ? {} : { within: [domain.title] })}
      organisation={{ id, name }}
      current="tasks"
      crumbs={domain === undefined ? [] : crumbsOf(c, id, domain)}
    >
      {notice !== undefined && <NotificationBanner title="Not saved" heading={notice} />}
      <h1 class="nhsuk-heading-xl">
        <span class="nhsuk-caption-xl">Register</span>
        {register.title}
      </h1>
      <p class="nhsuk-lede-text">{register.lead}</p>
      <ClosedNotice view={view} />
      <p>It answers {countWords(feeds.length, 'question')}, so that nothing is typed twice:</p>
      <ul>
        {feeds.map((question) => (
          <li>
            {mayRead(c, id, aboutQuestion(view.ruleSet, question)) ? (
              <a href={paths.question(id, question.domain, question.id)}>{question.short}</a>
            ) : (
              question.short
            )}
          </li>
        ))}
      </ul>
      {isBeingFilledIn(view) && isRegisterCarried(view, register.id) && (
        <WarningCallout heading="To be confirmed">
          <p>
            These {register.row.many} were carried forward. Look through them, add those that came, delete
            those that went, then mark the list as complete. Until then it answers no question.
          </p>
        </WarningCallout>
      )}
      <h2 class="nhsuk-heading-l">
        {upperFirst(countWords(content.rows.length, register.row.one, register.row.many))}
      </h2>
      {editable && (
        <p>
          <LinkButton href={paths.newRow(id, register.id)} variant="secondary">
            Add a {register.row.one}
          </LinkButton>
        </p>
      )}
      {content.rows.map(({ id: rowId, row }) => {
        const heading = nameOf(register, row)
        return (
          <SummaryCard
            heading={<bdi>{heading}</bdi>}
            level={3}
            id={rowId}
            actions={
              editable
                ? [
                    { href: paths.row(id, register.id, rowId), text: 'Change', about: heading },
                    { href: paths.deleteRow(id, register.id, rowId), text: 'Delete', about: heading },
                  ]
                : [{ href: paths.row(id, register.id, rowId), text: 'Read', about: heading }]
            }
            rows={cardRows(view, register, row, context)}
          />
        )
      })}
      <h2 class="nhsuk-heading-l">Is the list complete?</h2>
      {content.rows.length > 0 && !anyCounts && (
        <WarningCallout heading={`No ${register.row.one} counts yet`} level={3}>
          <p>
            The questions stay unanswered until at least one {register.row.one} counts, even when the list is
            marked complete.
          </p>
        </WarningCallout>
      )}
      {editable ? (
        <form action={paths.register(id, register.id)} method="post" novalidate>
          <input type="hidden" name="version" value={String(content.version)} />
          <Checkboxes
            name="complete"
            legend={{ text: 'Completeness', hidden: true }}
            items={[
              {
                value: 'yes',
                text: `Every ${register.row.one} that belongs here is in the list.`,
                hint: `Until this is ticked, the ${countWords(feeds.length, 'question')} above stay unanswered. A list that misses some would look better than it is.`,
                checked: content.complete,
              },
            ]}
          />
          <div class="wr-actions">
            <Button>Save and continue</Button>
            <a href={nextAfterRegister(c, view, register.id)}>Go on without changing this</a>
          </div>
        </form>
      ) : (
        <InsetText>
          <p>
            {content.complete
              ? `The cyber lead states that every ${register.row.one} that belongs here is in the list.`
              : 'The cyber lead has not yet stated that the list is complete.'}
          </p>
        </InsetText>
      )}
    </Page>
  )
}

export function contentOf(view: AssessmentView, register: Register): RegisterView {
  return view.registers[register.id] ?? { version: 0, complete: false, savedAt: undefined, rows: [] }
}

/** The first section in full, and how much of the rest is filled in. */
function cardRows(
  view: AssessmentView,
  register: Register,
  row: RegisterView['rows'][number]['row'],
  context: RowContext,
): SummaryRow[] {
  const [nameColumn, ...columns] = register.columns
  const first = columns.filter((one) => one.section === nameColumn?.section)
  const blank = register.columns.filter((one) => row.cells[one.id] === undefined).length
  const unknown = Object.values(row.cells).filter((cell) => cell === 'not-confirmed').length
  const feeds = fedBy(view.ruleSet, register)
  const evidenced = feeds.filter((one) => row.evidence[one.id] !== undefined).length
  const counts = { yes: 'Yes', no: 'No', unknown: 'Not known yet', blank: 'Not known yet: a cell is blank' }
  return [
    ...summaryOf(first, [], row),
    ...(register.countsWhen.length > 0
      ? [{ key: 'Critical', value: counts[testRow(register.countsWhen, row, context)] }]
      : []),
    {
      key: 'Filled in',
      value: `${register.columns.length - blank - unknown} of ${register.columns.length} cells; ${unknown} not confirmed, ${blank} blank`,
    },
    { key: 'Evidence', value: `For ${evidenced} of ${countWords(feeds.length, 'question')}` },
  ]
}
