/** Outcomes of the loaded framework beside a trust's own answers: where they do not fit, and what each proposes for the other. Nothing is saved here. */
import {
  besideSentence,
  type BesideAnswers,
  compareWithAnswers,
  type Misfit,
} from '../../report/caf-beside.ts'
import { describeOutcomes } from '../../report/caf-outcomes.ts'
import { countWords, joinWords, upperFirst } from '../../report/words.ts'
import { type CafView, type LoadedFramework, WHOLE } from '../../service/caf.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import type { Findings } from '../examined.ts'
import { leadTo } from '../leads.ts'

interface Of {
  c: PageContext
  findings: Findings
  view: CafView
  loaded: LoadedFramework
}

export function BesideCafPage(props: Of) {
  const { c, findings, view, loaded } = props
  const { organisation } = view
  const { framework } = loaded
  const { rows } = describeOutcomes(view.loaded, loaded, view.said, WHOLE)
  const beside = compareWithAnswers(findings.examined, framework, rows)
  return (
    <TitledPage
      c={c}
      title={`${framework.short} beside our answers`}
      organisation={organisation}
      crumbs={[
        {
          href: paths.cafOutcomesOf(organisation.id, framework.id, WHOLE),
          text: `Outcomes of ${framework.short}`,
        },
      ]}
      wide
    >
      <p class="nhsuk-lede-text">{besideSentence(beside)}</p>
      {beside.misfits.length > 0 && (
        <Table
          caption="What does not fit together"
          columns={[{ header: 'Outcome' }, { header: 'What does not fit' }, { header: 'Answers there' }]}
          rows={beside.misfits.map((one) => [
            <Outcome {...props} code={one.row.outcome.code} title={one.row.outcome.title} />,
            one.words,
            <Answers {...props} misfit={one} />,
          ])}
        />
      )}
      <ForQuestions {...props} beside={beside} />
      <ForOutcomes {...props} beside={beside} />
      <NotMapped {...props} beside={beside} />
      <p>
        These are proposals. Nothing is answered by them: an outcome holds more than our questions ask, and a
        question asks more than an outcome says.
      </p>
    </TitledPage>
  )
}

function Outcome({ view, loaded, code, title }: Of & { code: string; title: string }) {
  return (
    <a href={paths.cafOutcome(view.organisation.id, loaded.framework.id, WHOLE, code)}>
      {code} {title}
    </a>
  )
}

function Answers({ c, view, misfit }: Of & { misfit: Misfit }) {
  const { holdingBack } = misfit.pointer
  if (holdingBack.length === 0) return <>None holds it back</>
  return (
    <ul>
      {holdingBack.map(({ question, answer }) => (
        <li>
          <a href={leadTo(c, view.organisation.id, question)}>{question.short}</a>: {answer}
        </li>
      ))}
    </ul>
  )
}

type WithBeside = Of & { beside: BesideAnswers }

function ForQuestions({ c, view, beside: { questions } }: WithBeside) {
  if (questions.length === 0) return <></>
  return (
    <Details
      summary={`${upperFirst(countWords(questions.length, 'question'))} without an answer: what the outcomes let expect`}
    >
      <Table
        caption="Proposed for our questions"
        captionHidden
        columns={[{ header: 'Question' }, { header: 'At least' }, { header: 'Because of' }]}
        rows={questions.map(({ question, least, from }) => [
          <a href={leadTo(c, view.organisation.id, question)}>{question.short}</a>,
          least,
          joinWords(from),
        ])}
      />
    </Details>
  )
}

function ForOutcomes(props: WithBeside) {
  const { outcomes } = props.beside
  if (outcomes.length === 0) return <></>
  return (
    <Details
      summary={`${upperFirst(countWords(outcomes.length, 'outcome'))} that are not known: what our answers let expect`}
    >
      <Table
        caption="Proposed for outcomes"
        captionHidden
        columns={[{ header: 'Outcome' }, { header: 'What our answers say' }]}
        rows={outcomes.map(({ row: { outcome }, words }) => [
          <Outcome {...props} code={outcome.code} title={outcome.title} />,
          words,
        ])}
      />
    </Details>
  )
}

function NotMapped({ beside: { unseen, strange } }: WithBeside) {
  if (unseen.length + strange.length === 0) return <></>
  return (
    <Details summary="What has no counterpart">
      {unseen.length > 0 && <p>No question here looks at {joinWords(unseen)}.</p>}
      {strange.length > 0 && (
        <>
          <p>No outcome of this framework is looked at by:</p>
          <ul>
            {strange.map(({ short }) => (
              <li>{short}</li>
            ))}
          </ul>
        </>
      )}
    </Details>
  )
}
