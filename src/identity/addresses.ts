/** The two ends of a connection, and what a proxy says → the address that a request is counted under. It believes nobody but the proxy named. */

import { isIPv6 } from 'node:net'

/**
 * The address that limits and the trail name: IPv4 whole, IPv6 by its first 64 bits, which one household shares.
 * `forwarded` (X-Forwarded-For) counts only from the proxy named, and of it only the last entry, which that proxy wrote.
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
  const last = forwarded?.split(',').at(-1)?.trim()
  return last === undefined || !/^[0-9a-f.:]{2,45}$/i.test(last) ? undefined : plain(last)
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
