// Starts the behaviour of NHS.UK components and ours. Every page works without it.
import { initAll } from './nhsuk.js'
import { startAutosave } from './autosave.js'

initAll()
for (const form of document.querySelectorAll('form[data-autosave]')) {
  if (form instanceof HTMLFormElement) startAutosave(form)
}
