import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOT_KNOWN } from '../../src/answers/levels.ts'
import { countAsked } from '../../src/report/asked.ts'
import { describeBoard } from '../../src/report/board.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import { CLOSING } from '../../src/report/words.ts'
import type { LessonResult } from '../../src/scoring/model.ts'
import { findSingleRaises } from '../../src/scoring/raises.ts'
import { RULE_SET } from '../service/house.ts'
import { examine, examineTrust, TRUSTS } from '../web/trusts.ts'
import { anyExamined } from './random-rows.ts'

const everybody = Object.keys(TRUSTS).map((name) => [name, examineTrust(name)] as const)

/** Headings and links that the page adds. */
const AROUND = 45

/** Words of everything the page says. */
function wordsOf(examined: Examined): number {
  const { about, decide, scores, risks, attacks, ask, unknown } = describeBoard(examined)
  const said = [
    about,
    decide.lead,
    ...decide.raises.flatMap((one) => [one.short, one.to, one.says]),
    scores.sentence,
    ...scores.further,
    risks.lead,
    ...risks.rows.flatMap((row) => [row.title, row.says]),
    ...attacks,
    ...ask.flatMap((one) => [one.about, one.asks]),
    ...unknown,
  ]
  return said.join(' ').split(/\s+/).length + AROUND
}

test.each(everybody)('the page of %s has at most 700 words', (_, examined) => {
  expect(wordsOf(examined)).toBeLessThanOrEqual(700)
})

test('the page has at most 700 words, whatever is answered', () => {
  fc.assert(
    fc.property(anyExamined, (examined) => {
      expect(wordsOf(examined)).toBeLessThanOrEqual(700)
    }),
    { numRuns: 60 },
  )
})

test.each(everybody)(
  '%s is asked to decide the single raises that change most incident outcomes',
  (_, examined) => {
    const { raises } = describeBoard(examined).decide
    const engine = findSingleRaises(examined.ruleSet, examined.row).slice(0, 3)
    expect(raises.map((one) => one.question)).toEqual(engine.map((one) => one.question))
    for (const [index, raise] of raises.entries())
      expect(raise.says).toContain(` ${engine[index]?.incidents.length} past attack`)
  },
)

test('the score on paper and what evidence carries stand in one sentence', () => {
  const { overall } = examineTrust('middling').result
  expect(describeBoard(examineTrust('middling')).scores.sentence).toBe(
    `On paper we score ${overall.score} of 100; what we can show evidence for scores ${overall.assured}.`,
  )
})

test('while answers are missing the score is a range, with the reason', () => {
  const examined = examineTrust('half-answered')
  const { overall, unanswered } = examined.result
  const { sentence, further } = describeBoard(examined).scores
  expect(sentence).toContain(`between ${overall.low} and ${overall.high} of 100`)
  expect(further.join(' ')).toContain(
    `${unanswered.length} of ${countAsked(examined)} questions are not answered`,
  )
})

test.each(everybody)('five risks of %s stand in the terms of patients, the highest first', (_, examined) => {
  const { rows } = describeBoard(examined).risks
  expect(rows).toHaveLength(5)
  for (const row of rows) expect(row.title).toMatch(/^If .+, then .*patients/)
  const left = examined.result.risks.filter((one) => !rows.some((row) => row.id === one.id))
  expect(Math.min(...rows.map((row) => row.residual.product))).toBeGreaterThanOrEqual(
    Math.max(...left.map((one) => one.residual)),
  )
})

test('the attacks are counted by what the engine found, and the last sentence is always there', () => {
  for (const [name, examined] of everybody) {
    const said = describeBoard(examined).attacks
    expect(said.at(-1)).toBe(CLOSING)
    if (name === 'nothing-answered') continue
    const counted = examined.result.incidents.filter((one) => one.counted)
    const count = (meets: string) => counted.filter((one) => one.meets === meets).length
    expect(said[0]).toContain(
      `Of the ${counted.length} attacks whose way in has been published or reported, ${count('on-evidence')} would have met an evidenced control before harm`,
    )
    expect(said[0]).toContain(
      `${count('on-paper')} one you state but have not evidenced, and ${count('none')} none`,
    )
    const notKnown = counted.filter((one) => one.meetsNotKnown).length
    expect(said.join(' ').includes('depends on answers that are not known')).toBe(notKnown > 0)
    // What cannot be replayed from the start is said on the page of attacks.
    expect(said.join(' ')).not.toContain('cannot be tested from the start')
  }
})

