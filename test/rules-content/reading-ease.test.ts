/** Every question can be read by somebody who left school at about fourteen, and the formula that says so does what it says. */
import { expect, test } from 'vitest'
import { gradeOf, readText } from './reading-ease.ts'
import { ruleSet } from './real-rules.ts'

/** School years. Ours: the fifteen hardest questions of rule set 1.1.0 stood at 9.8 to 13.8. */
const BAR = 9

test('every question, with what can be answered, stays below the bar', () => {
  const hard = ruleSet.questions
    .map((question) => ({ id: question.id, grade: gradeOf(readText(question)) }))
    .filter(({ grade }) => grade >= BAR)
  expect(hard.map(({ id, grade }) => `${id} is at grade ${grade.toFixed(1)}`)).toEqual([])
})

test('short words in short sentences are easy, long words in long sentences are not', () => {
  expect(gradeOf('The cat sat on the mat.')).toBeCloseTo(-1.45)
  expect(gradeOf('')).toBe(0)
  const plain = 'Who may cut us off at night?'
  expect(gradeOf(`${plain} ${plain}`)).toBeCloseTo(gradeOf(plain))
  expect(gradeOf('Organisational disconnection authority notwithstanding.')).toBeGreaterThan(BAR)
})

test('what is read is the question with its levels, or with what can be ticked', () => {
  for (const question of ruleSet.questions) {
    const text = readText(question)
    expect(text.startsWith(question.text), question.id).toBe(true)
    const answers =
      question.form.type === 'checklist'
        ? question.form.items.map((item) => item.text.text)
        : question.levels.map((level) => level.text)
    for (const answer of answers) expect(text, question.id).toContain(answer)
  }
})
