/** Bad files: each is refused with the line and what to do, in bounded time and memory. */
import { expect, test } from 'vitest'
import { FORMAT } from '../../src/answers/opening.ts'
import { MOST_SENT, openSentFile } from '../../src/answers/sent-file.ts'

const WHOLE = JSON.stringify(
  {
    format: FORMAT,
    'rule-set': { digest: 'd' },
    answers: {
      organisation: { name: 'Oak', cohort: 'acute' },
      answers: { a: { comment: 'here' } },
      registers: {},
    },
    history: [{ note: 'x'.repeat(50) }],
  },
  null,
  2,
)

const BAD: readonly (readonly [what: string, text: string | Uint8Array, line: number, says: RegExp])[] = [
  ['empty', ' \n', 1, /empty/],
  ['cut off', WHOLE.slice(0, 300), 20, /cut off/],
  ['cut off inside a text', WHOLE.slice(0, 130), 8, /cut off/],
  ['changed by hand', WHOLE.replace('"Oak",', '"Oak"'), 9, /not JSON/],
  ['said twice', WHOLE.replace('"registers"', '"answers"'), 16, /"answers" is said twice/],
  ['said twice in two spellings', WHOLE.replace('"registers"', '"\\u0061nswers"'), 16, /said twice/],
  ['nested too deeply', WHOLE.replace('"here"', '['.repeat(100_000)), 13, /deeper than 50 levels/],
  ['deep without being ours', '['.repeat(100_000), 1, /nested too deeply/],
  [
    'of too many values',
    `{"format":"${FORMAT}","answers":[${'1,'.repeat(2_000_000)}1]}`,
    1,
    /more than 200,000 values/,
  ],
  ['too large', `{"format":"${FORMAT}","answers":"${'x'.repeat(MOST_SENT.bytes)}"}`, 1, /larger than 10 MB/],
  ['in UTF-16', Buffer.from(`\ufeff${WHOLE}`, 'utf16le'), 1, /UTF-16/],
  ['in UTF-16 without its mark', Buffer.from(WHOLE, 'utf16le'), 1, /UTF-16/],
  ['in Latin-1', Buffer.from(WHOLE.replace('here', 'café'), 'latin1'), 13, /not in UTF-8/],
  ['with NUL', WHOLE.replace('here', 'h\0re'), 13, /NUL/],
  ['that turns what follows', WHOLE.replace('here', '\u202ehere'), 13, /u\{202e\}\) stands here/],
  ['that turns what follows, escaped', WHOLE.replace('here', '\\u2066here'), 13, /u\{2066\}\) stands here/],
  ['with aliases', 'a: &x [1]\nb: [*x, *x]\n', 1, /anchor/i],
]

test.each(BAD)('a file %s is refused with its line', (_, text, line, says) => {
  const opened = openSentFile(typeof text === 'string' ? Buffer.from(text) : text)
  expect(opened.ok ? [] : opened.faults).toContainEqual({
    place: String(line),
    message: expect.stringMatching(says) as string,
  })
})

test('a whole one is opened as its part of answers, with the line of each value', () => {
  const opened = openSentFile(Buffer.from(`\ufeff${WHOLE}`))
  if (!opened.ok) throw new Error('It was refused.')
  const { content, digest, placeOf } = opened.file
  expect(content).toEqual((JSON.parse(WHOLE) as { answers: unknown }).answers)
  expect(digest).toBe('d')
  expect([placeOf(['answers', 'a', 'comment']), placeOf(['answers', 'b']), placeOf([])]).toEqual([
    '13',
    '11',
    '6',
  ])
})
