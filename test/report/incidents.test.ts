import { describe, expect, test } from 'vitest'
import { describeCheapest, uncoveredBy } from '../../src/report/cheapest.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import { countReplays, countsSentences, groupReplays } from '../../src/report/incidents.ts'
import { evidenceOutcome, paperOutcome } from '../../src/report/outcomes.ts'
import { type ChainReplay, describeReplays } from '../../src/report/replay.ts'
import { RULE_SET } from '../service/house.ts'
import { examine, examineTrust, TRUSTS } from '../web/trusts.ts'

const NAMES = Object.keys(TRUSTS)

/** Every replay of a trust. */
function replaysOf(examined: Examined): ChainReplay[] {
  return RULE_SET.incidents.flatMap((incident) => describeReplays(examined, incident))
}

function replayOf(examined: Examined, incident: string, vantage = 'in-your-place'): ChainReplay {
  const found = replaysOf(examined).find(
    (one) => one.incident.id === incident && one.chain.vantage === vantage,
  )
  if (found === undefined) throw new Error(`${incident} has no chain ${vantage}.`)
  return found
}

/** Everything a page says of a replay, but what the dossier itself tells. */
function saidOf(replay: ChainReplay): string[] {
  return [
    ...replay.ends.map(({ sentence }) => sentence),
    ...replay.steps.flatMap((step) => [step.words, step.effect ?? '', step.onEvidence ?? '']),
  ]
}

describe.each(NAMES)('the replays of the trust "%s"', (name) => {
  const examined = examineTrust(name)
  const replays = replaysOf(examined)

  test('has every chain of every dossier once, and none of the exercise', () => {
    const chains = RULE_SET.incidents.flatMap((one) => one.chains)
    expect(replays).toHaveLength(chains.length)
    const grouped = groupReplays(RULE_SET, examined.result).flatMap((group) => group.replays)
    expect(grouped).toHaveLength(chains.length)
  })

  test('never says stopped on a word alone', () => {
    for (const replay of replays) {
      const stoppedOnEvidence = replay.steps.some((step) => step.result.assured === 'stopped')
      if (stoppedOnEvidence) continue
      expect(paperOutcome(replay.result)?.short).not.toMatch(/stopped/i)
      expect(evidenceOutcome(replay.result)?.short).not.toMatch(/stopped/i)
      expect(saidOf(replay).join(' ')).not.toMatch(/would have been stopped|it ends at/i)
    }
  })

  test('counts each attack whose way in is known once', () => {
    const counts = countReplays(RULE_SET, examined.result)
    expect(counts.onEvidence + counts.onPaper + counts.none).toBe(counts.of)
    expect(counts.notKnown).toBeLessThanOrEqual(counts.none)
    const dossiers = RULE_SET.incidents.filter((one) => one.kind === 'dossier')
    expect(counts.of + counts.fromLater + counts.alleged + counts.notExposed).toBe(dossiers.length)
  })

  test('says at each step what stands there, and which answers it looked at', () => {
    for (const replay of replays)
      for (const step of replay.steps) {
        expect(step.words).toMatch(/^[A-Z].*\.$/)
        expect(step.controls).toHaveLength(step.step.controls.length)
        for (const control of step.controls) {
          expect(control.reads.length).toBeGreaterThan(0)
          for (const read of control.reads) expect(read.answer).not.toBe('')
        }
      }
  })

  test('says of every change in it what it does not cover', () => {
    for (const replay of replays) {
      const cheapest = describeCheapest(examined, replay)
      if (replay.notExposed !== undefined) expect(cheapest).toBeUndefined()
      else expect(cheapest?.lead).toMatch(/\.$/)
      if (cheapest !== undefined && cheapest.changes.length > 0)
        for (const { question } of cheapest.changes)
          expect(uncoveredBy(cheapest).join(' ')).toContain(question.short)
    }
  })
})

test('a trust with everything evidenced ends an attack where its control stands', () => {
  const replay = replayOf(examineTrust('all-best'), 'advanced-2022')
  expect(replay.ends).toEqual([
    {
      reading: 'On paper and on evidence',
      sentence: expect.stringMatching(/^It ends at step 1\./) as string,
    },
  ])
  expect(replay.steps[0]?.effect).toBe('The attack would have been stopped here.')
  expect(replay.steps.slice(1).map((step) => step.reached)).toEqual(['no', 'no', 'no', 'no', 'no'])
  expect(describeCheapest(examineTrust('all-best'), replay)?.kind).toBe('done')
})

