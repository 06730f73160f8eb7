/** The explanation of one risk → plain text: two subtractions that come out exactly, what would lower it, and the floors. */

import type { ExplainedAxis } from './explain-risk.ts'
import type { Examined } from './explain-score.ts'
import { describeRisk, type Need, type RiskWords } from './risks.ts'
import { standingName } from './standing-words.ts'
import type { TextPage } from './text-page.ts'
import { countWords, endSentence, joinWords, shortOf, sourceWords, upperFirst, withoutStop } from './words.ts'

/** The page of one risk. */
export function addRisk(page: TextPage, examined: Examined, id: string): void {
  const words = describeRisk(examined, id)
  if (words === undefined) return
  const { ruleSet } = examined
  const { row, explained } = words
  page.paragraph(row.short, 0, 'title')
  page.paragraph(row.title).space()
  page.line(
    `On paper:     ${row.residual.band}, ${row.residual.product} of 25${row.range === undefined ? '' : ` (${row.range})`}`,
    'strong',
  )
  page.line(`On evidence:  ${row.assured.band}, ${row.assured.product} of 25`, 'strong')
  if (row.notKnown.length > 0)
    page.paragraph(
      `Not known, and able to change it: ${joinWords(row.notKnown.map((one) => `${shortOf(ruleSet, one)} [${one}]`))}.`,
    )
  page.space().paragraph(`Before any control: ${words.inherentSays}`)
  page.paragraph(`After your controls: ${words.residualSays}`)
  page.paragraph(`Likelihood is over ${ruleSet.matrix.period}.`, 0, 'quiet')
  addAxis(page, 'likelihood', words)
  addAxis(page, 'consequence', words)

  page.heading('What would lower it, and whether it holds')
  for (const { because, lowers, state, needs } of words.lowerings) {
    page.item(`${because} Lowers ${lowers}. ${upperFirst(standingName(state))}.`, 0, '-', 'strong')
    addNeed(page, needs, 2)
  }

  page.heading('Where it comes from')
  const titles = explained.restsOn.map((one) => ruleSet.incidents.find((two) => two.id === one)?.title ?? one)
  if (titles.length > 0)
    page.paragraph(`It rests on ${countWords(titles.length, 'dossier')}: ${titles.join('; ')}.`)
  page.paragraph(`Hazards: ${explained.hazards.join('; ')}.`)
  page.paragraph(
    `${endSentence(`Numbers of this risk: ${sourceWords(explained.source)}`)} ${endSentence(`Matrix: ${sourceWords(ruleSet.matrix.source)}`)}`,
  )
}

/** Start, what comes off, and the floor: the lines of one subtraction. */
function addAxis(page: TextPage, name: 'likelihood' | 'consequence', { explained }: RiskWords): void {
  const axis: ExplainedAxis = explained[name]
  page.heading(`${upperFirst(name)}: ${axis.residual}`)
  page.item(`at first. ${axis.inherentBecause}`, 0, ` ${axis.inherent}`)
  for (const line of explained.loweredBy)
    if (line.counts && line[name] > 0) page.item(`off. ${line.because}`, 0, `−${line[name]}`)
  if (axis.atFloor) {
    const back = axis.floor - (axis.inherent - axis.lowered)
    page.item(`back, because it never goes below ${axis.floor}. ${axis.floorBecause}`, 0, `+${back}`)
  } else page.item(`is as low as it can go. ${axis.floorBecause}`, 0, ` ${axis.floor}`, 'quiet')
}

function addNeed(page: TextPage, need: Need, indent: number): void {
  if ('of' in need) {
    page.paragraph(need.kind === 'all' ? 'All of these:' : 'Any one of these:', indent)
    for (const part of need.of) addNeed(page, part, indent + 2)
    return
  }
  page.item(`${need.short}: ${need.asks}. Now: ${withoutStop(need.now)}.  [${need.question}]`, indent)
}
