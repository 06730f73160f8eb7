// Saves a form a moment after each change, and keeps the form on the page when it cannot be sent.
// Nothing is kept in the browser's storage: what could not be saved stays in the form, and leaving it is asked about.

const AFTER_TYPING_MS = 600
const AFTER_FAILURE_MS = 10_000
const SESSION_ENDED =
  'Not saved: your session ended. Choose “Save and continue”: you are asked to sign in, and what you typed is kept.'

/**
 * @typedef {{ ok: true, versions: Record<string, number>, savedAt: string, next?: string, action?: string }} Saved
 * @typedef {{ status: number, title?: string, detail?: string, faults?: { field: string, message: string }[] }} Problem
 */

/** @param {HTMLFormElement} form */
export function startAutosave(form) {
  const status = form.querySelector('[data-save-status]')
  let savedText = textOf(form)
  let timer = 0
  let conflict = false
  let leaving = false
  /** @type {Promise<void>} */
  let running = Promise.resolve()

  /** @param {string} words @param {boolean} [problem] */
  const say = (words, problem = false) => {
    if (!status || status.textContent === words) return
    status.textContent = words
    status.classList.toggle('wr-save-status--problem', problem)
  }

  /** @param {number} wait */
  const plan = (wait) => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void save(), wait)
  }

  /** @param {Saved} saved @param {string} text */
  const keep = (saved, text) => {
    savedText = text
    for (const [name, version] of Object.entries(saved.versions)) {
      const field = form.elements.namedItem(name)
      if (field instanceof HTMLInputElement) field.value = String(version)
    }
    if (saved.action) {
      form.setAttribute('action', saved.action)
      window.history.replaceState(null, '', saved.action)
    }
  }

  const save = () => {
    running = running.then(async () => {
      const text = textOf(form)
      if (text === savedText || conflict || leaving) return
      say('Saving…')
      const answer = await send(form, 'autosave')
      if (answer.saved) {
        keep(answer.saved, text)
        say(`Saved ${answer.saved.savedAt}`)
      } else if (answer.problem?.status === 409) {
        conflict = true
        say(
          answer.problem.detail
            ? `Not saved. ${answer.problem.detail}`
            : 'Not saved: somebody else changed this meanwhile. Choose “Save and continue” to see both.',
          true,
        )
      } else if (answer.problem?.status === 401) {
        say(SESSION_ENDED, true)
      } else if (answer.problem?.status === 422) {
        say(`Not saved yet. ${answer.problem.faults?.[0]?.message ?? answer.problem.detail ?? ''}`.trim())
      } else {
        say('Not saved: Ward Round does not answer. Your text is still here, and we keep trying.', true)
        plan(AFTER_FAILURE_MS)
      }
    })
    return running
  }

  form.addEventListener('input', () => {
    if (conflict) return
    // "Saved" is no longer true, and saying it again later is heard again.
    say('')
    plan(AFTER_TYPING_MS)
  })
  form.addEventListener('change', (event) => {
    const target = event.target
    if (target instanceof HTMLInputElement && (target.type === 'radio' || target.type === 'checkbox')) plan(0)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save()
  })
  window.addEventListener('beforeunload', (event) => {
    if (!leaving && textOf(form) !== savedText) event.preventDefault()
  })

  form.addEventListener('submit', (event) => {
    if (leaving) return
    event.preventDefault()
    window.clearTimeout(timer)
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null
    void running.then(async () => {
      const text = textOf(form)
      const answer = await send(form, button?.value ?? '', button?.name)
      if (answer.saved?.next) {
        leaving = true
        keep(answer.saved, text)
        window.location.assign(answer.saved.next)
      } else if (answer.problem && [401, 403, 404, 409, 415, 422].includes(answer.problem.status)) {
        // The server's page says what is wrong, with everything that was typed.
        leaving = true
        form.requestSubmit(button)
      } else {
        showFailure(form, answer.problem)
      }
    })
  })

  window.addEventListener('pageshow', (event) => {
    if (event.persisted) leaving = false
  })
}

/** @param {HTMLFormElement} form */
function textOf(form) {
  const fields = fieldsOf(form)
  for (const name of [...fields.keys()]) if (name.startsWith('version')) fields.delete(name)
  return fields.toString()
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  return fields
}

/**
 * @param {HTMLFormElement} form
 * @param {string} action
 * @param {string} [name]
 * @returns {Promise<{ saved?: Saved, problem?: Problem }>} neither: there was no answer
 */
async function send(form, action, name = 'action') {
  const body = fieldsOf(form)
  if (action) body.set(name || 'action', action)
  try {
    // Not `form.action`: the buttons called "action" stand in its way.
    const response = await fetch(form.getAttribute('action') ?? '', {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      redirect: 'error',
      // Lets the last save finish while the page goes away; browsers allow it up to 64 KiB.
      keepalive: body.toString().length < 60_000,
    })
    const answer = await response.json()
    return response.ok ? { saved: answer } : { problem: { ...answer, status: response.status } }
  } catch {
    return {}
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Problem | undefined} problem
 */
function showFailure(form, problem) {
  form.querySelector('[data-save-failure]')?.remove()
  const box = document.createElement('div')
  box.className = 'nhsuk-error-summary'
  box.setAttribute('data-save-failure', '')
  box.setAttribute('role', 'alert')
  box.tabIndex = -1
  const heading = document.createElement('h2')
  heading.className = 'nhsuk-error-summary__heading'
  heading.textContent = 'Not saved'
  const text = document.createElement('p')
  text.textContent =
    problem?.status === 413
      ? 'That is more text than one page can take. Everything you typed is still here: shorten it, then save again.'
      : 'Ward Round does not answer at the moment. Everything you typed is still here: try again in a minute.'
  box.append(heading, text)
  form.prepend(box)
  box.focus()
  box.scrollIntoView({ block: 'start' })
}
