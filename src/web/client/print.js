// Shows each button that prints the page, which only a script can do.

for (const button of document.querySelectorAll('button[data-print]'))
  if (button instanceof HTMLButtonElement) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
