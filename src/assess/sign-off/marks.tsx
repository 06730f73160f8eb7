/** The answers that are listed, the heaviest first: whoever signs says of each that it is accepted, challenged or sent back; everybody else reads it. */
import type { Child } from 'hono/jsx'
import * as v from 'valibot'
import type { QuestionId } from '../../ids.ts'
import { MARKS, type MarkName } from '../../report/listed.ts'
import { countWords, joinWords, upperFirst } from '../../report/words.ts'
import type { ListedAnswer } from '../../service/listed-answers.ts'
import type { GivenMark } from '../../service/marking.ts'
import type { SignOffView } from '../../service/reading-sign-off.ts'
import { TextInput } from '../../web/components/inputs.tsx'
import { Details } from '../../web/components/panels.tsx'
import { Radios } from '../../web/components/radios.tsx'
import { Table } from '../../web/components/table.tsx'
import { anew, type Field, hidden } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FieldOf, FormBox, newForm, type ShownForm } from '../../web/shown-form.tsx'
import type { PageContext } from '../../web/web.ts'
import { mayDo } from '../editing.ts'

/** Rows of the list that stand on the page; the rest is folded. */
export const HEAVIEST = 5

interface TypedMark {
  readonly mark: string
  readonly word: string
}

const NAMES = Object.keys(MARKS) as MarkName[]
/** What is done, as a choice. */
const CHOICES: Readonly<Record<MarkName, string>> = {
  accepted: 'Accept',
  challenged: 'Challenge',
  'sent-back': 'Send back',
}

/** Name of the field of an answer. */
export const markField = (questionId: QuestionId) => `mark-${questionId}`

/** Nothing chosen: nothing is said of it. */
function marking({ id, short, mark }: ListedAnswer): Field<TypedMark, GivenMark | undefined> {
  return {
    first: { mark: mark?.mark ?? '', word: mark?.word ?? '' },
    shape: v.pipe(
      v.custom<TypedMark>(() => true),
      v.transform((typed) => {
        const name = NAMES.find((one) => one === typed.mark)
        return name === undefined ? undefined : { questionId: id, mark: name, word: typed.word }
      }),
    ),
    read: ({ form }, name) => ({ mark: form.get(name), word: form.get(`${name}-word`) }),
    target: (name) => name,
    show: ({ name, value, error }) => (
      <div class="wr-mark">
        <Radios
          name={name}
          legend={{ text: `Your view: ${short}`, hidden: true }}
          error={error}
          value={value.mark}
          items={NAMES.map((one) => ({ value: one, text: CHOICES[one] }))}
          small
          inline
        />
        <div class="wr-mark__word">
          <TextInput name={`${name}-word`} label="What should the lead look at again?" value={value.word} />
        </div>
      </div>
    ),
  }
}

/** One field for each answer that is listed, and the name of what the page shows. */
export function markFields(found: SignOffView): Readonly<Record<string, Field>> {
  return {
    seen: anew(hidden(found.seen)),
    ...Object.fromEntries(found.listed.map((one) => [markField(one.id), marking(one) as Field])),
  }
}

interface ListedProps {
  c: PageContext
  found: SignOffView
  /** The form that was sent and not kept. */
  form?: ShownForm | undefined
}

/** The list, with its choices where this person can make them now. */
export function ListedAnswers({ c, found, form }: ListedProps) {
  const { view, listed } = found
  const { id } = view.organisation
  const heading = (
    <h2 class="nhsuk-heading-m" id="on-paper">
      Challenge the heaviest first
    </h2>
  )
  if (listed.length === 0)
    return (
      <>
        {heading}
        <p>Nothing is listed: whatever is stated can be shown, and fits together.</p>
      </>
    )
  const isMarked = mayDo(c, view, 'mark-answers') && !found.submittedByViewer
  const shown = form ?? newForm(paths.signOffMarks(id), markFields(found))
  const viewOf = (one: ListedAnswer) =>
    isMarked ? <FieldOf of={shown} name={markField(one.id)} /> : <Said of={one} />
  const tables = (
    <>
      <ListedTable id={id} caption="Answers to look at" rows={listed.slice(0, HEAVIEST)} view={viewOf} />
      {listed.length > HEAVIEST && (
        <Details
          summary={`${countWords(listed.length - HEAVIEST, 'more answer')} listed`}
          open={form !== undefined && form.faults.length > 0}
          printed
        >
          <div id="more-listed">
            <ListedTable
              id={id}
              caption="More answers to look at"
              rows={listed.slice(HEAVIEST)}
              view={viewOf}
            />
          </div>
        </Details>
      )}
    </>
  )
  return (
    <>
      {heading}
      {isMarked ? (
        <>
          <p>A mark stays until its answer changes. What you send back goes with the return.</p>
          <FormBox of={shown} button="Keep what you marked" variant="secondary">
            {tables}
          </FormBox>
        </>
      ) : (
        tables
      )}
    </>
  )
}

/** What the SIRO said of it; what came back stays until they say more. */
function Said({ of: { mark, sentBack } }: { of: ListedAnswer }): Child {
  if (mark !== undefined)
    return (
      <>
        {MARKS[mark.mark]}
        {mark.word !== '' && (
          <>
            : <bdi>{mark.word}</bdi>
          </>
        )}
      </>
    )
  return sentBack === undefined ? 'Not marked' : MARKS['sent-back']
}

function ListedTable(props: {
  id: string
  caption: string
  rows: readonly ListedAnswer[]
  view: (one: ListedAnswer) => Child
}) {
  const { id, caption, rows, view } = props
  return (
    <Table
      caption={caption}
      captionHidden
      columns={[{ header: 'Question' }, { header: 'What is stated' }, { header: 'The SIRO’s view' }]}
      rows={rows.map((one) => [
        <a href={one.domain === undefined ? paths.scope(id) : paths.question(id, one.domain, one.id)}>
          {one.short}
        </a>,
        <>
          <bdi>{one.says}</bdi>
          <span class="wr-why">{upperFirst(joinWords(one.why))}</span>
          {one.sentBack && (
            <span class="wr-why">
              Sent back{one.sentBack.changed ? ', and changed since' : ', and not changed since'}:{' '}
              <bdi>{one.sentBack.word}</bdi>
            </span>
          )}
        </>,
        view(one),
      ])}
    />
  )
}
