/** What a proposed rule set would move is what scoring everybody anew finds, and its counts single nobody out. */

import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import { ADMINISTRATOR, ANALYSTS, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import { findCaused } from '../../src/report/impact-causes.ts'
import {
  chartImpact,
  countText,
  describeImpact,
  safeCount,
  showImpact,
} from '../../src/report/impact-words.ts'
import { compileAlone, compileFiles } from '../../src/rules/rule-set.ts'
import { score } from '../../src/scoring/score.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { measureImpact } from '../../src/service/impact.ts'
import { getMove } from '../../src/service/moving.ts'
import { getProposedRules, showProposedRules } from '../../src/service/proposed-rules.ts'
import { paths } from '../../src/web/paths.ts'
import { saveTrusts, TRUSTS } from '../web/trusts.ts'
import { appOf, visitorAt } from '../web/visitor.ts'
import { nationalPerson, NOW, openTestHouse, person, RULE_SET } from './house.ts'

let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
})
afterAll(() => house.close())

const changed = (file: string, from: string | RegExp, to: string) => {
  const text = RULE_SET.files[file] ?? ''
  expect(text).toMatch(from)
  return compileFiles({ ...RULE_SET.files, [file]: text.replace(from, to) })
}

/** Trusts whose score, risks, attacks or lessons differ, each scored by itself. */
function rescored(proposed: typeof RULE_SET): number {
  return Object.values(TRUSTS).filter((answers) => {
    const figures = (ruleSet: typeof RULE_SET) => {
      const { overall, domains, risks, incidents, lessons } = score(
        ruleSet,
        answers,
        encode(ruleSet, answers),
      )
      const ends = ({ low, high, assured }: typeof overall) => [low, high, assured]
      return JSON.stringify([
        ends(overall),
        domains.map((one) => ends(one)),
        risks.map(({ band }) => band),
        incidents.map(({ outcome, assuredOutcome }) => [outcome, assuredOutcome]),
        lessons.map(({ learned }) => learned),
      ])
    }
    return figures(RULE_SET) !== figures(proposed)
  }).length
}

const QUESTIONS = RULE_SET.questions.filter(({ form }) => form.type === 'choice')
const weightOf = (id: string) => new RegExp(`(- id: ${id}\\n(?: +.*\\n)*? +weight: )\\d`)

test.each([QUESTIONS[0]!, QUESTIONS.at(-1)!].map(({ id, domain, weight }) => [id, domain, weight] as const))(
  'another weight of %s moves the trusts that scoring them all anew finds',
  async (id, domain, weight) => {
    const file = `domains/${domain}.yaml`
    const proposed = changed(file, weightOf(id), `$1${weight === 4 ? 1 : 4}`)
    const impact = await measureImpact(house.db, proposed)
    expect(impact.assessments).toBe(Object.keys(TRUSTS).length)
    expect(impact.moved.size).toBe(rescored(proposed))
    expect(impact.moved.size).toBeGreaterThan(0)
    expect(impact.files).toEqual([{ file, count: impact.moved.size }])
  },
)

test('a change of words moves nobody, and says so', async () => {
  const proposed = changed(
    'risks/false-comfort.yaml',
    /^title: .*/m,
    'title: If words change, then nobody moves.',
  )
  const impact = await measureImpact(house.db, proposed)
  expect([impact.moved.size, impact.movements]).toEqual([0, []])
  const [first, files] = describeImpact(proposed, impact)
  expect(first?.heading).toMatch(/^Nobody of about \d+ would see anything move$/)
  expect(files?.lines).toEqual(['risks/false-comfort.yaml: nobody'])
})

const PROPOSED = changed('ruleset.yaml', /^( +weight: )3$/m, '$16')
const ROUNDED = /^(nobody|fewer than 10|about \d*[05])$/

test('what is shown to authors holds rounded counts alone, and only moves and causes of ten', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 6 }), (counts) => {
      const most = Math.max(...counts)
      const shown = showImpact(PROPOSED, {
        assessments: most,
        moved: { size: most },
        kinds: new Map([['risk', most]]),
        movements: counts.map((count) => ({
          ...({ kind: 'risk', id: 'back-office-flaw', from: 'High', to: `Extreme ${count}`, count } as const),
          files: new Map([['risks/back-office-flaw.yaml', count]]),
        })),
        files: counts.map((count) => ({ file: `${count}.yaml`, count })),
      })
      const all = [shown.assessments, shown.moved, ...shown.kinds.map(({ count }) => count)]
      for (const { count } of shown.files) if (count !== 'together') all.push(count)
      for (const count of all) expect(countText(count)).toMatch(ROUNDED)
      expect(shown.movements).toHaveLength(counts.filter((count) => count >= 10).length)
      for (const { count } of shown.movements) expect(countText(count)).toMatch(/^about \d*[05]$/)
    }),
  )
})

