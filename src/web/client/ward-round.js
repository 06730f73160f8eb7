// Starts the behaviour of NHS.UK components and ours. Every page works without it.
import { initAll } from './nhsuk.js'
import { startAutosave } from './autosave.js'
import { startAsking } from './leaving.js'
import { startOr } from './or.js'

initAll()
for (const special of document.querySelectorAll('[data-or="special"]')) startOr(special)
for (const form of document.querySelectorAll('form[data-autosave]')) {
  if (form instanceof HTMLFormElement) startAutosave(form)
}

for (const form of document.querySelectorAll('form[method="post"]:not([data-autosave])')) {
  if (form instanceof HTMLFormElement && form.querySelector('textarea')) startAsking(form)
}

// What is folded on the screen only: a browser that prints it closed is handed it open.
for (const [event, open] of /** @type {const} */ ([
  ['beforeprint', true],
  ['afterprint', false],
]))
  addEventListener(event, () => {
    for (const one of document.querySelectorAll('details.wr-printed')) one.toggleAttribute('open', open)
  })
