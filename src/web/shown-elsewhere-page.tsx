/** A form of a page that was shown to somebody else, or in an earlier session → what happened, and the words that the browser sent. */
import { Button } from './components/button.tsx'
import { SummaryList } from './components/lists.tsx'
import { readForm } from './forms.ts'
import type { Form } from './form.ts'
import { isTypedWork, typedIn } from './kept-forms/typed-work.ts'
import { Page, showPage } from './layout.tsx'
import { homeOf } from './navigation.tsx'
import type { ShownElsewhere } from './shown-to.ts'
import type { PageContext } from './web.ts'

/** Only its owner can save it, with another press, and nothing that decides access. Going back would lose the words: so they stand here to copy. */
export async function showElsewhere(c: PageContext, { isOwn }: ShownElsewhere) {
  const title = isOwn ? 'You opened this page in an earlier session' : 'This page was opened by somebody else'
  const form = isWithinOrganisation(c) ? await readForm(c).catch(() => undefined) : undefined
  return showPage(
    c,
    <Page c={c} title={title} marked={form !== undefined}>
      <h1 class="nhsuk-heading-l">{title}</h1>
      {isOwn ? (
        <p>
          Nothing was changed. What you sent belongs to a session that is over, or to another one of yours.
        </p>
      ) : (
        <p>
          It was opened by somebody else in this browser, or before you signed in. Nothing was saved, so that
          nothing is saved in your name.
        </p>
      )}
      {form !== undefined && <Typed c={c} form={form} isOwn={isOwn} />}
      <p>
        <a href={homeOf(c.get('person'))}>Go to the start page</a>
      </p>
    </Page>,
    409,
  )
}

/** Nobody types a password or a code there. */
function isWithinOrganisation(c: PageContext): boolean {
  return c.req.path.startsWith('/o/')
}

function Typed({ c, form, isOwn }: { c: PageContext; form: Form; isOwn: boolean }) {
  const { pathname, search } = new URL(c.req.url)
  const fields = new URLSearchParams(
    [...form.entries()].map(([name, value]): [string, string] => [name, value]),
  )
  const typed = typedIn(c.get('web').house.ruleSet, pathname, fields)
  const mayBeSaved = isOwn && isTypedWork(pathname, fields)
  return (
    <>
      {typed.length > 0 && <h2 class="nhsuk-heading-m">{isOwn ? 'What you typed' : 'What was typed'}</h2>}
      {typed.length > 0 && (
        <SummaryList
          rows={typed.map(([key, value]) => ({
            key,
            value: (
              <span class="wr-typed">
                <bdi>{value}</bdi>
              </span>
            ),
          }))}
        />
      )}
      {mayBeSaved ? (
        <form action={pathname + search} method="post" novalidate>
          {form.entries().map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Button>Save it now</Button>
        </form>
      ) : (
        <p>
          {typed.length > 0 && 'It is kept nowhere else: copy from here what is needed. '}
          Open the page again, and do there what you wanted.
        </p>
      )}
    </>
  )
}
