/**
 * Whatever cannot be done → a page (or problem+json) in plain words with its status.
 * Anything that is not expected is a bug: logged with the request's id and place, never with its message, which might quote an answer.
 */
import type { ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DomainError } from '../errors.ts'
import { findCookie, SESSION } from '../identity/cookies.ts'
import { localPath } from '../identity/local-path.ts'
import { NotStarted } from '../service/places.ts'
import { PeriodClosed } from '../service/permission.ts'
import { breakLines, markStray } from '../text.ts'
import { Button } from './components/button.tsx'
import { Textarea } from './components/inputs.tsx'
import { logFault, statusOf } from './faults.ts'
import { readForm, SHOWN_TO, StrayCharacter } from './forms.ts'
import { isPathOfWork } from './kept-forms/typed-work.ts'
import { Page, showPage } from './layout.tsx'
import { homeOf } from './navigation.tsx'
import { NotStartedPage } from './not-started-page.tsx'
import { paths } from './paths.ts'
import { MAY_BE_EMPTY } from './security.ts'
import { sendFault, sendProblem } from './problems.ts'
import { showElsewhere } from './shown-elsewhere-page.tsx'
import { ShownElsewhere } from './shown-to.ts'
import { type Env, isByKey, type PageContext, wantsJson } from './web.ts'

interface Words {
  title: string
  text: string
}

const WORDS: Readonly<Record<number, Words>> = {
  400: {
    title: 'We could not read that form',
    text: `It could not be taken apart, so nothing was saved. Go back, and send it again. ${MAY_BE_EMPTY}`,
  },
  401: {
    title: 'Enter Ward Round first',
    text: 'This page belongs to somebody, and nobody has entered yet, or their session ended. Nothing was saved.',
  },
  403: {
    title: 'You cannot do that here',
    text: 'Your role does not allow it, or the request did not come from one of our own pages.',
  },
  404: {
    title: 'Page not found',
    text: 'If you typed the address, check it. If you followed a link, the page may have gone, or is not yours to see.',
  },
  405: {
    title: 'That is not something this page does',
    text: 'Go back and use the links and buttons on the page.',
  },
  409: {
    title: 'Somebody changed this meanwhile',
    text: 'Go back and load the page again to see the change. Nothing was overwritten.',
  },
  413: {
    title: 'That is more than one page can take',
    text: `Nothing was saved. Shorten the text, then save again. If it is not on this page, go back. ${MAY_BE_EMPTY}`,
  },
  415: { title: 'We could not read that form', text: 'Use the forms on our own pages.' },
  421: {
    title: 'Wrong address',
    text: 'Ward Round answers only to its own address, and the demonstration only on its own machine.',
  },
  422: { title: 'We could not use what was sent', text: 'Open the page again, and check what you enter.' },
  429: { title: 'That is too often', text: 'Wait a while, and try again.' },
  503: {
    title: 'Ward Round cannot save at the moment',
    text: 'Nothing was saved, and nothing that was saved before is lost. Try again in a minute.',
  },
}

const BUG: Words = {
  title: 'Sorry, there is a problem with Ward Round',
  text: 'What you saved before is safe. Try again in a minute.',
}

/** A conflict that may last for days. */
const PERIOD_OVER: Words = { title: 'This period has closed', text: 'Nothing was saved.' }

/** A text that may be what made a form too large. */
const LONG_TEXT = 2000

export const onError: ErrorHandler<Env> = async (error, c) => {
  if (isByKey(c)) return sendFault(error, c)
  logFault(c, error)
  const isTooLarge = error instanceof HTTPException && error.status === 413 && error.message !== ''
  const said =
    error instanceof DomainError || isTooLarge || error instanceof StrayCharacter ? error.message : undefined
  if (statusOf(error) === 401 && mayBeSentToSignIn(c)) {
    const { pathname, search } = new URL(c.req.url)
    const had = findCookie(c.req.header('Cookie'), SESSION) !== undefined
    return c.redirect(paths.signIn(localPath(pathname + search), had ? 'ended' : undefined), 303)
  }
  try {
    if (error instanceof ShownElsewhere && !wantsJson(c)) return await showElsewhere(c, error)
    // Typed work of nobody known: the page gives the browser back what it sent.
    if (statusOf(error) === 401 && c.req.method === 'POST' && isPathOfWork(c.req.path))
      await readForm(c).catch(() => undefined)
    // Nothing is wrong: there is only nothing yet.
    if (error instanceof NotStarted && c.req.method === 'GET' && !wantsJson(c))
      return await showPage(c, <NotStartedPage c={c} organisation={error.organisation} />)
    return await showProblem(c, statusOf(error), said, {
      isOver: error instanceof PeriodClosed,
      hasStray: error instanceof StrayCharacter,
    })
  } catch (another) {
    // The page of the fault has a fault: a line of plain text cannot.
    logFault(c, another)
    return c.text(`${BUG.title}. Tell the people who run it this number: ${c.get('requestId')}`, 500)
  }
}

