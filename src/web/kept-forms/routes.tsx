/** Forms that were sent after their session had ended: their owner sees what each says and where it goes, and saves or drops it. */
import { findCookie, SESSION } from '../../identity/cookies.ts'
import { findForms, putFormBack, takeForm, type WaitingForm } from '../../identity/kept-forms.ts'
import { localPath } from '../../identity/local-path.ts'
import { readForm, SHOWN_TO } from '../forms.ts'
import { homeOf } from '../navigation.tsx'
import { paths } from '../paths.ts'
import { getGate, getSession, type PageContext } from '../web.ts'
import { newRoutes } from '../routes.ts'
import { showKept } from './kept-page.tsx'

export const keptForms = newRoutes()

keptForms.get('own-account', paths.keptForms(), async (c) => {
  const waiting = await findForms(getGate(c), getSession(c).person.id)
  return showKept(c, waiting, onwardOf(c, c.req.query('next')), undefined)
})

keptForms.post('own-account', paths.keptForms(), async (c) => {
  const gate = getGate(c)
  const { person } = getSession(c)
  const form = await readForm(c)
  const onward = onwardOf(c, form.get('next'))
  const taken = await takeForm(gate, person.id, form.get('id'))
  if (taken === undefined) return showKept(c, await findForms(gate, person.id), onward, 'gone')
  if (form.get('action') !== 'save') return showKept(c, await findForms(gate, person.id), onward, 'dropped')
  const answer = await send(c, taken)
  // Pages that refuse access give nothing back: it waits on.
  if ([401, 403, 404].includes(answer.status)) {
    await putFormBack(gate, person.id, taken)
    return showKept(c, await findForms(gate, person.id), onward, 'refused')
  }
  const location = answer.headers.get('Location')
  if (location === null) return answer
  const rest = await findForms(gate, person.id)
  return rest.length > 0 ? showKept(c, rest, onward, 'saved') : c.redirect(location, 303)
})

function onwardOf(c: PageContext, next: string | undefined): string {
  return localPath(next) ?? homeOf(c.get('person'))
}

/** The form as it would have come from a page of this session; its answer is the answer. */
async function send(c: PageContext, { path, body }: WaitingForm): Promise<Response> {
  const { origin } = getGate(c)
  const fields = new URLSearchParams(body)
  fields.set(SHOWN_TO, getSession(c).id)
  const token = findCookie(c.req.header('Cookie'), SESSION) ?? ''
  const through = c.req.header('X-Forwarded-For')
  const request = new Request(`${origin}${path}`, {
    method: 'POST',
    body: fields.toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'User-Agent': c.req.header('User-Agent') ?? '',
      Host: new URL(origin).host,
      Origin: origin,
      Cookie: `${SESSION}=${token}`,
      ...(through === undefined ? {} : { 'X-Forwarded-For': through }),
    },
  })
  return c.get('web').dispatch(request, c.env)
}
