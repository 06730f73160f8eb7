/** Pointers to the outcomes of the framework, by objective. They assess no outcome. */
import { leadTo } from '../leads.ts'
import { describePointers, type ObjectivePointers, type OutcomePointer } from '../../report/prompts.ts'
import { CAF_HEADING, countWords, dateWords, joinWords, pointerName, upperFirst } from '../../report/words.ts'
import type { ResultView } from '../../service/assessments.ts'
import { SummaryCard, Tag, type TagColour } from '../components/lists.tsx'
import { Details, InsetText } from '../components/panels.tsx'
import { Page } from '../layout.tsx'
import { paths } from '../paths.ts'
import { examinedOf } from '../results/examined.ts'
import type { PageContext } from '../web.ts'

export function CafPage({ c, found }: { c: PageContext; found: ResultView }) {
  const { organisation, ruleSet, answers } = found.view
  const objectives = describePointers(examinedOf(found))
  const examined = objectives.filter(({ outcomes }) => outcomes.length > 0)
  const unexamined = objectives.filter(({ outcomes }) => outcomes.length === 0)
  return (
    <Page
      c={c}
      title="Pointers to CAF outcomes"
      organisation={organisation}
      crumbs={[{ href: paths.tasks(organisation.id), text: organisation.name }]}
    >
      <h1>
        <span class="nhsuk-caption-l">{organisation.name}</span> Pointers to CAF outcomes
      </h1>
      <InsetText>
        <p>
          <strong>{CAF_HEADING}</strong>
        </p>
      </InsetText>
      <p>
        Framework: {ruleSet.framework.title}. Answers as at {dateWords(answers.asOf)}.
      </p>
      {unexamined.map(({ objective, notExamined }) => (
        <p>
          Objective {objective} is not examined: no question here looks at any of its {notExamined.length}{' '}
          outcomes.
        </p>
      ))}
      <Details summary="What the pointers mean">
        <ul>
          <li>
            <strong>Concern:</strong> a question that points to the outcome is at its first level.
          </li>
          <li>
            <strong>No concern seen:</strong> every such question is answered with a credit of 75 or more, on
            paper. Nobody has seen everything.
          </li>
          <li>
            <strong>Not looked at:</strong> none of them is answered.
          </li>
          <li>
            <strong>Mixed:</strong> anything else.
          </li>
        </ul>
      </Details>
      {examined.map((objective) => (
        <Objective c={c} organisation={organisation.id} objective={objective} />
      ))}
    </Page>
  )
}

function Objective(props: { c: PageContext; organisation: string; objective: ObjectivePointers }) {
  const { objective, outcomes, notExamined } = props.objective
  return (
    <section aria-labelledby={`objective-${objective}`}>
      <h2 id={`objective-${objective}`}>Objective {objective}</h2>
      {outcomes.map((outcome) => (
        <Outcome {...props} outcome={outcome} />
      ))}
      {notExamined.length > 0 && (
        <p>
          No question here looks at {countWords(notExamined.length, 'more outcome')}: {joinWords(notExamined)}
          .
        </p>
      )}
    </section>
  )
}

const COLOURS: Readonly<Record<OutcomePointer['pointer'], TagColour>> = {
  concern: 'red',
  mixed: 'yellow',
  'no-concern-seen': 'green',
  'not-looked-at': 'grey',
}

function Outcome(props: { c: PageContext; organisation: string; outcome: OutcomePointer }) {
  const { id, name, pointer, answers } = props.outcome
  return (
    <SummaryCard
      heading={`${id} ${name}`}
      level={3}
      id={id.replaceAll('.', '-')}
      rows={[
        { key: 'Pointer', value: <Tag colour={COLOURS[pointer]}>{upperFirst(pointerName(pointer))}</Tag> },
        ...answers.map(({ read, inferred, concern }) => ({
          key: (
            <>
              <a href={leadTo(props.c, props.organisation, read.question)}>{read.question.short}</a>
              {inferred && <span class="nhsuk-u-font-weight-normal"> (mapping is our inference)</span>}
            </>
          ),
          value: (
            <>
              {read.answer}
              {read.support !== undefined && <span class="nhsuk-u-font-size-16"> ({read.support})</span>}
              {concern && <strong class="nhsuk-u-font-size-16"> This is the first level.</strong>}
            </>
          ),
        })),
      ]}
    />
  )
}
