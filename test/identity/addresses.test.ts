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
    for (const bad of [undefined, '', 'unknown', 'a b', '<script>', '203.0.113.9,'])
      expect(of('127.0.0.1', bad, behind), bad).toBeUndefined()
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
