/** What somebody sent after their session had ended: what each form says, where it goes, and the choice to save or to drop it. */
import type { WaitingForm } from '../../identity/kept-forms.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { SummaryList } from '../components/lists.tsx'
import { NotificationBanner } from '../components/panels.tsx'
import { Page, showPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { instantWords } from '../times.ts'
import type { PageContext } from '../web.ts'
import { nameOfWork, typedIn } from './typed-work.ts'

const DONE = {
  saved: 'Saved. Something else waits for you.',
  dropped: 'Dropped. Nothing was changed.',
  gone: 'This was saved or dropped before, or an hour had passed. Nothing was changed now.',
  refused: 'You may not save this there any more. Copy what you need, then drop it.',
} as const

export function showKept(
  c: PageContext,
  waiting: readonly WaitingForm[],
  onward: string,
  done: keyof typeof DONE | undefined,
) {
  const title = waiting.length > 0 ? 'Not saved yet' : 'Nothing waits for you'
  return showPage(
    c,
    <Page c={c} title={title} marked={waiting.length > 0}>
      {done !== undefined && <NotificationBanner heading={DONE[done]} />}
      <h1 class="nhsuk-heading-l">{title}</h1>
      {waiting.length > 0 && (
        <p>
          This was sent from a page of yours after your session had ended. If you typed it, save it. If you do
          not know it, drop it. Whatever is still here after an hour is deleted.
        </p>
      )}
      {waiting.map((form) => (
        <Waiting c={c} form={form} onward={onward} />
      ))}
      <LinkButton href={onward} {...(waiting.length > 0 && { variant: 'secondary' as const })}>
        {waiting.length > 0 ? 'Go on, and decide later' : 'Go on'}
      </LinkButton>
    </Page>,
    done === 'refused' ? 403 : 200,
  )
}

function Waiting({ c, form, onward }: { c: PageContext; form: WaitingForm; onward: string }) {
  const { ruleSet } = c.get('web').house
  const [path = form.path] = form.path.split('?')
  const title = nameOfWork(ruleSet, path)
  return (
    <section class="nhsuk-card" aria-labelledby={`form-${form.id}`}>
      <div class="nhsuk-card__content">
        <h2 class="nhsuk-card__heading nhsuk-heading-m" id={`form-${form.id}`}>
          {title}
        </h2>
        <SummaryList
          rows={[
            { key: 'Sent', value: instantWords(form.sentAt) },
            { key: 'It goes to', value: <a href={path}>{path}</a> },
            ...typedIn(ruleSet, path, new URLSearchParams(form.body)).map(([key, value]) => ({
              key,
              value: (
                <span class="wr-typed">
                  <bdi>{value}</bdi>
                </span>
              ),
            })),
          ]}
        />
        <form action={paths.keptForms()} method="post" novalidate>
          <input type="hidden" name="id" value={form.id} />
          <input type="hidden" name="next" value={onward} />
          <div class="wr-actions">
            <Button name="action" value="save">
              Save it
              <span class="nhsuk-u-visually-hidden">: {title}</span>
            </Button>
            <Button name="action" value="drop" variant="secondary">
              Drop it
              <span class="nhsuk-u-visually-hidden">: {title}</span>
            </Button>
          </div>
        </form>
      </div>
    </section>
  )
}
