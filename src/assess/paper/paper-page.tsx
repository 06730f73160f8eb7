/** All questions as they can be filled in with a pen, in the order of the screen. It holds no answers, so it bears no marking. */
import { specialsOf } from '../../answers/specials.ts'
import type { Column, ContextQuestion, Option, Question, Register, RuleSet } from '../../rules/model.ts'
import { mustHaveWords, upperFirst, wordsFor } from '../../report/words.ts'
import { Button } from '../../web/components/button.tsx'
import { Select } from '../../web/components/inputs.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { Guidance } from '../questions/about.tsx'
import type { PageContext } from '../../web/web.ts'

interface PaperProps {
  c: PageContext
  ruleSet: RuleSet
  cohort: string
}

/** The kinds of organisation, as the scope page lists them. */
export function cohortsOf(ruleSet: RuleSet): readonly Option[] {
  return ruleSet.context.find((one) => one.fromOrganisation)?.options ?? []
}

export function PaperPage({ c, ruleSet, cohort }: PaperProps) {
  const registersOf = (domain: string) => ruleSet.registers.filter((one) => one.domain === domain)
  return (
    <TitledPage c={c} title="Blank questionnaire" current="questionnaire">
      <p class="nhsuk-lede-text">
        For a meeting, or for a colleague who prefers paper. Type the answers in afterwards.
      </p>
      <form action={paths.questionnaire} method="get" class="wr-no-print" novalidate>
        <Select
          name="cohort"
          label="Worded for which kind of organisation?"
          value={cohort}
          items={cohortsOf(ruleSet).map((one) => ({ value: one.id, text: one.text }))}
        />
        <Button variant="secondary" small>
          Show this wording
        </Button>
      </form>
      <p>
        {cohortsOf(ruleSet).find((one) => one.id === cohort)?.text} Rule set {ruleSet.version}. “We do not
        know” is an answer: it is better than a guess.
      </p>
      <p>
        Filled in for: <Line /> by: <Line /> on: <Line />
      </p>
      <h2 class="nhsuk-heading-l">{ruleSet.scope.title}</h2>
      <p>{ruleSet.scope.lead}</p>
      {ruleSet.context
        .filter((one) => !one.fromOrganisation)
        .map((one) => (
          <PaperContext question={one} cohort={cohort} />
        ))}
      {ruleSet.domains.map((domain) => (
        <>
          <h2 class="nhsuk-heading-l">{domain.title}</h2>
          <p>{domain.lead}</p>
          {registersOf(domain.id).map((one) => (
            <PaperRegister register={one} />
          ))}
          {domain.questions.map((index) => {
            const question = ruleSet.questions[index]
            return question && <PaperQuestion ruleSet={ruleSet} question={question} cohort={cohort} />
          })}
        </>
      ))}
    </TitledPage>
  )
}

function PaperContext({ question, cohort }: { question: ContextQuestion; cohort: string }) {
  return (
    <section class="wr-paper-question">
      <h3 class="nhsuk-heading-s">{question.text}</h3>
      <Guidance question={question} cohort={cohort} />
      {question.type === 'text' ? <Line wide /> : <Boxes texts={question.options.map((one) => one.text)} />}
    </section>
  )
}

function PaperQuestion({
  ruleSet,
  question,
  cohort,
}: {
  ruleSet: RuleSet
  question: Question
  cohort: string
}) {
  const { form } = question
  const register =
    form.type === 'share' ? ruleSet.registers.find((one) => one.id === form.register) : undefined
  return (
    <section class="wr-paper-question">
      <h3 class="nhsuk-heading-s">{question.text}</h3>
      {question.showWhen !== undefined && <p>Only if an answer on the scope page makes it apply.</p>}
      <Guidance question={question} cohort={cohort} />
      {register ? (
        <p>Worked out from the register of {register.row.many}. Nothing to fill in here.</p>
      ) : (
        <>
          <PaperField question={question} cohort={cohort} />
          <Boxes
            texts={specialsOf(question, cohort).map((one) =>
              one.special === 'not-applicable' ? `${one.text}, because:` : one.text,
            )}
          />
          <p>
            Evidence, and its date: <Line wide />
          </p>
        </>
      )}
    </section>
  )
}

function PaperField({ question, cohort }: { question: Question; cohort: string }) {
  const { form } = question
  switch (form.type) {
    case 'choice':
      return <Boxes texts={question.levels.map((level) => level.text)} />
    case 'checklist':
      return (
        <Boxes
          texts={form.items.map((item) =>
            [wordsFor(item.text, cohort), mustHaveWords(item) ?? ''].join(' ').trim(),
          )}
        />
      )
    case 'number':
      return (
        <p>
          {upperFirst(form.unit)}: <Line />
        </p>
      )
    case 'percentage':
      return (
        <>
          <p>
            {form.count}: <Line />
          </p>
          <p>
            Out of – {form.of}: <Line />
          </p>
        </>
      )
    case 'date':
      return (
        <p>
          Date: <Line />
        </p>
      )
    case 'share':
      return <></>
    default:
      return form satisfies never
  }
}

function PaperRegister({ register }: { register: Register }) {
  return (
    <section class="wr-paper-register">
      <h3 class="nhsuk-heading-m">Register: {register.title}</h3>
      <p>{register.lead}</p>
      <p>Copy this list for each {register.row.one}.</p>
      <ul class="wr-paper-list">
        {register.columns.map((column) => (
          <li>
            {column.text} <PaperCell column={column} />
          </li>
        ))}
        <li>
          Evidence for each of these, with its date: <Line wide />
        </li>
      </ul>
    </section>
  )
}

function PaperCell({ column }: { column: Column }) {
  const extra = [column.never, column.unknown].filter((one): one is string => one !== undefined)
  const texts = [
    ...column.options.map((one) => one.text),
    ...(column.type === 'tick' ? ['Yes'] : []),
    ...extra,
  ]
  return (
    <>
      {column.type !== 'choice' && column.type !== 'tick' && <Line wide={column.type === 'text'} />}
      {column.unit !== undefined && ` ${column.unit}`}
      {texts.map((text) => (
        <span class="wr-paper-option">
          <span class="wr-box"></span>
          {text}
        </span>
      ))}
    </>
  )
}

function Boxes({ texts }: { texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li>
          <span class="wr-box"></span>
          {text}
        </li>
      ))}
    </ul>
  )
}

function Line({ wide }: { wide?: boolean }) {
  return <span class={wide ? 'wr-line wr-line--wide' : 'wr-line'}></span>
}
