/** The steps of a replay in words: what stands at each, the controls that were looked at, and the answers they read. */
import type { ChainReplay, ReplayStep } from '../../report/replay.ts'
import type { ReplayControl } from '../../report/replay-control.ts'
import { roleName, upperFirst } from '../../report/words.ts'
import { SummaryList, Tag, type TagColour } from '../components/lists.tsx'
import { Card } from '../components/panels.tsx'
import { paths } from '../paths.ts'
import type { PageContext } from '../web.ts'
import { questionPath } from './addresses.ts'
import { stepHeading, StepText, strengthWords } from './dossier-chain.tsx'
import { StandingTag } from './parts.tsx'

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

function StepCard({ c, organisation, replay, step }: StepsProps & { step: ReplayStep }) {
  const { result } = step
  return (
    <Card heading={stepHeading(step.step.kind, step.number)} level={3}>
      <StepText step={step.step} />
      {replay.notExposed === undefined && (
        <>
          <p>
            <StandingTag words={result.words} /> {step.effect}
          </p>
          {step.step.notTestable !== undefined && <p>{step.step.notTestable}</p>}
          {step.onEvidence !== undefined && (
            <p>
              <strong>On evidence:</strong> {step.onEvidence}
            </p>
          )}
          {step.couldChange.length > 0 && (
            <p>
              {result.words === 'not-known'
                ? 'You have not answered, or do not know: '
                : 'It could be better, and is not known: '}
              {step.couldChange.map((question, index) => (
                <>
                  {index > 0 && ', '}
                  <a href={questionPath(c, organisation, question)}>{question.short}</a>
                </>
              ))}
            </p>
          )}
        </>
      )}
      {step.controls.length > 0 && (
        <SummaryList
          rows={step.controls.map((control) => ({
            key: upperFirst(roleName(control.control.role)),
            value: (
              <ControlValue
                c={c}
                organisation={organisation}
                control={control}
                shown={replay.notExposed === undefined}
              />
            ),
          }))}
        />
      )}
    </Card>
  )
}

const HOLDS_COLOURS: Readonly<Record<ReplayControl['holds'], TagColour>> = {
  yes: 'green',
  no: 'red',
  'not-known': 'purple',
  absent: 'grey',
}

function ControlValue(props: {
  c: PageContext
  organisation: string
  control: ReplayControl
  shown: boolean
}) {
  const { control, reads, words, holds, evidenced } = props.control
  const [first] = reads
  return (
    <>
      <p>
        {first === undefined ? (
          props.control.asks
        ) : (
          <a href={questionPath(props.c, props.organisation, first.question)}>{props.control.asks}</a>
        )}
      </p>
      {props.shown && (
        <>
          <p>
            <Tag colour={holds === 'yes' && !evidenced ? 'yellow' : HOLDS_COLOURS[holds]}>
              {upperFirst(words)}
            </Tag>
          </p>
          {reads.map(({ question, answer, support }) => (
            <p>
              {reads.length > 1 ? `${question.short}: ` : 'Your answer: '}
              {answer}
              {support !== undefined && ` (${support})`}
            </p>
          ))}
        </>
      )}
      <p class="nhsuk-body-s nhsuk-u-secondary-text-colour">
        {control.because} {strengthWords(control)}{' '}
        {first !== undefined && (
          <a href={`${paths.howItIsScored}/${first.question.domain}#${first.question.id}`}>
            How it is scored<span class="nhsuk-u-visually-hidden">: {first.question.short}</span>
          </a>
        )}
      </p>
    </>
  )
}
