/** The mark of one step → a small picture beside its words, which say the same: it is hidden from who does not see it. */

import { stripes } from './marks.ts'
import { drawMark, type DrawnStep, type StepShape } from './steps.ts'
import { element, type Svg } from './svg.ts'

/** `drawn` undefined: the attack does not come here, and the step has an empty mark. `id` must be unique on the page. */
export function stepPicture(shape: StepShape, drawn: DrawnStep | undefined, id: string): Svg {
  return element(
    'svg',
    { class: 'wr-step', 'aria-hidden': 'true', width: '2.125rem', height: '2.125rem', viewBox: '0 0 40 40' },
    stripes(id),
    drawMark(drawn ?? { shape, mark: 'passed', fill: 'nothing' }, id, 18, 20, 9.5),
  )
}
