/**
 * The last link of a reminder: one page with one button that stops them, without signing in. The link's token says whose they are.
 * Looking at the page changes nothing, since mail programs look at links by themselves; posting does (RFC 8058).
 */
import { isStopLink, stopByLink } from '../../service/reminding.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { type PageContext, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'

export const reminders = newRoutes()

reminders.get('open', paths.stopReminders, async (c) => {
  const token = partOf(c, 'token')
  if (!(await isStopLink(c.get('web').house, token))) return showUnknown(c)
  return showPage(
    c,
    <TitledPage c={c} size="l" title="Stop reminders">
      <p>Ward Round emails you at most once a day, while something waits for you.</p>
      <ButtonForm action={paths.stopReminders(token)} button="Stop these emails" />
    </TitledPage>,
  )
})

reminders.post('open', paths.stopReminders, async (c) => {
  if (!(await stopByLink(c.get('web').house, partOf(c, 'token')))) return showUnknown(c)
  return showPage(
    c,
    <TitledPage c={c} size="l" title="Reminders stopped">
      <p>You get no more of these emails. You can turn them on again on your account’s page.</p>
    </TitledPage>,
  )
})

function showUnknown(c: PageContext) {
  return showPage(
    c,
    <TitledPage c={c} size="l" title="This link no longer works">
      <p>It is too old, or not complete. Use the link of a newer email, or your account’s page.</p>
    </TitledPage>,
    404,
  )
}
