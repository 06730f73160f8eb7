// Warns five minutes before a session ends, and asks the server first: another window may have gone on meanwhile.
// What is typed stays on the page whatever happens; the server keeps what is sent too late.

const WARN_SECONDS = 5 * 60

for (const dialog of document.querySelectorAll('dialog[data-session]'))
  if (dialog instanceof HTMLDialogElement) watch(dialog)

/** @param {HTMLDialogElement} dialog */
function watch(dialog) {
  const address = dialog.dataset['session'] ?? ''
  const words = dialog.querySelector('[data-session-words]')
  const stay = dialog.querySelector('[data-session-stay]')
  let timer = 0
  let endsAt = 0
  let isAbsolute = false

  /** @param {number} idle @param {number} absolute seconds until the session ends */
  const plan = (idle, absolute) => {
    isAbsolute = absolute <= idle
    const left = Math.min(idle, absolute)
    endsAt = Date.now() + left * 1000
    if (left > WARN_SECONDS) {
      if (dialog.open) dialog.close()
      wait(left - WARN_SECONDS)
    } else {
      warn()
    }
  }

  /** @param {number} seconds */
  const wait = (seconds) => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void ask('GET'), Math.max(1, seconds) * 1000)
  }

  const warn = () => {
    const left = Math.max(0, Math.ceil((endsAt - Date.now()) / 60_000))
    say(
      left === 0
        ? 'Your session has ended. What you typed is still here: save it, and you are asked to sign in first.'
        : `You will be signed out in ${left === 1 ? 'one minute' : `${left} minutes`}. ${
            isAbsolute
              ? 'Nobody stays signed in for longer than twelve hours. Save what you typed, then sign in again.'
              : 'What you typed stays on this page.'
          }`,
    )
    if (stay instanceof HTMLElement) stay.hidden = isAbsolute || left === 0
    if (!dialog.open) dialog.showModal()
    window.clearTimeout(timer)
    if (left > 0) timer = window.setTimeout(warn, 60_000)
  }

  /** @param {string} text */
  const say = (text) => {
    if (words && words.textContent !== text) words.textContent = text
  }

  /** @param {'GET' | 'POST'} method */
  const ask = async (method) => {
    try {
      const body = method === 'POST' && stay instanceof HTMLFormElement ? fieldsOf(stay) : null
      const response = await fetch(address, { method, body, headers: { Accept: 'application/json' } })
      // Over, or somebody else's meanwhile.
      if (response.status === 401 || response.status === 409) return plan(0, 0)
      const { idle, absolute } = await response.json()
      plan(idle, absolute)
    } catch {
      // The server does not answer: what was known still holds.
      warn()
    }
  }

  stay?.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask('POST')
  })
  // A machine that slept did not count on.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() > endsAt - WARN_SECONDS * 1000) void ask('GET')
  })
  plan(Number(dialog.dataset['idle']), Number(dialog.dataset['absolute']))
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  return fields
}
