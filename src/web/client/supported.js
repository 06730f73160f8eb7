// Tells the style sheet that scripts run, before the page is drawn. A file of its own: the policy allows no inline script.
document.body.className +=
  ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' nhsuk-frontend-supported' : '')
