/** The form of a pack's cover sheet: what the papers say about themselves, begun with what the numbers say. */
import { randomUUID } from 'node:crypto'
import { saysSomething } from '../../text.ts'
import * as v from 'valibot'
import { beginCover, type PackReading } from '../../report/pack.ts'
import { type Cover, countSaid, COVER_NAMES, LONGEST_SUMMARY, PURPOSES } from '../../report/pack-cover.ts'
import { choice, day, file, type GivenIn, hidden, line, text } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { type PageContext } from '../../web/web.ts'

export interface ToIssue {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly reading: PackReading
  readonly revision: number
}

/** Characters (ours). */
const LONGEST_LINE = 120
const LONGEST_TEXT = 2000

const ofLine = (missing?: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check((typed) => missing === undefined || saysSomething(typed), missing ?? ''),
    v.maxLength(LONGEST_LINE, `Keep it to ${LONGEST_LINE} characters.`),
  )

const ofText = (missing?: string) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check((typed) => missing === undefined || saysSomething(typed), missing ?? ''),
    v.maxLength(LONGEST_TEXT, `Keep it to ${LONGEST_TEXT} characters.`),
  )

export function coverFields({ reading }: ToIssue) {
  const begun = beginCover(reading)
  return {
    id: hidden(randomUUID()),
    title: line({
      label: COVER_NAMES.title,
      hint: 'It stands on the public paper too: say no score here.',
      first: begun.title,
      shape: ofLine('Give the papers a title.'),
    }),
    meeting: line({
      label: COVER_NAMES.meeting,
      hint: 'Such as Board of Directors.',
      shape: ofLine('Say for which meeting.'),
    }),
    on: day({ label: COVER_NAMES.on, called: COVER_NAMES.on }),
    publicItem: line({ label: COVER_NAMES.publicItem, width: 10, shape: ofLine() }),
    privateItem: line({ label: COVER_NAMES.privateItem, width: 10, shape: ofLine() }),
    presentedBy: line({
      label: COVER_NAMES.presentedBy,
      hint: 'Name and role.',
      shape: ofLine('Say who presents them.'),
    }),
    purpose: choice({
      label: 'Part 2 is',
      small: true,
      first: begun.purpose,
      choices: Object.entries(PURPOSES).map(([value, words]) => ({
        value: value as Cover['purpose'],
        text: words,
      })),
      missing: 'Choose what Part 2 is for.',
    }),
    summary: text({
      label: `${COVER_NAMES.summary} of Part 2`,
      hint: `At most ${LONGEST_SUMMARY} words. Part 1 has its own, without results.`,
      rows: 6,
      first: begun.summary,
      shape: v.pipe(
        ofText('Say in a few sentences what the board should know.'),
        v.check(
          (typed) => countSaid(typed) <= LONGEST_SUMMARY,
          ({ input }) => `Keep it to ${LONGEST_SUMMARY} words. It has ${countSaid(input)}.`,
        ),
      ),
    }),
    recommendation: text({
      label: `${COVER_NAMES.recommendation} of Part 2`,
      hint: 'As the minute would say it.',
      rows: 4,
      first: begun.recommendation,
      shape: ofText('Say what the board is asked to do.'),
    }),
    references: text({ label: COVER_NAMES.references, hint: 'In Part 2 only.', rows: 2, shape: ofText() }),
    considered: text({
      label: COVER_NAMES.considered,
      hint: 'Committee and date. It stands on the public paper too.',
      rows: 2,
      shape: ofText(),
    }),
    implications: text({
      label: COVER_NAMES.implications,
      hint: 'For patients, money, law and equality. In Part 2 only.',
      rows: 4,
      shape: ofText(),
    }),
    file: file({
      label: 'A Word document of yours, for its styles',
      hint: 'Optional. Headings, letters and colours are taken from it, and nothing else; it is not kept.',
      accept: ['.docx', '.dotx'],
    }),
  }
}

/** The cover of a form, whose other fields are no part of it. */
export function coverOf(given: GivenIn<ReturnType<typeof coverFields>>): Cover {
  const { title, meeting, on, publicItem, privateItem, presentedBy, purpose } = given
  const { summary, recommendation, references, considered, implications } = given
  return {
    ...{ title, meeting, on, publicItem, privateItem, presentedBy, purpose },
    ...{ summary, recommendation, references, considered, implications },
  }
}

export function IssuePage({ c, of, form }: { c: PageContext; of: ToIssue; form: ShownForm }) {
  const { organisation } = of
  const list = paths.packs(organisation.id)
  return (
    <TitledPage
      c={c}
      title="Issue board papers"
      size="l"
      organisation={organisation}
      crumbs={[{ href: list, text: 'Board papers' }]}
      current="board"
      form={form}
    >
      <p>
        Two papers are made: Part 1 is public and holds no results; Part 2 is private and says what the{' '}
        <a href={paths.board(organisation.id)}>board page</a> says now. Once issued they stay as they are.
      </p>
      <FormBox of={form} button="Issue the papers" cancel={list} />
    </TitledPage>
  )
}
