/** What the words of a file stand for that are none of ours: each is chosen by whoever sent it, and none is guessed. */
import { chosenWords } from '../../answers/register-words.ts'
import type { Column } from '../../rules/model.ts'
import { choice, type Field } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import type { PageContext } from '../../web/web.ts'
import { FileFrame, type FilePlace } from './file-page.tsx'

export const wordField = (index: number) => `word-${index}`
const BLANK = 'blank'

export function wordsFields({ file }: FilePlace): Record<string, Field<string, string>> {
  return Object.fromEntries(
    file.plan.unknown.map((one, index) => [
      wordField(index),
      wordChoice(one, 'Nothing: leave the cell as it is'),
    ]),
  )
}

interface WordOfFile {
  readonly column: Column
  readonly word: string
  readonly line: number
}

/** What one word of a file stands for; `nothing` words the choice of none of ours. */
export function wordChoice({ column, word, line }: WordOfFile, nothing: string): Field<string, string> {
  return choice({
    label: (
      <>
        {column.short}: <bdi class="wr-typed">{word.slice(0, 100)}</bdi>
      </>
    ),
    hint: `First in row ${line}.`,
    as: 'select',
    nothing: 'Choose what it stands for',
    missing: `Choose what this stands for in “${column.short}”. If it is not one of ours, choose “${nothing}”.`,
    choices: [
      ...chosenWords(column).map(([value, text]) => ({ value, text })),
      { value: BLANK, text: nothing },
    ],
  })
}

/** The value that was chosen; empty for nothing. */
export const chosenValue = (given: string | undefined) => (given === BLANK ? '' : (given ?? ''))

export function WordsPage(props: FilePlace & { c: PageContext; form: ShownForm }) {
  const { c, view, register, file, form } = props
  return (
    <FileFrame {...{ c, view, register, form }} title="What do these words stand for?">
      <p>
        <bdi class="wr-typed">{file.upload.name}</bdi> uses words that are not ours. Choose the answer that
        says the same; where none does, say that it is not confirmed. What you choose is kept for your next
        file.
      </p>
      <FormBox
        of={form}
        button="Continue"
        cancel={{
          href: paths.registerColumns(view.organisation.id, register.id),
          text: 'Back to the columns',
        }}
      />
    </FileFrame>
  )
}
