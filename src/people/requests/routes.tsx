/**
 * What waits for somebody: the page, agreeing, stopping, and the link of a letter that stops one request without signing in.
 * Looking at that link changes nothing, since mail programs look at links by themselves.
 */
import { DomainError } from '../../errors.ts'
import { settleProposal } from '../../service/settling.ts'
import { findToStop, listRequests, stopRequestByLink, stopRequest } from '../../service/waiting.ts'
import { Button } from '../../web/components/button.tsx'
import { readForm } from '../../web/forms.ts'
import { InvitedPage } from '../invited-page.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { proveFirst } from '../../web/proof.ts'
import { refusedBy } from '../refused.ts'
import { StopPage } from '../stop-page.tsx'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { RequestsPage } from './requests-page.tsx'

export const requests = newRoutes()

const SAID: Readonly<Record<string, string>> = {
  asked: 'You have asked. It waits for somebody else, or for its day.',
  agreed: 'You have agreed. Somebody else must agree too.',
  done: 'It has taken effect.',
  stopped: 'It is stopped.',
}

requests.get('own-account', paths.requests, async (c) => {
  const heading = SAID[c.req.query('done') ?? '']
  return show(c, heading === undefined ? undefined : { heading, success: true })
})

async function show(
  c: PageContext,
  says: Parameters<typeof RequestsPage>[0]['says'],
  status: 200 | 409 | 429 = 200,
) {
  const found = await listRequests(c.get('web').house, getPerson(c))
  return showPage(c, <RequestsPage c={c} requests={found} says={says} />, status)
}

requests.post('own-account', `${paths.requests}/:request`, async (c) => {
  const [house, person, id] = [c.get('web').house, getPerson(c), c.req.param('request')]
  const act = (await readForm(c)).get('act')
  try {
    if (act === 'stop') {
      await stopRequest(house, person, id)
      return c.redirect(`${paths.requests}?done=stopped`, 303)
    }
    if (act !== 'agree') throw new DomainError('invalid', 'Use the buttons of the page.')
    const first = proveFirst(c, paths.requests)
    if (first !== undefined) return first
    const invited = await settleProposal(house, person, id)
    if (invited === undefined) return c.redirect(`${paths.requests}?done=agreed`, 303)
    if (invited.link === undefined && invited.mailFault === undefined)
      return c.redirect(`${paths.requests}?done=done`, 303)
    const back = { href: paths.requests, text: 'What waits' }
    return await showPage(c, <InvitedPage c={c} invited={invited} current="requests" back={back} />)
  } catch (error) {
    const { status, message } = refusedBy(error)
    return show(c, { heading: message, success: false }, status)
  }
})

const STOP = `${paths.requests}/stop/:token` as const

requests.get('open', STOP, async (c) => {
  const token = c.req.param('token')
  const found = await findToStop(c.get('web').house, token)
  if (found === undefined) return showUnknown(c)
  return showPage(
    c,
    <StopPage c={c} title="Stop what somebody asks for">
      <p>
        <bdi>{found.asker}</bdi> asks to <bdi>{found.wish}</bdi>.
      </p>
      <p>If you stop it, it does not happen. Who asked can ask again.</p>
      <form action={paths.stopRequest(token)} method="post">
        <Button variant="warning">Stop it</Button>
      </form>
    </StopPage>,
  )
})

requests.post('open', STOP, async (c) => {
  if (!(await stopRequestByLink(c.get('web').house, c.req.param('token')))) return showUnknown(c)
  return showPage(
    c,
    <StopPage c={c} title="It is stopped">
      <p>It does not happen. Tell your administrator or your cyber lead if you did not expect it.</p>
    </StopPage>,
  )
})

function showUnknown(c: PageContext) {
  return showPage(
    c,
    <StopPage c={c} title="This link stops nothing">
      <p>What it was for has happened, or was stopped, or the link is not complete.</p>
    </StopPage>,
    404,
  )
}
