/** Lists of facts and of things to do: summary list, summary card, task list, tag. */
import type { Child } from 'hono/jsx'

export type TagColour =
  | 'white'
  | 'grey'
  | 'green'
  | 'aqua-green'
  | 'blue'
  | 'purple'
  | 'pink'
  | 'red'
  | 'orange'
  | 'yellow'

/** A state in a word or two; the word carries the meaning, the colour only repeats it. */
export function Tag({ colour, children }: { colour?: TagColour; children: Child }) {
  return <strong class={`nhsuk-tag${colour ? ` nhsuk-tag--${colour}` : ''}`}>{children}</strong>
}

export interface ActionItem {
  href: string
  text: string
  /** Said after the text to those who hear the page: what it is that one changes. */
  about?: string
}

export interface SummaryRow {
  key: Child
  value: Child
  actions?: readonly ActionItem[]
  /** Anchor of the row. */
  id?: string
}

export function SummaryList({ rows, borderless }: { rows: readonly SummaryRow[]; borderless?: boolean }) {
  const anyActions = rows.some((row) => (row.actions ?? []).length > 0)
  return (
    <dl class={`nhsuk-summary-list${borderless ? ' nhsuk-summary-list--no-border' : ''}`}>
      {rows.map((row) => {
        const actions = row.actions ?? []
        const bare = anyActions && actions.length === 0 ? ' nhsuk-summary-list__row--no-actions' : ''
        return (
          <div class={`nhsuk-summary-list__row${bare}`} id={row.id}>
            <dt class="nhsuk-summary-list__key">{row.key}</dt>
            <dd class="nhsuk-summary-list__value">{row.value}</dd>
            {actions.length === 1 && actions[0] && (
              <dd class="nhsuk-summary-list__actions">
                <Action action={actions[0]} />
              </dd>
            )}
            {actions.length > 1 && (
              <dd class="nhsuk-summary-list__actions">
                <ul class="nhsuk-summary-list__actions-list">
                  {actions.map((action) => (
                    <li class="nhsuk-summary-list__actions-list-item">
                      <Action action={action} />
                    </li>
                  ))}
                </ul>
              </dd>
            )}
          </div>
        )
      })}
    </dl>
  )
}

/** A summary list in a card with a heading and the things one can do with it. */
export function SummaryCard(props: {
  heading: Child
  level?: 2 | 3 | 4
  id?: string
  actions?: readonly ActionItem[]
  rows: readonly SummaryRow[]
}) {
  const actions = props.actions ?? []
  return (
    <div class="nhsuk-card" id={props.id}>
      <div class="nhsuk-card__heading-container">
        <Heading level={props.level ?? 2} class="nhsuk-card__heading">
          {props.heading}
        </Heading>
        {actions.length > 0 && (
          <ul class="nhsuk-card__actions">
            {actions.map((action) => (
              <li class="nhsuk-card__action">
                <Action action={action} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="nhsuk-card__content">
        <SummaryList rows={props.rows} />
      </div>
    </div>
  )
}

/** A heading whose level the caller chooses, so that a component fits into any page. */
export function Heading({
  level,
  class: name,
  children,
}: {
  level: 2 | 3 | 4
  class: string
  children: Child
}) {
  if (level === 2) return <h2 class={name}>{children}</h2>
  if (level === 3) return <h3 class={name}>{children}</h3>
  return <h4 class={name}>{children}</h4>
}

function Action({ action }: { action: ActionItem }) {
  return (
    <a class="nhsuk-link" href={action.href}>
      {action.text}
      {action.about !== undefined && <span class="nhsuk-u-visually-hidden"> {action.about}</span>}
    </a>
  )
}

export interface Task {
  name: Child
  /** Undefined: it cannot be started yet. */
  href?: string
  hint?: Child
  status: Child
}

/** `id` is the prefix of the ids of hints and statuses: one prefix a list. */
export function TaskList({ id, tasks }: { id: string; tasks: readonly Task[] }) {
  return (
    <ul class="nhsuk-task-list">
      {tasks.map((task, index) => {
        const hintId = task.hint === undefined ? '' : `${id}-${index + 1}-hint `
        const statusId = `${id}-${index + 1}-status`
        return (
          <li class={`nhsuk-task-list__item${task.href ? ' nhsuk-task-list__item--with-link' : ''}`}>
            <div class="nhsuk-task-list__name-and-hint">
              {task.href ? (
                <a
                  class="nhsuk-task-list__link nhsuk-link"
                  href={task.href}
                  aria-describedby={`${hintId}${statusId}`}
                >
                  {task.name}
                </a>
              ) : (
                <div>{task.name}</div>
              )}
              {task.hint !== undefined && (
                <div class="nhsuk-task-list__hint" id={hintId.trim()}>
                  {task.hint}
                </div>
              )}
            </div>
            <div class="nhsuk-task-list__status" id={statusId}>
              {task.status}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
