// Asks before somebody leaves a page with a text that was typed and not sent. Forms that save themselves ask by themselves.

/** @param {HTMLFormElement} form */
export function startAsking(form) {
  // A form that came back holds what was sent and not saved.
  let saved = form.dataset['unsaved'] ? undefined : textsOf(form)
  let leaving = false
  form.addEventListener('submit', () => (leaving = true))
  window.addEventListener('pageshow', () => (leaving = false))
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && textsOf(form) !== saved) event.preventDefault()
  })
}

/** @param {HTMLFormElement} form */
function textsOf(form) {
  return JSON.stringify([...form.querySelectorAll('textarea')].map(({ value }) => value))
}
