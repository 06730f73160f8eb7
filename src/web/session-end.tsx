/** A dialog that a script opens five minutes before a session ends; without scripts it is never seen, and nothing is lost either. */
import { Button } from './components/button.tsx'
import { paths } from './paths.ts'
import type { PageContext } from './web.ts'

export function SessionEnd({ c }: { c: PageContext }) {
  const session = c.get('session')
  if (session === undefined) return <></>
  const { idle, absolute } = session.secondsLeft
  return (
    <>
      <dialog
        class="wr-dialog"
        aria-labelledby="session-end-title"
        data-session={paths.session}
        data-idle={String(idle)}
        data-absolute={String(absolute)}
      >
        <h2 class="nhsuk-heading-m" id="session-end-title" tabindex={-1}>
          You will be signed out soon
        </h2>
        <p data-session-words aria-live="polite"></p>
        <form action={paths.session} method="post" data-session-stay>
          <Button>Stay signed in</Button>
        </form>
        <form method="dialog">
          <button class="nhsuk-button nhsuk-button--secondary" type="submit">
            Close this message
          </button>
        </form>
      </dialog>
      <script type="module" src={c.get('web').assets.url('session.js')}></script>
    </>
  )
}
