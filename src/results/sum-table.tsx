/** The lines of a score as a table: they add up, column by column, to exactly the score shown. */
import type { Child } from 'hono/jsx'
import type { Column, Sum, SumLine } from '../report/sums.ts'
import { hundredthsWords } from '../report/words.ts'
import { Table, type TableColumn } from '../web/components/table.tsx'

const NAMES: Readonly<Record<Column, string>> = {
  paper: 'on paper',
  evidence: 'on evidence',
  most: 'at most',
}

interface SumTableProps {
  caption: string
  sum: Sum
  /** What the lines are: a question or a domain. */
  of: 'Question' | 'Domain'
  /** What a line's value is called: credit of an answer, score of a domain. */
  value: 'Credit' | 'Score'
  /** Where a line is explained further; undefined: nowhere. */
  hrefOf: (line: SumLine) => string | undefined
  /** More about a line, below its title. */
  noteOf?: (line: SumLine) => Child | undefined
}

export function SumTable({ caption, sum, of, value, hrefOf, noteOf }: SumTableProps) {
  const columns: TableColumn[] = [
    { header: of },
    { header: 'Weight', numeric: true },
    ...sum.columns.flatMap((column) => [
      { header: `${value} ${NAMES[column]}`, numeric: true },
      { header: `Points ${NAMES[column]}`, numeric: true },
    ]),
  ]
  const lines = sum.lines.map((line) => [
    <LineTitle line={line} href={hrefOf(line)} note={noteOf?.(line)} />,
    line.weight ?? '–',
    ...sum.columns.flatMap((column) => {
      const found = line.in[column]
      return [found?.value ?? '–', found === undefined ? '–' : hundredthsWords(found.hundredths)]
    }),
  ])
  const total = [
    <strong>Sum, which is the score</strong>,
    '–',
    ...sum.columns.flatMap((column) => ['–', <strong>{hundredthsWords(100 * sum.scores[column])}</strong>]),
  ]
  return <Table caption={caption} columns={columns} rows={[...lines, total]} />
}

function LineTitle({
  line,
  href,
  note,
}: {
  line: SumLine
  href: string | undefined
  note: Child | undefined
}) {
  const title = line.kind === 'cap' ? `Limit of ${line.atMost ?? ''}: ${line.title}` : line.title
  return (
    <>
      {href === undefined ? title : <a href={href}>{title}</a>}
      {line.kind === 'cap' && <LimitNote line={line} />}
      {note !== undefined && <span class="nhsuk-body-s wr-line-note">{note}</span>}
    </>
  )
}

/** What the limit alone would leave, in each reading in which it holds. */
function LimitNote({ line }: { line: SumLine }) {
  const left = (['paper', 'evidence', 'most'] as const).flatMap((column) => {
    const found = line.in[column]
    return found?.wouldLeave === undefined ? [] : [`${found.wouldLeave} ${NAMES[column]}`]
  })
  return <span class="nhsuk-body-s wr-line-note">Alone it would leave {left.join(', ')}.</span>
}

/** How the points of a line come about, in one sentence. */
export function SumExplained({ sum, of, value }: Pick<SumTableProps, 'sum' | 'of' | 'value'>) {
  const { paper, evidence } = sum.weights
  const weights = paper === evidence ? `${paper}` : `${paper} on paper, ${evidence} on evidence`
  return (
    <p>
      The points of a {of.toLowerCase()} are its weight × its {value.toLowerCase()} ÷ the sum of the weights (
      {weights}). Points are hundredths, each rounded on its own; a line for rounding makes the sum exact.
    </p>
  )
}
