/** A completed assessment, sent and shown before anything of it is saved: computed anew, with what differs and what has no place here. */
import type { ComingOutcome } from '../../caf/coming.ts'
import type { CafFault } from '../../caf/model.ts'
import { differenceWords, possibleWords, recomputedSentence, statusWords } from '../../report/caf.ts'
import { countWords, upperFirst } from '../../report/words.ts'
import type { IncomingCaf } from '../../service/bringing-caf.ts'
import { type CafView, type LoadedFramework, nameOfSystem } from '../../service/caf.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { anew, choice, file, hidden } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export interface Place {
  readonly view: CafView
  readonly loaded: LoadedFramework
  readonly systemId: string
}
export interface Shown extends Place {
  readonly incoming: IncomingCaf
  /** The file, as the page holds it. */
  readonly packed: string
}

export const SEND_CAF = {
  file: file({
    label: 'Which file?',
    size: 'm',
    hint: 'An assessment as WebCAF keeps it (JSON): outcomes with their indicators and confirmation. At most 4 MB, in UTF-8.',
    accept: ['json'],
  }),
}

function top(c: PageContext, { view, loaded, systemId }: Place) {
  const { organisation } = view
  const list = paths.cafOutcomesOf(organisation.id, loaded.framework.id, systemId)
  return {
    c,
    organisation,
    caption: (
      <>
        {loaded.framework.short}, <bdi>{nameOfSystem(view, systemId)}</bdi>
      </>
    ),
    size: 'l' as const,
    crumbs: [{ href: list, text: `Outcomes of ${loaded.framework.short}` }],
    list,
  }
}

export function BringInPage(props: {
  c: PageContext
  of: Place
  form: ShownForm
  faults?: readonly CafFault[]
}) {
  const { c, of, form, faults = [] } = props
  const { list, ...page } = top(c, of)
  return (
    <TitledPage {...page} title="Bring a completed assessment in" form={form}>
      <p>
        Each outcome is computed again by the rule of the framework, and what differs from what the file
        records is listed. Nothing is saved before you have seen it.
      </p>
      {faults.length > 0 && (
        <Table
          caption="What does not fit, by line"
          columns={[{ header: 'Line' }, { header: 'What to do' }]}
          rows={faults.slice(0, 200).map(({ line, message, remedy }) => [
            String(line),
            <span class="wr-typed">
              {message}. {remedy}
            </span>,
          ])}
        />
      )}
      <FormBox of={form} button="Show what it says" cancel={list} />
    </TitledPage>
  )
}

/** Nothing that stands here is replaced unless somebody says so. */
export function incomingFields({ incoming, packed }: Shown) {
  const differs = incoming.coming.filter(({ is }) => is === 'differs').length
  return {
    file: anew(hidden(packed)),
    seen: anew(hidden(incoming.seen)),
    how:
      differs === 0
        ? hidden('here')
        : choice({
            label: `Which shall stand at the ${countWords(differs, 'outcome')} that differ here?`,
            size: 'm',
            missing: 'Choose which shall stand where they differ.',
            choices: [
              { value: 'here', text: 'What stands here' },
              { value: 'file', text: 'What the file says' },
            ],
          }),
  }
}

const IS: Readonly<Record<ComingOutcome['is'], string>> = {
  new: 'New',
  differs: 'Differs',
  same: 'The same',
}

export function IncomingPage({ c, of, form }: { c: PageContext; of: Shown; form: ShownForm }) {
  const { list, ...page } = top(c, of)
  const { coming, unknown } = of.incoming
  const computed = coming.map((one) => one.computed)
  const differences = computed.flatMap((one) => {
    const words = differenceWords(one)
    return words === undefined ? [] : [[`${one.outcome.code} ${one.outcome.title}`, words] as const]
  })
  const count = (is: ComingOutcome['is']) => coming.filter((one) => one.is === is).length
  const anything = count('new') + count('differs') > 0
  return (
    <TitledPage {...page} title="What the assessment says" form={form}>
      <p class="nhsuk-lede-text">{recomputedSentence(computed)}</p>
      <p>
        It answers {countWords(count('new'), 'outcome')} that nobody answered here, differs from what stands
        here at {count('differs')}, and says the same at {count('same')}. A comment beside a statement comes
        in as the other control that is in place.
      </p>
      {differences.length > 0 && (
        <Table
          caption="What differs from what it records"
          columns={[{ header: 'Outcome' }, { header: 'What differs' }]}
          rows={differences}
        />
      )}
      {unknown.length > 0 && (
        <Details
          summary={`${upperFirst(countWords(unknown.length, 'thing'))} that this framework does not have: left out`}
        >
          <ul>
            {unknown.map(({ line, message }) => (
              <li class="wr-typed">
                Line {line}: {message}.
              </li>
            ))}
          </ul>
        </Details>
      )}
      <Details summary={`All ${countWords(coming.length, 'outcome')}`}>
        <Table
          caption="Outcomes of the file"
          captionHidden
          compact
          columns={[
            { header: 'Outcome' },
            { header: 'Recorded' },
            { header: 'By the rule' },
            { header: 'Here' },
          ]}
          rows={coming.map(({ computed: { outcome, given, possible, answered }, is }) => [
            `${outcome.code} ${outcome.title}`,
            given?.recorded === undefined ? 'Nothing' : statusWords(given.recorded),
            possibleWords(possible, answered),
            IS[is],
          ])}
        />
      </Details>
      {anything ? (
        <FormBox of={form} button="Bring it in" cancel={{ href: list, text: 'Leave everything as it is' }} />
      ) : (
        <p>
          <a href={list}>Nothing would change here: go to the outcomes</a>
        </p>
      )}
    </TitledPage>
  )
}
