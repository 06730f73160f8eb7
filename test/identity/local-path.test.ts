import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localPath } from '../../src/identity/local-path.ts'

const OURS = 'https://wardround.trust.example'

/** Pieces of which addresses are made that lead away. */
const PIECES = ['/', '//', '\\', '.', '..', ':', '@', '\t', '\n', ' ', '%2f', '%5c', '%09', 'http', 'https:', 'javascript:', 'data:', 'evil.example', 'o', '?', '#', 'sign-in', 'account', '\u2028', '／', '。'] // prettier-ignore

const address = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.webUrl(),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => `/${pieces.join('')}`),
)

test('whatever somebody wrote, it leads to a page of ours or nowhere', () => {
  let taken = 0
  fc.assert(
    fc.property(address, (text) => {
      const path = localPath(text)
      if (path === undefined) return
      taken++
      const url = new URL(path, OURS)
      expect(url.origin).toBe(OURS)
      expect(url.pathname + url.search).toBe(path)
      // Read twice, or as a header, it is still the same.
      expect(localPath(path)).toBe(path)
      expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/)
      expect(path).not.toMatch(
        /^\/(sign-in|sign-out|enrol|invitation|set-up|reset|forgotten-password)(\/|\?|$)/,
      )
    }),
    { numRuns: 3000 },
  )
  expect(taken).toBeGreaterThan(100)
})

test('a page of ours is kept whole', () => {
  for (const path of ['/', '/o/oak/questions/identity/mfa?from=x&to=y', '/account?done=name'])
    expect(localPath(path)).toBe(path)
  expect(localPath('/o/oak#part')).toBe('/o/oak')
})

test('what leads away, or into the middle of signing in, is not', () => {
  const bad = [
    undefined,
    '',
    'o/oak',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/o/..//evil.example',
    'https:evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/sign-in',
    '/sign-in/second',
    '/account/../sign-out',
    '/reset/abc',
    `/${'a'.repeat(1000)}`,
  ]
  for (const text of bad) expect(localPath(text), text).toBeUndefined()
})
