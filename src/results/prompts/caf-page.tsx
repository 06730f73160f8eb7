/** Pointers to the outcomes of one version of the framework, as one table, with the way to the others. They assess no outcome. */
import { describePointers, type OutcomePointer, pointersSentence } from '../../report/pointers.ts'
import type { ReadAnswer } from '../../report/replay-control.ts'
import { CAF_HEADING, countWords, dateWords, joinWords, pointerName, upperFirst } from '../../report/words.ts'
import type { Framework } from '../../rules/model.ts'
import { frameworkOf, NO_CONCERN_FROM } from '../../scoring/caf.ts'
import { decide } from '../../service/permission.ts'
import type { ResultView } from '../../service/views.ts'
import { Tag, type TagColour } from '../../web/components/lists.tsx'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { leadTo } from '../leads.ts'
import { paths } from '../../web/paths.ts'
import { examinedOf } from '../examined.ts'
import type { PageContext } from '../../web/web.ts'

export function CafPage(props: { c: PageContext; found: ResultView; framework: Framework }) {
  const { c, found, framework } = props
  const { organisation, assessment, ruleSet, answers } = found.view
  const pointers = describePointers(examinedOf(found), framework)
  const { outcomes, notExamined } = pointers
  const held = outcomes.filter(({ holdingBack }) => holdingBack.length > 0)
  const free = outcomes.filter((one) => !held.includes(one))
  return (
    <TitledPage
      c={c}
      title={`Pointers to outcomes of ${framework.short}`}
      organisation={organisation}
      crumbs={[{ href: paths.tasks(organisation.id), text: organisation.name }]}
      wide
      caption={organisation.name}
      heading={<>Pointers to outcomes of {framework.short}</>}
    >
      <InsetText>
        <p>
          <strong>{CAF_HEADING}</strong>
        </p>
      </InsetText>
      <p>
        {pointersSentence(pointers)} Answers as at {dateWords(answers.asOf)}. Its period,{' '}
        {assessment.period.name}, goes by {frameworkOf(ruleSet, assessment.period.framework).short}.
      </p>
      {decide('read-whole', c.get('person'), organisation.id) === 'allowed' && (
        <p class="wr-no-print">
          <a href={paths.cafOutcomes(organisation.id)}>Answer the statements of the framework itself</a>, for
          its outcomes by its own rule.
        </p>
      )}
      <Versions organisation={organisation.id} frameworks={ruleSet.frameworks} shown={framework} />
      {framework.note !== undefined && <p>{framework.note}</p>}
      <Legend />
      <Outcomes {...props} caption={framework.title} outcomes={held} />
      {free.length > 0 && (
        <Details
          summary={`${upperFirst(countWords(free.length, 'outcome'))} that nothing holds back`}
          printed
        >
          <Outcomes {...props} caption="Nothing holds these back" outcomes={free} />
        </Details>
      )}
      <p>No question here looks at {joinWords(notExamined)}.</p>
      <p class="wr-no-print">
        <a href={paths.cafTable(organisation.id, framework.id)}>
          Download this table for your DSPT evidence (CSV)
        </a>
      </p>
    </TitledPage>
  )
}

function Outcomes(props: {
  c: PageContext
  found: ResultView
  caption: string
  outcomes: readonly OutcomePointer[]
}) {
  const { c, found, caption, outcomes } = props
  if (outcomes.length === 0) return <></>
  return (
    <Table
      caption={caption}
      captionSize="s"
      compact
      columns={[
        { header: 'Outcome' },
        { header: 'Pointer' },
        { header: 'Answers there' },
        { header: 'What holds it back' },
      ]}
      rows={outcomes.map((outcome) => [
        <Name outcome={outcome} />,
        <Tag colour={COLOURS[outcome.pointer]}>{upperFirst(pointerName(outcome.pointer))}</Tag>,
        outcome.of === 0 ? 'None asked outright' : `${outcome.answered} of ${outcome.of}`,
        <Behind c={c} organisation={found.view.organisation.id} outcome={outcome} />,
      ])}
    />
  )
}

/** Both versions stay readable while the toolkit moves from one to the other. */
function Versions(props: { organisation: string; frameworks: readonly Framework[]; shown: Framework }) {
  if (props.frameworks.length < 2) return <></>
  return (
    <nav aria-label="Version of the framework" class="wr-no-print">
      <ul class="wr-filters">
        {props.frameworks.map((one) => (
          <li>
            <a
              href={paths.caf(props.organisation, one.id)}
              aria-current={one === props.shown ? 'page' : undefined}
            >
              {one.short}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Legend() {
  return (
    <Details summary="What the pointers mean">
      <ul>
        <li>
          <strong>Concern:</strong> a question that points to the outcome is at its first level.
        </li>
        <li>
          <strong>No concern seen:</strong> every such question is answered with a credit of {NO_CONCERN_FROM}{' '}
          or more, on paper. Nobody has seen everything.
        </li>
        <li>
          <strong>Not looked at:</strong> none of them is answered.
        </li>
        <li>
          <strong>Mixed:</strong> anything else.
        </li>
      </ul>
      <p>
        Some questions only touch an outcome, by our own inference. They are listed, and never change its
        pointer.
      </p>
    </Details>
  )
}

const COLOURS: Readonly<Record<OutcomePointer['pointer'], TagColour>> = {
  concern: 'red',
  mixed: 'yellow',
  'no-concern-seen': 'green',
  'not-looked-at': 'grey',
}

function Name({ outcome: { id, name, before } }: { outcome: OutcomePointer }) {
  return (
    <span id={id.replaceAll('.', '-')}>
      {id} {name}
      {before !== undefined && (
        <span class="nhsuk-u-font-size-16 nhsuk-u-font-weight-normal"> ({before})</span>
      )}
    </span>
  )
}

function Behind(props: { c: PageContext; organisation: string; outcome: OutcomePointer }) {
  const { holdingBack, inferred } = props.outcome
  if (holdingBack.length + inferred.length === 0) return <>Nothing</>
  const held = holdingBack.length === 0 ? 'Nothing' : countWords(holdingBack.length, 'answer')
  const touching = inferred.length === 1 ? '1 touches it' : `${inferred.length} touch it`
  return (
    <details class="wr-behind">
      <summary>{inferred.length === 0 ? held : `${held}; ${touching}`}</summary>
      <Answers {...props} answers={holdingBack} />
      {inferred.length > 0 && <p>These touch it by our inference only, and change nothing:</p>}
      <Answers {...props} answers={inferred} />
    </details>
  )
}

function Answers(props: { c: PageContext; organisation: string; answers: readonly ReadAnswer[] }) {
  if (props.answers.length === 0) return <></>
  return (
    <ul>
      {props.answers.map(({ question, answer, support }) => (
        <li>
          <a href={leadTo(props.c, props.organisation, question)}>{question.short}</a>: {answer}
          {support !== undefined && ` (${support})`}
        </li>
      ))}
    </ul>
  )
}
