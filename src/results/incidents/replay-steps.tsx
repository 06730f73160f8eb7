/** The steps of a replay in words: what stands at each, the controls that were looked at, and the answers they read. */
import { leadTo } from '../leads.ts'
import type { ReplayControl } from '../../report/replay-control.ts'
import type { ChainReplay } from '../../report/replay.ts'
import type { ReplayStep } from '../../report/replay-ends.ts'
import { standingName } from '../../report/standing-words.ts'
import { countWords, roleName, upperFirst } from '../../report/words.ts'
import type { Question } from '../../rules/model.ts'
import { SummaryList } from '../../web/components/lists.tsx'
import { Card, Details } from '../../web/components/panels.tsx'
import type { PageContext } from '../../web/web.ts'
import { HowSure, stepHeading, StepText, strengthSentence } from './dossier-chain.tsx'
import { StandingTag } from '../standing-tag.tsx'

interface StepsProps {
  c: PageContext
  organisation: string
  replay: ChainReplay
}

export function ReplaySteps(props: StepsProps) {
  return (
    <>
      {props.replay.steps.map((step) => (
        <StepCard {...props} step={step} />
      ))}
    </>
  )
}

type StepProps = StepsProps & { step: ReplayStep }

/** One step; `brief`: what happens stands beside it. */
export function StepCard(props: StepProps & { brief?: boolean }) {
  const { replay, step, brief } = props
  return (
    <Card heading={stepHeading(step.step.kind, step.number)} level={3}>
      {brief === true ? <HowSure step={step.step} /> : <StepText step={step.step} />}
      {replay.notExposed === undefined && <Standing {...props} />}
      {step.controls.length > 0 && (
        <Details summary={`${countWords(step.controls.length, 'control')} at this step, and your answers`}>
          <SummaryList
            rows={step.controls.map((control) => ({
              key: upperFirst(roleName(control.control.role)),
              value: <ControlValue {...props} control={control} />,
            }))}
          />
        </Details>
      )}
    </Card>
  )
}

/** What stands at the step in both readings, and the controls behind it by how they stand. */
function Standing({ c, organisation, step }: StepProps) {
  const { result, couldChange } = step
  const reached = result.status !== 'not-reached'
  const lead = step.result.words === 'not-known' ? 'You' : 'It could be better: you'
  const links = (questions: readonly Question[]) => (
    <QuestionLinks c={c} organisation={organisation} questions={questions} />
  )
  return (
    <>
      <p>
        <StandingTag stands={step.result.words} /> {step.effect}
      </p>
      {step.step.notTestable !== undefined && <p>{step.step.notTestable}</p>}
      {reached && couldChange.unanswered.length > 0 && (
        <p>
          {lead} have not answered {links(couldChange.unanswered)}.
        </p>
      )}
      {reached && couldChange.unknown.length > 0 && (
        <p>
          {lead} do not know {links(couldChange.unknown)}.
        </p>
      )}
      {step.onEvidence !== undefined && (
        <p>
          <strong>On evidence:</strong> {step.onEvidence}
        </p>
      )}
      {reached && groupControls(step.controls).length > 0 && (
        <ul>
          {groupControls(step.controls).map(({ stands, controls }) => (
            <li>
              {upperFirst(standingName(stands))}:{' '}
              {links(controls.flatMap(({ reads }) => reads.map(({ question }) => question)))}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Controls that stand alike, the best first; what is not known is named above. */
function groupControls(controls: readonly ReplayControl[]) {
  return BEST_FIRST.map((stands) => ({
    stands,
    controls: controls.filter((one) => one.stands === stands),
  })).filter((group) => group.controls.length > 0)
}

const BEST_FIRST = ['evidenced', 'on-your-word', 'not-in-place', 'unheeded', 'not-here'] as const

function QuestionLinks(props: { c: PageContext; organisation: string; questions: readonly Question[] }) {
  const questions = [...new Set(props.questions)]
  return (
    <>
      {questions.map((question, index) => (
        <>
          {index > 0 && (index === questions.length - 1 ? ' and ' : ', ')}
          <a href={leadTo(props.c, props.organisation, question)}>{question.short}</a>
        </>
      ))}
    </>
  )
}

function ControlValue({ c, organisation, replay, control }: StepProps & { control: ReplayControl }) {
  const { reads, stands } = control
  return (
    <>
      <p>{control.asks}.</p>
      {replay.notExposed === undefined && (
        <>
          <p>
            <StandingTag stands={stands} />
          </p>
          {reads.map(({ question, answer, support }) => (
            <p>
              <a href={leadTo(c, organisation, question)}>
                Your answer<span class="nhsuk-u-visually-hidden"> on {question.short}</span>
              </a>
              : {answer}
              {support !== undefined && ` (${support})`}
            </p>
          ))}
        </>
      )}
      <p class="nhsuk-u-font-size-16 nhsuk-u-secondary-text-colour">
        {control.control.because} {strengthSentence(control.control, control.matters)}
      </p>
    </>
  )
}
