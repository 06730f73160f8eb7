// Asks the browser for a passkey, and sends its answer with the form it belongs to. Nothing of it is kept here.

for (const form of document.querySelectorAll('form[data-passkey]'))
  if (form instanceof HTMLFormElement) startPasskey(form)

/** @param {HTMLFormElement} form */
function startPasskey(form) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    form.querySelector('[data-passkey-failure]')?.remove()
    void show(form).catch((error) => fail(form, wordsFor(error)))
  })
}

/** @param {HTMLFormElement} form */
async function show(form) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) throw new Error('unable')
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
  const response = await fetch(form.dataset['options'] ?? '', {
    method: 'POST',
    body,
    headers: { Accept: 'application/json' },
  })
  if (response.status === 429)
    return fail(form, 'Too many sign-ins were begun from here lately. Wait 15 minutes, then try again.')
  // The server's page says what is wrong.
  if (!response.ok) return form.submit()
  const options = await response.json()
  const credential =
    form.dataset['passkey'] === 'create'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
        })
  const field = form.elements.namedItem('credential')
  if (!(credential instanceof PublicKeyCredential) || !(field instanceof HTMLInputElement))
    throw new Error('unable')
  field.value = JSON.stringify(credential.toJSON())
  form.submit()
}

/** @param {unknown} error */
function wordsFor(error) {
  const name = error instanceof Error ? error.name : ''
  if (name === 'InvalidStateError') return 'This device already has a passkey for your account.'
  if (name === 'NotAllowedError')
    return 'The passkey was not shown, or it took too long. Try again, or use another way.'
  return 'This browser or device cannot use a passkey here. Use another way.'
}

/** @param {HTMLFormElement} form @param {string} words */
function fail(form, words) {
  const box = document.createElement('p')
  box.className = 'nhsuk-error-message'
  box.setAttribute('data-passkey-failure', '')
  box.setAttribute('role', 'alert')
  box.textContent = words
  form.prepend(box)
}
