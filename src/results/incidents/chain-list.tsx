/** The steps of an attack as a list, large and to be pressed: each with its mark and what stands there; the one that is shown beside it is marked. */
import { raw } from 'hono/html'
import { stepPicture } from '../../charts/step-picture.ts'
import { markOf, markWords } from '../../report/attack-marks.ts'
import type { ChainReplay } from '../../report/replay.ts'

interface ChainListProps {
  replay: ChainReplay
  /** Number of the step that is shown. */
  shown: number
  hrefOf: (step: number) => string
}

export function ChainList({ replay, shown, hrefOf }: ChainListProps) {
  const { steps, result, notExposed } = replay
  const drawn = steps.map((step) =>
    notExposed === undefined ? markOf(step.result, result.outcome === 'not-known') : undefined,
  )
  return (
    <ol class="wr-chain">
      {steps.map(({ step, number }, index) => {
        const mark = drawn[index]
        const next = drawn[index + 1]
        const way =
          next === undefined ? '' : next.onlyIfWordIsWrong ? ' wr-chain__step--word' : ' wr-chain__step--on'
        return (
          <li class={`wr-chain__step${way}`} {...(number === shown && { 'aria-current': 'step' })}>
            {raw(stepPicture(step.kind, mark, `step-${number}`))}
            <div>
              <a href={hrefOf(number)}>
                {number}. {step.text}
              </a>
              {notExposed === undefined && <p>{markWords(mark)}</p>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