test('nobody has no bar, a count that is not told ends somewhere before ten, and no bar is longer than all', () => {
  const barsOf = (assessments: number | null, counts: readonly (number | null)[]) =>
    chartImpact({
      ...{ assessments, moved: null, movements: [], files: [] },
      kinds: counts.map((count) => ({ kind: 'risk', count })),
    }).groups[0]?.rows.map(({ parts: [part] }) => part)
  expect(barsOf(40, [0, null, 20])).toEqual([
    { fill: 'shown', share: 0 },
    { fill: 'unknown', share: 0.25 },
    { fill: 'shown', share: 0.5 },
  ])
  expect(barsOf(null, [0, null])).toEqual([
    { fill: 'shown', share: 0 },
    { fill: 'unknown', share: 1 },
  ])
})

describe('rules that are proposed', () => {
  const analyst = nationalPerson('analyst.one', 'One', 'analyst')
  const administrator = nationalPerson('administrator.one', 'One', 'administrator')

  test('are shown with their counts, and each trust sees of itself exactly what scoring it anew finds', async () => {
    expect(await getProposedRules(house, analyst)).toBeUndefined()
    const id = Object.keys(TRUSTS)[0] ?? ''
    expect((await getMove(house, person(id), id)).proposed).toBeUndefined()
    const shown = showImpact(PROPOSED, await measureImpact(house.db, PROPOSED))
    await showProposedRules(house, PROPOSED, shown)
    for (const somebody of [analyst, administrator])
      expect(await getProposedRules(house, somebody)).toMatchObject({ impact: shown, inUse: false })
    let moved = 0
    for (const trust of Object.keys(TRUSTS)) {
      const { movements, proposed } = await getMove(house, person(trust), trust)
      expect(proposed?.to.digest).toBe(PROPOSED.digest)
      if (movements.length > 0) moved++
    }
    expect(moved).toBe(rescored(PROPOSED))
  })

  test('are one at a time, and those in use are proposed no more', async () => {
    const impact = showImpact(RULE_SET, await measureImpact(house.db, RULE_SET))
    expect([impact.moved, impact.movements]).toEqual([0, []])
    await showProposedRules(house, RULE_SET, impact)
    expect(await getProposedRules(house, analyst)).toMatchObject({ digest: RULE_SET.digest, inUse: true })
    const id = Object.keys(TRUSTS)[0] ?? ''
    expect((await getMove(house, person(id), id)).proposed).toBeUndefined()
    await showProposedRules(house, PROPOSED, impact)
  })

  test('name for each move of a trust the changed files that make it by themselves', () => {
    const file = 'risks/communications-lost.yaml'
    const two = compileFiles({
      ...PROPOSED.files,
      [file]: (RULE_SET.files[file] ?? '').replace('likelihood: 4', 'likelihood: 1'),
    })
    const alone = compileAlone(RULE_SET, two)
    expect(alone.map((one) => one.file)).toEqual(['risks/communications-lost.yaml', 'ruleset.yaml'])
    const kinds = new Set<string>()
    for (const answers of Object.values(TRUSTS))
      for (const { kind, files } of findCaused(RULE_SET, answers, two, alone).movements) {
        kinds.add(kind)
        expect(files).toEqual([kind === 'risk' ? file : 'ruleset.yaml'])
      }
    expect([...kinds]).toEqual(expect.arrayContaining(['score', 'risk']))
  })

  test('are read on a page that names no trust, and by a trust on its own', async () => {
    const named = new RegExp(
      Object.keys(TRUSTS)
        .filter((id) => id.includes('-'))
        .join('|'),
    )
    await insertDemonstrationAccounts(house.db, [], NOW.toISOString(), [ADMINISTRATOR, ...ANALYSTS])
    const app = appOf(house)
    const read = async (cookie: string, path: string) =>
      visitorAt(app, 'http://localhost', `wardround-demonstration=${cookie}`).get(path)
    for (const who of [ANALYSTS[0], ADMINISTRATOR]) {
      const page = await (await read(who?.id ?? '', paths.proposedRules)).text()
      expect(page).toContain(`Version ${PROPOSED.version} would move`)
      expect(page).not.toMatch(named)
    }
    const own = await (await read('lead.middling', paths.ruleSetMove('middling'))).text()
    expect(own).toContain(`Version ${PROPOSED.version} is only proposed.`)
    const cause = () => read('lead.middling', paths.ruleSetMove('middling')).then((page) => page.text())
    await expect.poll(cause, { timeout: 60_000 }).toContain('Bands, matrix and weights of domains')
    expect((await read('board.middling', paths.ruleSetMove('middling'))).status).toBe(403)
  })
})

describe('a count that an author reads', () => {
  test('is nobody, fewer than ten, or a multiple of five', () => {
    fc.assert(
      fc.property(fc.nat(5000), (count) => {
        const said = safeCount(count)
        if (count === 0) expect(said).toBe('nobody')
        else if (count < 10) expect(said).toBe('fewer than 10')
        else {
          const about = Number(/^about (\d+)$/.exec(said)?.[1])
          expect(about % 5).toBe(0)
          expect(Math.abs(about - count)).toBeLessThanOrEqual(2)
        }
      }),
    )
  })
})
