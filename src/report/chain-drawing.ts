/** A replayed chain → what its drawing shows. The drawing says nothing that the steps beside it do not say in words. */

import type { ChainDrawing, DrawnStep, StepMark } from '../charts/chain.ts'
import type { StepResult, StepStatus } from '../scoring/model.ts'
import type { ChainReplay } from './replay.ts'
import type { ReplayStep } from './replay-ends.ts'
import { stepKindName, upperFirst, vantageName } from './words.ts'

/** The drawing of a replay; `id` must be unique on its page. */
export function drawingOf(replay: ChainReplay, id: string): ChainDrawing {
  const ends = replay.ends.map(({ reading, sentence }) => `${reading}: ${sentence}`)
  return {
    id,
    title: `${replay.incident.title}, ${vantageName(replay.chain.vantage)}`,
    description: `${replay.steps.length} steps, from the top. ${ends.join(' ')} The same steps follow in words.`,
    steps: replay.steps.map(drawnStep),
  }
}

function drawnStep({ step, result, reached }: ReplayStep): DrawnStep {
  const onlyOnEvidence = reached === 'on-evidence'
  const status = onlyOnEvidence ? result.assured : result.status
  const evidenced = result.assured === status
  const mark = reached === 'no' ? 'none' : markOf(status, result.words, onlyOnEvidence)
  return {
    shape: step.kind,
    kind: upperFirst(stepKindName(step.kind)),
    text: step.text,
    mark,
    evidenced,
    label: labelOf(mark, evidenced, onlyOnEvidence, result.words),
    reached,
  }
}

function markOf(status: StepStatus, words: StepResult['words'], onlyOnEvidence: boolean): StepMark {
  switch (status) {
    case 'stopped':
      return 'end'
    case 'seen':
      return 'eye'
    case 'limited':
      return 'brake'
    case 'open':
      return words === 'not-known' && !onlyOnEvidence ? 'unknown' : 'nothing'
    case 'not-testable':
      return 'untestable'
    case 'passed-over':
    case 'not-reached':
      return 'none'
  }
}

function labelOf(
  mark: StepMark,
  evidenced: boolean,
  onlyOnEvidence: boolean,
  words: StepResult['words'],
): string {
  const does = { end: 'it ends here', eye: 'it is seen', brake: 'it is limited' }[mark as string]
  if (does !== undefined) {
    if (onlyOnEvidence) return `On evidence: ${does}`
    return evidenced
      ? `In place and evidenced: ${does}`
      : mark === 'end'
        ? 'In place, on your word only'
        : `In place, on your word only: ${does}`
  }
  switch (mark) {
    case 'nothing':
      return onlyOnEvidence ? 'On evidence: nothing stands in the way' : 'Nothing declared stands in the way'
    case 'unknown':
      return 'Not known'
    case 'untestable':
      return 'Cannot be tested'
    default:
      return words === 'not-here' ? 'Does not apply here' : 'Not reached'
  }
}
