/** The scope page was changed meanwhile: every answer that differs, both versions side by side. */
import type { ContextQuestion } from '../../rules/model.ts'
import type { Conflict } from '../../service/answering.ts'
import type { AssessmentView } from '../../service/views.ts'
import { Button } from '../../web/components/button.tsx'
import { Page } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { BothVersions } from '../questions/conflict-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { contextWords, type TypedScope, versionField } from './scope-page.tsx'

export interface ScopeConflict {
  readonly question: ContextQuestion
  readonly conflict: Conflict<string>
}

export function ScopeConflictPage(props: {
  c: PageContext
  view: AssessmentView
  typed: TypedScope
  versions: Readonly<Record<string, number>>
  conflicts: readonly ScopeConflict[]
}) {
  const { c, view, typed, versions, conflicts } = props
  const { id, name } = view.organisation
  const [first] = conflicts
  return (
    <Page
      c={c}
      title="Two versions of the scope"
      within={[view.ruleSet.scope.title]}
      faulty
      organisation={{ id, name }}
      current="tasks"
      wide
    >
      {first && (
        <BothVersions
          what={view.ruleSet.scope.title}
          conflict={first.conflict}
          mine={<Texts conflicts={conflicts} valueOf={(one) => typed[one.question.id]} />}
          theirs={<Texts conflicts={conflicts} valueOf={(one) => one.conflict.value} />}
        />
      )}
      <form action={paths.scope(id)} method="post" novalidate>
        {view.ruleSet.context
          .filter((one) => !one.fromOrganisation)
          .map((one) => (
            <>
              <input type="hidden" name={versionField(one)} value={String(versions[one.id] ?? 0)} />
              <input type="hidden" name={one.id} value={typed[one.id] ?? ''} />
            </>
          ))}
        <div class="wr-actions">
          <Button name="action" value="back">
            Save mine in its place
          </Button>
          <Button name="action" value="edit" variant="secondary">
            Change mine first
          </Button>
          <a href={paths.scope(id)}>Keep the saved one</a>
        </div>
      </form>
    </Page>
  )
}

function Texts(props: {
  conflicts: readonly ScopeConflict[]
  valueOf: (one: ScopeConflict) => string | undefined
}) {
  return (
    <dl>
      {props.conflicts.map((one) => (
        <div>
          <dt>
            <strong>{one.question.text}</strong>
          </dt>
          <dd class="nhsuk-u-margin-left-0">{contextWords(one.question, props.valueOf(one))}</dd>
        </div>
      ))}
    </dl>
  )
}
