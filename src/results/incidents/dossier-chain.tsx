/** The steps of a chain without any organisation's answers: what happened, how sure it is, and which controls matter. */
import { AskedWords } from '../how/parts.tsx'
import { wordCondition } from '../../report/method.ts'
import { roleName, stepKindName, strengthWords, upperFirst } from '../../report/words.ts'
import type { Chain, Control, RuleSet, Step } from '../../rules/model.ts'
import { Card } from '../../web/components/panels.tsx'
import { Sureness } from './parts.tsx'

export function DossierChain({ ruleSet, chain }: { ruleSet: RuleSet; chain: Chain }) {
  return (
    <>
      <p>
        {chain.vantage === 'in-your-place'
          ? 'A step is the attack itself, the defender’s act, or the harm that followed. Only the attack can be stopped. '
          : 'A customer cannot stop the attack. A customer’s own contracts, fallbacks and plans limit what is lost. '}
        The links between steps and questions are our reading, unless they are marked as confirmed or
        reported.
      </p>
      {chain.steps.map((step, index) => (
        <StepCard ruleSet={ruleSet} step={step} number={index + 1} />
      ))}
    </>
  )
}

/** `Step 2: the attack`. */
export function stepHeading(kind: Step['kind'], number: number): string {
  return `Step ${number}: ${stepKindName(kind)}`
}

function StepCard({ ruleSet, step, number }: { ruleSet: RuleSet; step: Step; number: number }) {
  return (
    <Card heading={stepHeading(step.kind, number)} level={3}>
      <StepText step={step} />
      {step.notTestable !== undefined && <p>{step.notTestable}</p>}
      {step.controls.length > 0 && (
        <ul>
          {step.controls.map((control) => (
            <ControlLine ruleSet={ruleSet} control={control} />
          ))}
        </ul>
      )}
    </Card>
  )
}

/** What happened at a step, how sure it is, and its technique in our reading. */
export function StepText({ step }: { step: Step }) {
  return (
    <>
      <p>{step.text}</p>
      <HowSure step={step} />
      {step.techniques.length > 0 && (
        <p class="nhsuk-u-font-size-16">MITRE ATT&amp;CK, our reading: {step.techniques.join(', ')}</p>
      )}
    </>
  )
}

/** How sure it is what happened at a step. */
export function HowSure({ step }: { step: Step }) {
  return (
    <p>
      <span class="nhsuk-u-font-size-16">How sure: </span>
      <Sureness confidence={step.confidence} via={step.via} />
    </p>
  )
}

function ControlLine({ ruleSet, control }: { ruleSet: RuleSet; control: Control }) {
  return (
    <li>
      <strong>{upperFirst(roleName(control.role))}:</strong>{' '}
      <AskedWords ruleSet={ruleSet} words={wordCondition(ruleSet, control.when)} />. {control.because}{' '}
      <em>{strengthSentence(control, strengthWords(ruleSet, control))}</em>
    </li>
  )
}

/** How strong the evidence is that a control matters at its step, as a sentence. */
export function strengthSentence({ strength }: Control, words: string): string {
  return `${upperFirst(words)}${strength === 'alleged' ? ', so it has no weight' : ''}.`
}
