/** A register: its rows as one table with where each falls short, and the statement that the list is complete. */
import type { RowContext } from '../../answers/rows.ts'
import { testRow } from '../../answers/rows.ts'
import { findFillingKind } from '../../answers/tool-kinds.ts'
import { findQuestion } from '../../rules/find.ts'
import type { Register } from '../../rules/model.ts'
import { countWords, upperFirst } from '../../report/words.ts'
import type { RegisterView } from '../../service/assessments.ts'
import type { AssessmentView } from '../../service/views.ts'
import { aboutQuestion } from '../../service/permission.ts'
import { isRegisterCarried } from '../carrying/waiting.ts'
import { ClosedNotice } from '../closed-notice.tsx'
import { LinkButton } from '../../web/components/button.tsx'
import { InsetText, WarningCallout } from '../../web/components/panels.tsx'
import { anew, ticks, version } from '../../web/fields.tsx'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { isBeingFilledIn, mayEdit, mayRead } from '../editing.ts'
import { paths } from '../../web/paths.ts'
import { crumbsOf, nextAfterRegister } from '../questions/walk.ts'
import type { PageContext } from '../../web/web.ts'
import { findRows, MoreRows, SearchRows } from './found-rows.tsx'
import { RowTable } from './row-table.tsx'
import { fedBy } from './typed-row.ts'

export interface Place {
  readonly view: AssessmentView
  readonly register: Register
}

/** The statement that the list is complete. */
export function completeFields({ view, register }: Place) {
  const content = contentOf(view, register)
  const feeds = countWords(fedBy(view.ruleSet, register).length, 'question')
  return {
    version: anew(version(content.version)),
    complete: ticks({
      label: 'Is the list complete?',
      size: 'l',
      first: content.complete ? ['yes'] : [],
      choices: [
        {
          value: 'yes',
          text: `Every ${register.row.one} that belongs here is in the list.`,
          hint: `Until this is ticked, the ${feeds} above stay unanswered. A list that misses some would look better than it is.`,
        },
      ],
    }),
  }
}

interface RegisterPageProps extends Place {
  c: PageContext
  /** Undefined: the register can only be read. */
  form: ShownForm | undefined
}

export function RegisterPage({ c, view, register, form }: RegisterPageProps) {
  const { id } = view.organisation
  const content = contentOf(view, register)
  const domain = view.ruleSet.domains.find((one) => one.id === register.domain)
  const feeds = fedBy(view.ruleSet, register)
  const context: RowContext = { register, asOf: view.answers.asOf }
  const rows = findRows(c, register, content.rows)
  const log = logOf(c, view, register)
  const anyCounts = content.rows.some(({ row }) => testRow(register.countsWhen, row, context) === 'yes')
  return (
    <TitledPage
      c={c}
      title={`Register: ${register.title}`}
      {...(domain === undefined ? {} : { within: [domain.title] })}
      caption="Register"
      heading={register.title}
      organisation={view.organisation}
      current="tasks"
      crumbs={domain === undefined ? [] : crumbsOf(c, id, domain)}
      form={form}
      wide
    >
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
      {form && (
        <p>
          <LinkButton href={paths.newRow(id, register.id)} variant="secondary">
            Add a {register.row.one}
          </LinkButton>
        </p>
      )}
      {form && (
        <p>
          Many of them?{' '}
          <a href={paths.registerFile(id, register.id)}>Bring them in from a file, or take them out</a>
        </p>
      )}
      {form && log !== undefined && (
        <p>
          <a href={log}>Fill in dates from a log of restores</a>
        </p>
      )}
      <SearchRows c={c} register={register} rows={rows} />
      {rows.shown.length > 0 && (
        <RowTable view={view} register={register} rows={rows.shown} mayDiscard={form !== undefined} />
      )}
      <MoreRows c={c} rows={rows} />
      {content.rows.length > 0 && !anyCounts && (
        <WarningCallout heading={`No ${register.row.one} counts yet`} level={3}>
          <p>
            The questions stay unanswered until at least one {register.row.one} counts, even when the list is
            marked complete.
          </p>
        </WarningCallout>
      )}
      {form ? (
        <FormBox
          of={form}
          button="Save and continue"
          cancel={{ href: nextAfterRegister(c, view, register.id), text: 'Go on without changing this' }}
        />
      ) : (
        <>
          <h2 class="nhsuk-heading-l">Is the list complete?</h2>
          <InsetText>
            <p>
              {content.complete
                ? `The cyber lead states that every ${register.row.one} that belongs here is in the list.`
                : 'The cyber lead has not yet stated that the list is complete.'}
            </p>
          </InsetText>
        </>
      )}
    </TitledPage>
  )
}

/** Where the log of a tool is sent that fills the register in; undefined: there is none, or not for this person. */
function logOf(c: PageContext, view: AssessmentView, register: Register): string | undefined {
  const [first] = findFillingKind(register.id)?.questions ?? []
  const question = first && findQuestion(view.ruleSet, first.id)
  return question && mayEdit(c, view, aboutQuestion(view.ruleSet, question))
    ? paths.toolExport(view.organisation.id, question)
    : undefined
}

export function contentOf(view: AssessmentView, register: Register): RegisterView {
  return view.registers[register.id] ?? { version: 0, complete: false, savedAt: undefined, rows: [] }
}
