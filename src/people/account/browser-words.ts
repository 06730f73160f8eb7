/** What a browser calls itself → what its owner calls it, such as "Chrome on Windows"; what is not known stays as it is. */

/** The more particular before what it pretends to be too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(Headless)?Chrome\//, 'Chrome'],
  [/\bVersion\/\S+ .*\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

export function browserWords(agent: string): string {
  const find = (names: typeof BROWSERS) => names.find(([sign]) => sign.test(agent))?.[1]
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)]
  if (browser === undefined) return agent === '' ? 'Unknown browser' : agent
  return system === undefined ? browser : `${browser} on ${system}`
}
