/** A replayed chain → what its drawing shows. The drawing says nothing that the steps beside it do not say in words. */

import type { ChainDrawing, DrawnStep, StepMark } from '../charts/chain.ts'
import type { StepResult, StepStatus } from '../scoring/model.ts'
import { standingAt } from '../scoring/replay.ts'
import type { ChainReplay } from './replay.ts'
import type { ReplayStep } from './replay-ends.ts'
import { standingName } from './standing-words.ts'
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
  const stands = onlyOnEvidence ? standingAt({ status, assured: status }, []) : result.words
  const mark = reached === 'no' ? 'none' : markOf(status, stands)
  return {
    shape: step.kind,
    kind: upperFirst(stepKindName(step.kind)),
    text: step.text,
    mark,
    evidenced: result.assured === status,
    label: labelOf(mark, stands, onlyOnEvidence),
    reached,
  }
}

function markOf(status: StepStatus, stands: StepResult['words']): StepMark {
  switch (status) {
    case 'stopped':
      return 'end'
    case 'seen':
      return 'eye'
    case 'limited':
      return 'brake'
    case 'open':
      return stands === 'not-known' ? 'unknown' : 'nothing'
    case 'not-testable':
      return 'untestable'
    case 'passed-over':
    case 'not-reached':
      return 'none'
  }
}

const DOES: Readonly<Partial<Record<StepMark, string>>> = {
  end: 'it ends here',
  eye: 'it is seen',
  brake: 'it is limited',
}

function labelOf(mark: StepMark, stands: StepResult['words'], onlyOnEvidence: boolean): string {
  const [does, name] = [DOES[mark], standingName(stands)]
  if (onlyOnEvidence)
    return `On evidence: ${does ?? (stands === 'nothing' ? 'nothing stands in the way' : name)}`
  const isMetOnWord = mark === 'end' && stands === 'on-your-word'
  return upperFirst(does === undefined || isMetOnWord ? name : `${name}: ${does}`)
}
