/** The scope page was changed meanwhile: every answer that differs, both versions side by side. */
import type { ContextQuestion } from '../../rules/model.ts'
import type { Conflict } from '../../service/edits.ts'
import type { AssessmentView } from '../../service/views.ts'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { ConflictPage } from '../conflict-page.tsx'
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
  /** The first of them. */
  conflict: Conflict<string>
  conflicts: readonly ScopeConflict[]
}) {
  const { c, view, typed, versions, conflict, conflicts } = props
  const { context, scope } = view.ruleSet
  const asked = context.filter((one) => !one.fromOrganisation)
  const address = paths.scope(view.organisation.id)
  return (
    <ConflictPage
      c={c}
      title="Two versions of the scope"
      within={[scope.title]}
      caption={scope.title}
      organisation={view.organisation}
      current="tasks"
      conflict={conflict}
      mine={<Texts conflicts={conflicts} valueOf={(one) => typed[one.question.id]} />}
      theirs={<Texts conflicts={conflicts} valueOf={(one) => one.conflict.value} />}
      action={address}
      sends={asked.flatMap((one) => [
        [versionField(one), String(versions[one.id] ?? 0)],
        [one.id, typed[one.id] ?? ''],
      ])}
      saves="back"
      keep={address}
    />
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