test('a control that is only stated meets the attack, which goes on in the reading on evidence', () => {
  const examined = examineTrust('strong-on-paper')
  const replay = replayOf(examined, 'change-healthcare-2024')
  expect(replay.ends.map(({ reading }) => reading)).toEqual(['On paper', 'On evidence'])
  expect(replay.ends[0]?.sentence).toContain('a control you state but have not evidenced')
  expect(replay.ends[1]?.sentence).toBe('Nothing evidenced stands in the way.')
  expect(replay.steps[1]?.reached).toBe('on-evidence')
  expect(replay.steps[1]?.onEvidence).toMatch(/^The attack comes this far/)
  const cheapest = describeCheapest(examined, replay)
  expect(cheapest?.kind).toBe('evidence')
  expect(cheapest?.changes.map(({ action }) => action)).toContain('evidence')
})

test('an attack that hangs on unanswered questions shows both ends and names the questions', () => {
  const examined = examineTrust('nothing-answered')
  const replay = replayOf(examined, 'advanced-2022')
  expect(replay.notKnown?.sentence).toMatch(/from “Nothing in the way” to “Met before harm”/)
  expect(replay.notKnown?.questions.map(({ id }) => id)).toContain('mfa-remote-ways-in')
  expect(replay.steps[0]?.words).toMatch(/^Not known: you have not answered /)
  const cheapest = describeCheapest(examined, replay)
  expect(new Set(cheapest?.changes.map(({ action }) => action))).toEqual(new Set(['find-out']))
  expect(cheapest?.lead).toMatch(/^Find out/)
})

test('a step with a control that is not known is never said to have nothing in the way', () => {
  for (const name of NAMES)
    for (const replay of replaysOf(examineTrust(name)))
      for (const step of replay.steps.filter((one) => one.result.words === 'nothing'))
        expect(step.controls.map(({ stands }) => stands)).not.toContain('not-known')
})

test('an attack on something that does not exist here says which answer says so', () => {
  const answers = TRUSTS['all-worst']
  const shared = RULE_SET.context.find(({ id }) => id === 'shared-gateway')
  const none = shared?.options.find(({ id }) => id === 'none')
  if (answers === undefined || none === undefined)
    throw new Error('There is no such trust, or no such answer.')
  const replay = replayOf(
    examine({ ...answers, context: { ...answers.context, 'shared-gateway': 'none' } }),
    'alder-hey-lhch-2024',
  )
  expect(replay.notExposed).toContain(`“${none.text.replace(/\.$/, '')}”`)
  expect(replay.ends).toEqual([])
})

test('a dossier that hangs on an unanswered scope names the scope question', () => {
  const replay = replayOf(examineTrust('nothing-answered'), 'alder-hey-lhch-2024')
  expect(replay.notKnown?.scope.map(({ id }) => id)).toEqual(['shared-gateway'])
})

test('when nothing published would have stopped it, that is what it says', () => {
  const replay = replayOf(examineTrust('all-worst'), 'barts-oracle-ebs-2025')
  expect(describeCheapest(examineTrust('all-worst'), replay)?.lead).toMatch(
    /^Nothing published would have stopped it/,
  )
})

test('two changes that must hold together are said to be these two together', () => {
  const examined = examineTrust('all-worst')
  const replay = replayOf(examined, 'advanced-2022')
  const raise = (question: string, to: string) => ({ question, to, action: 'raise', cost: 1 }) as const
  const two = {
    ...replay,
    result: {
      ...replay.result,
      cheapest: [raise('mfa-remote-ways-in', 'none'), raise('backup-immutable', '100-percent')],
    },
  }
  const cheapest = describeCheapest(examined, two)
  expect(cheapest?.lead).toMatch(/^These two together/)
  expect(cheapest && uncoveredBy(cheapest)).toHaveLength(2)
})

test('as a customer nothing stops an attack, whatever is answered', () => {
  for (const name of NAMES) {
    const examined = examineTrust(name)
    for (const replay of replaysOf(examined).filter((one) => one.chain.vantage === 'as-a-customer')) {
      expect(replay.result.outcome).not.toBe('stopped')
      expect(describeCheapest(examined, replay)?.kind).toBe('customer')
    }
  }
})

test('the counts are one sentence each, and none is left out', () => {
  expect(
    countsSentences({
      of: 11,
      onEvidence: 4,
      onPaper: 3,
      none: 4,
      notKnown: 2,
      fromLater: 6,
      alleged: 1,
      notExposed: 1,
    }),
  ).toEqual([
    'Of the 11 attacks whose way in has been published or reported, 4 would have met an evidenced control before harm, 3 one you state but have not evidenced, and 4 none.',
    'For 2 of these 4 it depends on answers that are not known.',
    'Six more cannot be tested from the start, because nobody has published how they began.',
    'One more is replayed as a regulator alleges, and not counted.',
    'One more uses something that does not exist here, and is not counted.',
  ])
})
