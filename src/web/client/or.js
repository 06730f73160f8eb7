// Boxes to type into, "or" boxes to tick: typing unticks, ticking empties. What was emptied comes back when the tick goes.
// Without this script the server asks which of the two is meant.

/** @param {Element} special the ticks after the "or"; the boxes before it are its sibling */
export function startOr(special) {
  const typed = special.parentElement?.querySelector(':scope > [data-or="typed"]')
  if (!typed) return
  const inputs = [...typed.querySelectorAll('input')]
  const ticks = [...special.querySelectorAll('input')].filter((input) => input.type === 'checkbox')
  /** @type {string[]} */
  let kept = []

  typed.addEventListener('input', () => {
    if (inputs.every((input) => input.value === '')) return
    kept = []
    for (const tick of ticks) tick.checked = false
  })
  special.addEventListener('change', () => {
    const ticked = ticks.some((tick) => tick.checked)
    if (ticked && inputs.some((input) => input.value !== '')) {
      kept = inputs.map((input) => input.value)
      for (const input of inputs) input.value = ''
    } else if (!ticked && inputs.every((input) => input.value === '')) {
      inputs.forEach((input, index) => (input.value = kept[index] ?? ''))
    }
  })
}