test('lessons stand beside the attacks in one sentence: shown, stated, not known, and of those not learned the one that most attacks teach', () => {
  for (const [name, examined] of everybody) {
    const said = describeBoard(examined).attacks.filter((one) => one.includes('lessons of past attacks'))
    expect(said).toHaveLength(name === 'nothing-answered' ? 0 : 1)
  }
  const lessons = (learned: (index: number) => LessonResult['learned']) => {
    const examined = examineTrust('middling')
    const result = {
      ...examined.result,
      lessons: RULE_SET.lessons.map(({ id }, index) => ({ id, learned: learned(index), notKnown: [] })),
    }
    return describeBoard({ ...examined, result }).attacks.at(-2)
  }
  const of = RULE_SET.lessons.length
  expect(lessons(() => 'on-evidence')).toBe(`Of ${of} lessons of past attacks we can show ${of}.`)
  expect(lessons((index) => (index === 0 ? 'on-paper' : index === 1 ? 'not-known' : 'on-evidence'))).toBe(
    `Of ${of} lessons of past attacks we can show ${of - 2}, state 1 more and do not know of 1.`,
  )
  expect(lessons((index) => (index === 0 ? 'not-known' : index < 3 ? 'no' : 'on-evidence'))).toBe(
    `Of ${of} lessons of past attacks we can show ${of - 3} and do not know of 1; not learned are 2.`,
  )
  const most = RULE_SET.lessons.toSorted((a, b) => b.incidents.length - a.incidents.length)[0]
  expect(lessons(() => 'no')).toBe(
    `Of ${of} lessons of past attacks we can show none; not learned are ${of}, among them “${most?.text.replace(/\.$/, '')}”.`,
  )
  expect(most?.incidents).toHaveLength(3)
  const [first, second] = RULE_SET.lessons
  expect([first?.incidents.length, second?.incidents.length]).toEqual([1, 2])
  expect(lessons((index) => (index === 0 ? 'no' : 'on-evidence'))).toBe(
    `Of ${of} lessons of past attacks we can show ${of - 1}; not learned is “${first?.text.replace(/\.$/, '')}”.`,
  )
  expect(lessons((index) => (index < 2 ? 'no' : 'on-evidence'))).toContain(
    `; not learned are 2, among them “${second?.text.replace(/\.$/, '')}”.`,
  )
  expect(lessons(() => 'not-here')).toMatch(/^Of the \d+ attacks|^For|more/)
})

test('the three questions are the largest answer without evidence, the oldest test and the largest unknown', () => {
  const answers = {
    ...examineTrust('nothing-answered').answers,
    answers: {
      'mfa-remote-ways-in': { value: { kind: 'number', number: '0' }, assurance: 'asserted' },
      'board-training': { value: { kind: 'date', date: '2025-01-02' }, assurance: 'asserted' },
      'alert-watch': { value: { kind: 'dont-know' }, assurance: 'asserted' },
      'training-done': { value: { kind: 'dont-know' }, assurance: 'asserted' },
    },
  } as const
  const [unevidenced, oldest, unknown] = describeBoard(examine(answers)).ask
  expect(unevidenced?.question).toBe('mfa-remote-ways-in')
  expect(oldest).toMatchObject({ question: 'board-training' })
  expect(oldest?.asks).toContain('2 January 2025')
  expect(unknown?.question).toBe('alert-watch')
})

test('size is domain weight × question weight × credit at stake, and not the place in the questionnaire', () => {
  const weightOf = (id: string) => {
    const question = RULE_SET.questions[RULE_SET.byId.get(id) ?? -1]
    const domain = RULE_SET.domains.find((one) => one.id === question?.domain)
    return (domain?.weight ?? 0) * (question?.weight ?? 0)
  }
  const choices = RULE_SET.questions.filter((one) => one.form.type === 'choice')
  const light = choices.find((one) => weightOf(one.id) === 1 || weightOf(one.id) === 2)
  const heavy = choices.findLast((one) => weightOf(one.id) > weightOf(light?.id ?? ''))
  expect(light?.index).toBeLessThan(heavy?.index ?? 0)
  const both = (answerOf: (question: typeof light) => unknown) =>
    examine({
      ...examineTrust('nothing-answered').answers,
      answers: Object.fromEntries(
        [light, heavy].map((one) => [one?.id, answerOf(one)]),
      ) as Examined['answers']['answers'],
    })
  const unknown = both(() => ({ value: { kind: 'dont-know' }, assurance: 'asserted' }))
  expect(describeBoard(unknown).ask[2]?.question).toBe(heavy?.id)
  const stated = both((one) => ({
    value: { kind: 'choice', option: one?.levels.at(-1)?.id },
    assurance: 'asserted',
  }))
  expect(describeBoard(stated).ask[0]?.question).toBe(heavy?.id)
})

