/** How grave a band of the risk matrix is → its fill: lightness falls in order, so that grey print keeps it, and dark letters are read on each. */

/** From the least to the gravest band. */
export type Tone = 0 | 1 | 2 | 3

export const BAND_FILLS: Readonly<Record<Tone, string>> = {
  0: '#ffffff',
  1: '#f7e08a',
  2: '#eeb065',
  3: '#de7d72',
}
