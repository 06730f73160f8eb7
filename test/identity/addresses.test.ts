import { describe, expect, test } from 'vitest'
import { addressOf } from '../../src/identity/addresses.ts'

const PROXY = '127.0.0.1'
const of = (
  peer: string | undefined,
  forwarded?: string,
  { proxy, isPublic = false }: { proxy?: string; isPublic?: boolean } = {},
) => addressOf(peer, forwarded, proxy, isPublic)

describe('the address of a request', () => {
  test('is the peer’s, whatever it says of itself', () => {
    expect(of('192.0.2.7')).toBe('192.0.2.7')
    expect(of('192.0.2.7', '198.51.100.1')).toBe('192.0.2.7')
    expect(of('192.0.2.7', '198.51.100.1', { proxy: PROXY })).toBe('192.0.2.7')
    expect(of('::ffff:192.0.2.7')).toBe('192.0.2.7')
    expect(of(undefined)).toBeUndefined()
  })

  test('behind the proxy is the last that the proxy wrote, and never one that the caller wrote', () => {
    const behind = { proxy: PROXY, isPublic: true }
    expect(of('127.0.0.1', '203.0.113.9', behind)).toBe('203.0.113.9')
    expect(of('::ffff:127.0.0.1', '10.0.0.1, 6.6.6.6,203.0.113.9', behind)).toBe('203.0.113.9')
    for (const bad of [
      undefined,
      '',
      ',',
      'unknown',
      '_hidden',
      'a b',
      '<script>',
      '1.2.3',
      '[203.0.113',
      '999.1.1.1:80',
    ])
      expect(of('127.0.0.1', bad, behind), bad).toBeUndefined()
  })

  test('counts with a port, brackets, quotes or a comma after it, as some proxies write it', () => {
    const behind = { proxy: PROXY, isPublic: true }
    for (const one of ['203.0.113.9:51234', '203.0.113.9,', '6.6.6.6, 203.0.113.9 , ', '"203.0.113.9:80"'])
      expect(of('127.0.0.1', one, behind), one).toBe('203.0.113.9')
    for (const one of [
      '2001:db8:1:2::9',
      '[2001:db8:1:2::9]',
      '[2001:db8:1:2::9]:443',
      '"[2001:db8:1:2::9]:443",',
    ])
      expect(of('127.0.0.1', one, behind), one).toBe('2001:db8:1:2::/64')
    expect(of('127.0.0.1', '[::ffff:203.0.113.9]:443', behind)).toBe('203.0.113.9')
  })

  test('is not known behind a proxy that nobody named: everybody would have the same', () => {
    expect(of('127.0.0.1', '203.0.113.9', { isPublic: true })).toBeUndefined()
  })

  test('of IPv6 is the half that one household shares', () => {
    const same = ['2001:db8:1:2::1', '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2:3::%eth0']
    for (const one of same) expect(of(one)).toBe('2001:db8:1:2::/64')
    expect(of('2001:db8::1')).toBe('2001:db8:0:0::/64')
    expect(of('2001:db8:1:3::1')).not.toBe(of('2001:db8:1:2::1'))
    expect(of('::1')).toBe('::1')
  })
})