test('what is not known for certain has only its missing credit at stake', () => {
  const { ruleSet, answers, row, result } = examineTrust('nothing-answered')
  const pair = RULE_SET.domains
    .flatMap((domain) => domain.questions.map((index) => RULE_SET.questions[index]))
    .filter((one) => one !== undefined)
  const first = pair.find((one) => one.levels.length > 2 && one.weight === 1)
  const second = pair.find(
    (one) => one.domain === first?.domain && one.weight === 1 && one.index > first.index,
  )
  expect(second).toBeDefined()
  const declared = Uint8Array.from(row.declared)
  // The first counts at the level before its best, the second at its worst; both are not known.
  declared[first?.index ?? 0] = NOT_KNOWN | ((first?.levels.length ?? 1) - 2)
  declared[second?.index ?? 0] = NOT_KNOWN
  const notKnown = [first?.id ?? '', second?.id ?? '']
  const board = describeBoard({
    ruleSet,
    answers,
    row: { ...row, declared },
    result: { ...result, notKnown },
  })
  expect(board.ask[2]?.question).toBe(second?.id)
})

test('evidence can be the oldest test', () => {
  const answers = {
    ...examineTrust('nothing-answered').answers,
    answers: {
      'alert-watch': {
        value: { kind: 'choice', option: 'always-no-authority' },
        assurance: 'evidenced',
        evidence: 'Contract',
        evidenceDate: '2024-05-06',
      },
      'board-training': { value: { kind: 'date', date: '2025-01-02' }, assurance: 'asserted' },
    },
  } as const
  expect(describeBoard(examine(answers)).ask[1]).toMatchObject({
    question: 'alert-watch',
    asks: 'Its evidence is of 6 May 2024. Is it still true, and who will look again?',
  })
})

test('where nothing is answered every section says so plainly', () => {
  const examined = examineTrust('nothing-answered')
  const board = describeBoard(examined)
  expect(board.decide.raises).toEqual([])
  expect(board.decide.lead).toContain('No answer is known yet')
  expect(board.scores.sentence).toContain('There is no score to show')
  expect(board.risks.lead).toContain('No control is stated yet')
  expect(board.attacks[0]).toContain('No answer is known yet')
  expect(board.ask[0]?.asks).toContain('No answer is known yet')
  expect(board.ask[1]?.asks).toContain('No test and no evidence carries a date')
  const all = countAsked(examined)
  expect(board.unknown[0]).toContain(`${all} of ${all} questions are not answered`)
  expect(JSON.stringify(board)).not.toMatch(/undefined|NaN|null|between 0 and 100/)
})

test('where everything is at its best, nothing is asked for that cannot be had', () => {
  const board = describeBoard(examineTrust('all-best'))
  expect(board.decide.raises).toEqual([])
  expect(board.ask[0]?.asks).toContain('Every answer that counts for us is supported')
  expect(board.ask[2]?.asks).toContain('Nothing is marked as not known')
  expect(board.unknown).toEqual(['Every question is answered, and none with “don’t know”.'])
})

test('where everything is at its worst, every section still has its say', () => {
  const board = describeBoard(examineTrust('all-worst'))
  expect(board.decide.raises).toHaveLength(3)
  expect(board.scores.sentence).toBe('On paper we score 0 of 100; what we can show evidence for scores 0.')
  expect(board.ask[0]?.asks).toContain('No answer counts for us yet')
})

test('no page says "stopped", and none ranks', () => {
  for (const [, examined] of everybody)
    expect(JSON.stringify(describeBoard(examined))).not.toMatch(/\b(stopped|league|rank|worst performer)\b/i)
})

test('every question named is one of the rule set', () => {
  for (const [, examined] of everybody)
    for (const { question } of describeBoard(examined).ask)
      if (question !== undefined)
        expect(RULE_SET.byId.has(question) || RULE_SET.contextById.has(question)).toBe(true)
})
