/** A small example of a domain's score, worked out by the scorer itself from invented answers. */
import { workExample, type WorkedExample } from '../../report/method.ts'
import { hundredthsWords } from '../../report/words.ts'
import type { RuleSet } from '../../rules/model.ts'
import { Table } from '../../web/components/table.tsx'
import { Section } from './parts.tsx'

export function ExampleSection({ ruleSet }: { ruleSet: RuleSet }) {
  const example = workExample(ruleSet)
  if (example === undefined) return <></>
  return (
    <Section id="example" heading="A small example">
      <p>
        These answers are invented. The domain is “{example.domain.title}”, whose questions weigh{' '}
        {example.weights} together. A question gives its credit times its weight, divided by {example.weights}
        .
      </p>
      <Table
        caption="An invented score, line by line"
        columns={[
          { header: 'Line' },
          { header: 'Credit', numeric: true },
          { header: 'Weight', numeric: true },
          { header: 'Points', numeric: true },
        ]}
        rows={[
          ...example.lines.map((line) => [
            lineName(line),
            line.line.value === undefined ? '–' : String(line.line.value),
            line.line.weight === undefined ? '–' : String(line.line.weight),
            hundredthsWords(line.line.hundredths),
          ]),
          ['Score on paper', '', '', <strong>{example.onPaper}</strong>],
        ]}
      />
      <p>
        On paper the domain scores {example.onPaper}. If only every second answer had evidence, the first one
        among them, it would score {example.onEvidence} on evidence.
      </p>
    </Section>
  )
}

function lineName({ line, question, cap }: WorkedExample['lines'][number]): string {
  if (question !== undefined) return question.short
  if (cap === undefined) return 'Rounding to a whole number'
  return line.hundredths === 0
    ? `A limit that holds too, at most ${cap.atMost}`
    : `Limit, at most ${cap.atMost}: ${cap.because}`
}
