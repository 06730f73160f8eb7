/** The two ends of a connection, and what a proxy says → the address that a request is counted under. It believes nobody but the proxy named. */

import { isIP, isIPv6 } from 'node:net'

/**
 * The address that limits and the trail name: IPv4 whole, IPv6 by its first 64 bits, which one household shares.
 * `forwarded` (X-Forwarded-For) counts only from the proxy named, and of it only the last entry, which that proxy wrote, with its port or
 * without.
 * Undefined when nobody knows: a proxy stands before us that we were not told of, so that everybody has its address.
 */
export function addressOf(
  peer: string | undefined,
  forwarded: string | undefined,
  proxy: string | undefined,
  isPublic: boolean,
): string | undefined {
  if (peer === undefined) return undefined
  const near = plain(peer)
  if (proxy === undefined || near !== plain(proxy)) return isPublic ? undefined : near
  const entries = (forwarded ?? '').split(',').map((entry) => entry.trim())
  const last = entries.findLast((entry) => entry !== '')
  return last === undefined ? undefined : addressIn(last)
}

/** The address in an entry as proxies write it: `192.0.2.7`, `192.0.2.7:4711`, `2001:db8::1`, `[2001:db8::1]` or `"[2001:db8::1]:4711"`. */
function addressIn(entry: string): string | undefined {
  const bare = entry.replace(/^"(.*)"$/, '$1')
  const text = /^\[([^\]]*)\](?::\d*)?$/.exec(bare)?.[1] ?? /^([\d.]+):\d*$/.exec(bare)?.[1] ?? bare
  return isIP(text) === 0 ? undefined : plain(text)
}

function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1] !== undefined) return mapped[1]
  return isIPv6(address) && address !== '::1' ? `${firstHalf(address)}::/64` : address
}

/** The first four groups of an IPv6 address, without leading zeros. */
function firstHalf(address: string): string {
  const [left = '', right] = address.toLowerCase().split('%')[0]?.split('::') ?? []
  const before = left === '' ? [] : left.split(':')
  const after = right === undefined || right === '' ? [] : right.split(':')
  const gap = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  return [...before, ...(right === undefined ? [] : gap), ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
