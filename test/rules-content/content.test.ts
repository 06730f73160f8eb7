/** What the real rules promise of their content: how much there is, that every text is there, and what no text may do. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readAnswersFile } from '../../src/answers/file.ts'
import { printIssue } from '../../src/errors.ts'
import { questionsOf } from '../../src/rules/condition.ts'
import { countedContext } from '../../src/rules/counted.ts'
import { whoKnowsFirst } from '../../src/report/first-look.ts'
import { weightFrom } from '../../src/rules/weight.ts'
import { runCases } from '../../src/scoring/cases.ts'
import { canBeginWith } from '../../src/scoring/first-look.ts'
import { findUnsaidBounds } from './bounds-in-words.ts'
import { rules, ruleSet } from './real-rules.ts'

const dossiers = ruleSet.incidents.filter(({ kind }) => kind === 'dossier')
const exercises = ruleSet.incidents.filter(({ kind }) => kind === 'exercise')
/** Everything that a person may choose or tick, with the question it belongs to. */
const choices = ruleSet.questions.flatMap(({ id, levels, form }) => [
  ...levels.map(({ text }) => ({ id, text })),
  ...(form.type === 'checklist'
    ? form.items.flatMap(({ text }) =>
        [text.text, ...Object.values(text.for)].map((one) => ({ id, text: one })),
      )
    : []),
])
const isSentence = (text: string) => /^\S.*\.$/s.test(text) && text.split(/\s+/).length >= 3
/** Every text inside a value, however deep. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []

test('beside the scored questions, those of the scope page are counted that something reads and a trust is asked', () => {
  expect(countedContext(ruleSet).map(({ id }) => id)).toEqual(['shared-gateway'])
})

test('the first look is 16 different questions', () => {
  expect(new Set(ruleSet.firstLook).size).toBe(16)
  expect(ruleSet.firstLook).toHaveLength(16)
})

test('of 20 dossiers 12 have a way in that is published or reported, 1 an alleged one and 7 none; an exercise stands beside them', () => {
  const count = (...waysIn: string[]) => dossiers.filter(({ wayIn }) => waysIn.includes(wayIn ?? '')).length
  expect([count('published', 'reported'), count('alleged'), count('unknown'), exercises.length]).toEqual([
    12, 1, 7, 1,
  ])
})

test('the first look asks about multi-factor authentication, suppliers, cyber cover, network monitoring and backups', () => {
  const ids = ruleSet.firstLook.map((index) => ruleSet.questions[index]!.id)
  for (const begins of ['mfa-', 'supplier-', 'cover-', 'ndr-', 'backup-'])
    expect(ids.filter((id) => id.startsWith(begins))).not.toEqual([])
})

test('six people can answer the first look, at once and in every trust', () => {
  expect(whoKnowsFirst(ruleSet)).toHaveLength(6)
  expect(
    ruleSet.firstLook.map((index) => ruleSet.questions[index]!).filter((one) => !canBeginWith(one)),
  ).toEqual([])
})

test('monitoring weighs most, and cover, board and workforce least', () => {
  const weights = Object.fromEntries(ruleSet.domains.map(({ id, weight }) => [id, weight]))
  const of = (weight: number) => Object.keys(weights).filter((id) => weights[id] === weight)
  expect(of(Math.max(...Object.values(weights)))).toEqual(['monitoring'])
  expect(of(Math.min(...Object.values(weights)))).toEqual(['cover', 'board', 'workforce'])
})

test('every question weighs what the dossiers say of it', () => {
  const wrong = ruleSet.questions.filter(
    ({ weight, weightEvidence }) => weight !== weightFrom(weightEvidence),
  )
  expect(
    wrong.map(({ id, weight, weightEvidence }) => `${id} is ${weight}, not ${weightFrom(weightEvidence)}`),
  ).toEqual([])
})

test('every question asks, and says who knows, where to look, what to count and what not', () => {
  for (const question of ruleSet.questions) {
    expect(question.text, question.id).toMatch(/\?$/)
    expect(question.short.length, question.id).toBeLessThanOrEqual(60)
    for (const text of [question.short, question.knows, question.where, question.count, question.not])
      expect(text.trim(), question.id).not.toBe('')
  }
})

test('evidence for what a limit or seen-when reads lasts a year, and no evidence less than half of one', () => {
  const limits = [...ruleSet.caps, ...ruleSet.domains.flatMap(({ caps }) => caps)]
  const conditions = limits.flatMap(({ when }) => (when.kind === 'domains' ? [] : [when]))
  const read = new Set(
    [...conditions, ...(ruleSet.seenWhen === undefined ? [] : [ruleSet.seenWhen])].flatMap(questionsOf),
  )
  expect(read.size).toBeGreaterThan(5)
  const brief = ruleSet.questions.filter(
    ({ index, evidenceLasts }) => evidenceLasts < (read.has(index) ? 12 : 6),
  )
  expect(brief.map(({ id, evidenceLasts }) => `${id}: ${evidenceLasts}`)).toEqual([])
})

test('every length of time for which evidence lasts has its reason beside it', () => {
  const bare = Object.entries(ruleSet.files)
    .filter(([file]) => file.startsWith('domains/'))
    .flatMap(([file, text]) =>
      text
        .split('\n')
        .flatMap((line, i, lines) =>
          /^ {4}evidence-lasts: /.test(line) && !/^ {4}# \d+ months.*\.$/.test(lines[i - 1] ?? '')
            ? [`${file}:${i + 1}`]
            : [],
        ),
    )
  expect(bare).toEqual([])
})

test('the levels of a share or a date say where each begins and ends, so that nothing falls between two', () => {
  expect(ruleSet.questions.filter(({ form }) => form.type === 'date').length).toBeGreaterThan(3)
  expect(findUnsaidBounds(ruleSet)).toEqual([])
})

test('every level, item and option is a full sentence', () => {
  const options = ruleSet.context.flatMap(({ id, options }) => options.map(({ text }) => ({ id, text })))
  const fragments = [...choices, ...options].filter(({ text }) => !isSentence(text))
  expect(fragments).toEqual([])
})

test('nothing that can be chosen says that nobody knows, for that is its own answer', () => {
  const unknowing = choices.filter(({ text }) =>
    /\b(don't|do not) know\b|\bnot sure\b|\bunknown\b/i.test(text),
  )
  expect(unknowing).toEqual([])
})

test('no answer rewards buying insurance: where one names a policy it names a scheme or a reserve beside it', () => {
  const bought = choices.filter(
    ({ text }) =>
      /\binsur|\bpolicy\b|\bpremium|\bbroker|\bunderwrit/i.test(text) && !/\bscheme\b.*\breserve/i.test(text),
  )
  expect(bought).toEqual([])
  const helped = ruleSet.risks.flatMap(({ loweredBy }) => loweredBy.map(({ because }) => because))
  expect(helped.filter((because) => /\binsur|\bpolicy\b|\bpremium/i.test(because))).toEqual([])
})

test('every source of a dossier was read, and every fact and organisation has a source', () => {
  for (const dossier of dossiers) {
    expect(
      dossier.sources.filter(({ read }) => read === undefined),
      dossier.id,
    ).toEqual([])
    for (const { sources } of [...dossier.facts, ...dossier.regulatory, ...dossier.organisations])
      expect(sources, dossier.id).not.toEqual([])
  }
})

test('a control is confirmed only in a step that is confirmed', () => {
  const steps = dossiers.flatMap(({ id, chains }) =>
    chains.flatMap((chain) => chain.steps.map((step) => ({ id, step }))),
  )
  const loose = steps.filter(
    ({ step }) =>
      step.confidence !== 'confirmed' && step.controls.some(({ strength }) => strength === 'confirmed'),
  )
  expect(loose.map(({ id, step }) => `${id} ${step.id}`)).toEqual([])
})

test('each dossier has three lessons or more that an answer shows, and says why at most a third cannot be asked', () => {
  for (const { id, lessons } of dossiers) {
    const asked = lessons.filter(({ learnedWhen }) => learnedWhen !== undefined)
    expect(asked.length, id).toBeGreaterThanOrEqual(3)
    expect(3 * (lessons.length - asked.length), id).toBeLessThanOrEqual(lessons.length)
    for (const { cannotBeAsked } of lessons)
      if (cannotBeAsked !== undefined) expect(cannotBeAsked, id).toSatisfy(isSentence)
  }
})

test('no lesson of a dossier asks the same as one of its controls', () => {
  const twice = ruleSet.incidents.flatMap(({ id, lessons, chains }) => {
    const controls = chains.flatMap(({ steps }) => steps.flatMap((step) => step.controls))
    const asked = new Set(controls.map(({ when }) => JSON.stringify(when)))
    return lessons.filter((one) => asked.has(JSON.stringify(one.learnedWhen))).map((one) => `${id} ${one.id}`)
  })
  expect(twice).toEqual([])
})

test('no condition alone sees or stops more than three attacks', () => {
  const alone = new Map<string, Set<string>>()
  for (const { id, chains } of dossiers)
    for (const control of chains.flatMap(({ steps }) => steps.flatMap((step) => step.controls))) {
      if (control.role === 'limits') continue
      const when = JSON.stringify(control.when)
      alone.set(when, (alone.get(when) ?? new Set()).add(id))
    }
  expect(alone.size).toBeGreaterThan(20)
  expect([...alone].filter(([, attacks]) => attacks.size > 3).map(([when]) => when)).toEqual([])
})

test('the exercise names no organisation', () => {
  const names = dossiers.flatMap(({ organisations }) =>
    organisations.flatMap(({ name, ods }) => [name, ...(ods === undefined ? [] : [ods])]),
  )
  for (const exercise of exercises) {
    expect(exercise.organisations).toEqual([])
    expect(exercise.sources).toEqual([])
    const texts = textsIn(exercise).join('\n')
    expect(names.filter((name) => texts.includes(name))).toEqual([])
    expect(texts).not.toMatch(/\b(NHS|Trust|Hospital|Hospitals)\b/)
  }
})

test('outside the dossiers no text gives the name or code of an NHS organisation', () => {
  const coded = dossiers.flatMap(({ organisations }) => organisations.filter(({ ods }) => ods !== undefined))
  const others = Object.entries(ruleSet.files).filter(([file]) => !file.startsWith('incidents/'))
  const found = others.flatMap(([file, text]) =>
    coded
      .filter(({ name, ods = '' }) => text.includes(name) || new RegExp(`\\b${ods}\\b`).test(text))
      .map(({ name }) => `${file}: ${name}`),
  )
  expect(coded.length).toBeGreaterThan(10)
  expect(found).toEqual([])
})

test('every invented trust says that it is fictional, and its answers can be read', () => {
  expect(rules.trusts.length).toBeGreaterThanOrEqual(6)
  for (const trust of rules.trusts) {
    const read = readAnswersFile(ruleSet, trust.text)
    expect(read.ok ? read.answers.organisation.name : read.faults, trust.name).toContain('(fictional)')
  }
})

test('every case agrees with the engine', () => {
  expect(runCases(ruleSet, rules).map(printIssue)).toEqual([])
})

test('every file of cases is run', () => {
  const files = readdirSync(join(import.meta.dirname, '../../rules/cases')).filter((file) =>
    file.endsWith('.yaml'),
  )
  const run = new Set(rules.cases.map(({ file }) => file.replace('cases/', '')))
  expect([...run].sort()).toEqual(files.sort())
})

test('the frameworks have as many outcomes as were published, and relate version to version', () => {
  const [earlier, later] = ruleSet.frameworks
  const counts = ruleSet.frameworks.map(({ outcomes }) => Object.keys(outcomes).length)
  expect(counts).toEqual([47, 49])
  expect(later?.relatesTo?.framework).toBe(earlier?.id)
})

test('what changed its meaning under the same code is never said to be the same', () => {
  const relations = ruleSet.frameworks.at(-1)?.relatesTo?.outcomes
  for (const code of ['A2.b', 'C1.d', 'C2.a']) expect(relations?.[code]?.from).not.toContain(code)
})

const improvements = ruleSet.questions.map((question) => ({
  question,
  improvement: ruleSet.improvements!.of[question.id]!,
}))
const stepsOf = ({ improvement }: (typeof improvements)[number]) => [
  ...Object.values(improvement.steps),
  ...Object.values(improvement.items),
]

test('every step of every answer says what to do, in one plain sentence that begins with what is done', () => {
  const actions = improvements.flatMap((one) =>
    [one.improvement, ...stepsOf(one)].map(({ action }) => action),
  )
  expect(actions.length).toBeGreaterThan(300)
  for (const action of actions) {
    expect(isSentence(action), action).toBe(true)
    expect(action.split(/\s+/).length, action).toBeLessThanOrEqual(20)
    expect(action.slice(0, -1), action).not.toMatch(/[.?!;]/)
    expect(action, action).not.toMatch(/^(The|A|An|We|You|Your|It|There|Ensure|Consider|Improve)\b/)
  }
})

test('no two questions ask for the same action', () => {
  const first = new Map<string, string>()
  for (const one of improvements)
    for (const { action } of [one.improvement, ...stepsOf(one)]) {
      expect(first.get(action) ?? one.question.id, action).toBe(one.question.id)
      first.set(action, one.question.id)
    }
})

test('what a register feeds is raised in the trust’s own register', () => {
  const fed = improvements.filter(({ question }) => question.form.type === 'share')
  expect(fed).toHaveLength(9)
  for (const one of fed) for (const { action } of stepsOf(one)) expect(action).toContain('register')
})

test('what an answer takes is labelled as an assumption, and what is already true costs least', () => {
  const { basis, prove, findOut } = ruleSet.improvements!
  expect(basis).toContain('planning assumptions of this tool, not facts')
  const least = Math.min(...improvements.flatMap((one) => stepsOf(one).map(({ days }) => days[0] + days[1])))
  for (const { days, pounds } of [prove, findOut]) {
    expect(days[0] + days[1]).toBeLessThan(least)
    expect(pounds).toEqual([0, 0])
  }
})
