/** What is wrong with a form, at its top, each line a link to the field. */

/** One fault of a form: its words, and the field that it is about. */
export interface FormFault {
  /** Id of the first input of the field. */
  readonly field: string
  readonly message: string
  /** What the field is called, where the message alone does not say which it is about. */
  readonly name?: string
}

/** The fault by itself, away from its field. */
export function faultWords({ name, message }: Pick<FormFault, 'name' | 'message'>): string {
  return name === undefined ? message : `${name}: ${message}`
}

/** Nothing when there is no fault. */
export function ErrorSummary({ faults, title }: { faults: readonly FormFault[]; title?: string }) {
  if (faults.length === 0) return <></>
  return (
    <div class="nhsuk-error-summary" data-module="nhsuk-error-summary">
      <div role="alert">
        <h2 class="nhsuk-error-summary__heading">{title ?? 'There is a problem'}</h2>
        <div class="nhsuk-error-summary__body">
          <ul class="nhsuk-list nhsuk-error-summary__list">
            {faults.map((fault) => (
              <li>
                <a href={`#${fault.field}`}>{faultWords(fault)}</a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

/** The message of the first fault of a field; undefined when the field is fine. */
export function messageFor(faults: readonly FormFault[], field: string): string | undefined {
  return faults.find((fault) => fault.field === field)?.message
}