/** A page of the service that somebody looks at; what was sent by a form is not asked for again. */
function mayBeSentToSignIn(c: PageContext): boolean {
  return !c.get('web').isDemonstration && c.req.method === 'GET' && !wantsJson(c)
}

export const onNotFound: NotFoundHandler<Env> = (c) => showProblem(c, 404)

/**
 * The page, or the problem+json, of a status; `said` replaces the table's text. `isOver`: it is a period that has closed.
 * `hasStray`: a text of the form holds a character that cannot be seen.
 */
export function showProblem(
  c: PageContext,
  status: ContentfulStatusCode,
  said?: string,
  { isOver = false, hasStray = false } = {},
) {
  const words = isOver ? PERIOD_OVER : (WORDS[status] ?? BUG)
  if (status === 405) c.header('Allow', 'GET, HEAD, POST')
  if (status === 503) c.header('Retry-After', '30')
  if (wantsJson(c)) {
    return sendProblem(c, { title: words.title, status, detail: said ?? words.text })
  }
  const isCarried = [401, 409, 413, 500, 503].includes(status) || hasStray
  const carried = isCarried ? (c.get('form')?.entries() ?? []) : []
  const isShown = (value: string) => {
    if (hasStray) return markStray(breakLines(value)) !== breakLines(value)
    return status === 413 ? value.length > LONG_TEXT : isOver && /\s/.test(value)
  }
  const shown = carried.filter(([, value]) => isShown(value))
  const toDo = hasStray ? 'Correct this text' : status === 413 ? 'Shorten this text' : 'What you typed'
  // Whoever signs in meanwhile is not taken for the one to whom the form was shown.
  const to = status === 401 ? c.get('body')?.fields.get(SHOWN_TO) : undefined
  return showPage(
    c,
    <Page c={c} title={words.title} marked={carried.length > 0}>
      <h1 class="nhsuk-heading-l">{words.title}</h1>
      <p>{said ?? words.text}</p>
      {status === 401 && (
        <p>
          {c.get('web').isDemonstration ? (
            <a href={paths.welcome}>Choose a trust and a role</a>
          ) : (
            <a href={paths.signIn()}>Sign in</a>
          )}{' '}
          first.
        </p>
      )}
      {carried.length > 0 && (
        <form action={c.req.path} method="post" novalidate>
          <p>
            {carriedWords(status, isOver)}
            {hasStray && ' Each character that cannot be seen is shown as \ufffd: delete it.'}
          </p>
          {typeof to === 'string' && <input type="hidden" name={SHOWN_TO} value={to} />}
          {carried.map((field) => {
            const [name, value] = field
            const place = shown.indexOf(field) + 1
            return place === 0 ? (
              <input type="hidden" name={name} value={value} />
            ) : (
              <Textarea
                name={name}
                label={shown.length === 1 ? toDo : `${toDo} (${place} of ${shown.length})`}
                rows={status === 413 ? 10 : 5}
                value={hasStray ? markStray(breakLines(value)) : value}
              />
            )
          })}
          <Button>Try again with what I typed</Button>
        </form>
      )}
      <p>
        <a href={homeOf(c.get('person'))}>Go to the start page</a>
      </p>
      {(status === 500 || status === 503) && (
        <p class="nhsuk-body-s nhsuk-u-secondary-text-colour">
          If it happens again, tell the people who run Ward Round this number:{' '}
          <code>{c.get('requestId')}</code>
        </p>
      )}
    </Page>,
    status,
  )
}

function carriedWords(status: number, isOver: boolean): string {
  if (isOver)
    return 'This was not saved. Everything that you typed is kept on this page: copy what you may need later.'
  const kept = 'Everything that you typed is kept on this page.'
  return status === 401 ? `${kept} Sign in on another tab, then come back here and try again.` : kept
}
