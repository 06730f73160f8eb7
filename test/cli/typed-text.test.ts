/** Texts that people type and paste into an answers file, from the file to the terminal. */

import { expect, test } from 'vitest'
import { fileWith, run } from './run.ts'

const HEAD = 'organisation: { name: Elmside (fictional), cohort: acute }\nas-of: 2026-11-22\nanswers:\n'
const QUESTION = 'mfa-remote-ways-in'
const explain = (answers: string) => run(['explain', fileWith(`${HEAD}${answers}`), QUESTION])

test('a comment keeps its lines where an answer is explained', async () => {
  const { out } = await explain(`  ${QUESTION}: { value: 2, comment: "two left:\\n- pumps\\n- lifts" }\n`)
  expect(out).toContain('Comment: two left:\n- pumps\n- lifts\n')
})

test('a comment on a question that nobody answered is shown', async () => {
  const { code, out } = await explain(`  ${QUESTION}: { comment: Ask the network team }\n`)
  expect([code, out.includes('Comment: Ask the network team')]).toEqual([0, true])
})

test('evidence that says nothing of its assurance is refused', async () => {
  const { code, err } = await explain(
    `  ${QUESTION}:\n    value: 2\n    evidence: Minutes of May\n    evidence-date: 2026-05-02\n`,
  )
  expect(code).toBe(2)
  expect(err).toMatch(
    /:6 mfa-remote-ways-in\.evidence: .*Write assurance: evidenced, or take the evidence away\./,
  )
})

test('evidence newer than the file’s own reference date counts where the file says that it shows that day', async () => {
  const answer = `{ value: 2, assurance: evidenced, evidence: Scan, evidence-date: 2026-11-28`
  const refused = await explain(`  ${QUESTION}: ${answer} }\n`)
  expect([refused.code, refused.err.includes('write shows-reference-date: true')]).toEqual([2, true])
  const taken = await explain(`  ${QUESTION}: ${answer}, shows-reference-date: true }\n`)
  expect(taken.out).toContain('28 November 2026')
  expect(taken.out).not.toContain('no longer counts')
  const tomorrow = await explain(`  ${QUESTION}: ${answer.replace('2026-11-28', '2199-01-01')} }\n`)
  expect(tomorrow.err).toContain('1 January 2199 is still to come')
})

test('a date that can hardly be meant is taken where the file says that it is', async () => {
  const answer = `{ value: 2, assurance: evidenced, evidence: Scan, evidence-date: 1950-11-28`
  const asked = await explain(`  ${QUESTION}: ${answer} }\n`)
  expect([asked.code, asked.err.includes('If it is meant, write meant: true beside it.')]).toEqual([2, true])
  const taken = await explain(`  ${QUESTION}: ${answer}, meant: true }\n`)
  expect([taken.code, taken.out.includes('28 November 1950')]).toEqual([0, true])
})

test('nothing that stands in a file, a name or an argument moves the terminal', async () => {
  const escapes = '\u001b[2J\u0007\u009b31m\u202e'
  const file = fileWith(`${HEAD}  ${QUESTION}: "${escapes}"\n`, 'bad\u001b[31m.yaml')
  const told = [
    await run(['score', file]),
    await run(['score', `none${escapes}.yaml`]),
    await run(['explain', fileWith(HEAD), escapes]),
    await run([`--${escapes}`]),
    await run(['check', `none${escapes}`]),
  ]
  for (const { out, err } of told) {
    expect(`${out}${err}`).not.toMatch(/[^\P{Cc}\n\t]|\u202e/u)
    expect(err).not.toBe('')
  }
})

test('data printed as JSON moves it neither, and says the same', async () => {
  const comment = 'a\u202eb'
  const { out } = await run([
    'explain',
    fileWith(`${HEAD}  ${QUESTION}: { value: 2, comment: "${comment}" }\n`),
    QUESTION,
    '--json',
  ])
  expect(out).not.toContain('\u202e')
  expect((JSON.parse(out) as { answer: { comment: string } }).answer.comment).toBe(comment)
})
