import { expect, test } from 'vitest'
import {
  compareText,
  escapeControls,
  faultOfName,
  faultOfText,
  saysSomething,
  tidyLine,
  tidyText,
} from '../src/text.ts'

test('the line breaks of slides, PDFs and old systems become line breaks', () => {
  expect(tidyText('one\vtwo\fthree\r\nfour\rfive\u0085six\u2028seven\u2029eight')).toBe(
    'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight',
  )
})

test('a text of which nothing can be seen is no text, whatever it is made of', () => {
  const invisible = [
    ' \u00a0\u2003\u3000',
    '\u200b',
    '\u200d\u200c\u2060\ufeff',
    '\u00ad',
    '\u202e\u202c\u2066\u2069\u200f',
    '\u3164\u115f\u1160\uffa0',
    '\u2800\u2800',
    '\u034f\ufe0f\u180e',
    '\u{e0041}\u{e007f}',
    '\ue000',
    '\u0301',
    '\n\t\v',
  ]
  expect(invisible.filter(saysSomething)).toEqual([])
  expect(invisible.map(tidyText)).toEqual(invisible.map(() => ''))
  expect(['a', '.', '–', '7', 'ü', '名', '👍', '👩‍⚕️', '\u200bx'].every(saysSomething)).toBe(true)
})

test('nothing that somebody typed is taken away between the ends', () => {
  expect(tidyText('  👩‍⚕️ says:\n\n\tsee\u200b below  ')).toBe('👩‍⚕️ says:\n\n\tsee\u200b below')
  expect(tidyLine(' a\vb\n c ')).toBe('a b c')
})

test('a control character is named with its place', () => {
  expect(faultOfText('Doc\u001b[8m hidden')).toBe(
    'A character that cannot be seen (U+001B) stands after “Doc”. Delete it, or type that part again.',
  )
  expect(faultOfText('\u0002x')).toContain('(U+0002) stands at its start')
  expect(faultOfText('half \ud83d')).toContain('(U+D83D) stands after “half”')
  expect(faultOfText('lines\nand\ttabs, 👩‍⚕️ and שלום\u200f')).toBeUndefined()
})

test('a name holds no line break and nothing that cannot be seen', () => {
  expect(faultOfName('Jo Bloggs\nBcc: x')).toContain('(U+000A) stands after “Jo Bloggs”')
  expect(faultOfName('Jo\u200b Bloggs')).toContain('(U+200B)')
  expect(faultOfName('Jo\u202egnp.exe')).toContain('(U+202E)')
  expect(faultOfName('Siân O’Brien-Łukasz 3rd')).toBeUndefined()
})

test('a terminal obeys nothing that somebody typed', () => {
  expect(escapeControls('Tr\u001b[31must\u0007\r\u009b2J\u202e\n\tx')).toBe(
    'Tr\\u{1b}[31must\\u{7}\\u{d}\\u{9b}2J\\u{202e}\n\tx',
  )
})

test('names stand in the order that people who read English expect', () => {
  expect(['Ward 10', 'Åse', 'zeta', 'Ward 2', 'alpha', 'Zed', 'Aziz'].toSorted(compareText)).toEqual([
    'alpha',
    'Åse',
    'Aziz',
    'Ward 2',
    'Ward 10',
    'Zed',
    'zeta',
  ])
})
