/** The one way in which a number finds its band, of a score or of the risk matrix: bands begin at `from`, the lowest first. */

interface From {
  readonly from: number
}

/** Position of the band in which the number lies; −1 below the first. */
export function bandIndexAt(bands: readonly From[], value: number): number {
  return bands.findLastIndex(({ from }) => value >= from)
}

/** The band in which the number lies. */
export function bandAt<Band extends From>(bands: readonly Band[], value: number): Band | undefined {
  return bands[bandIndexAt(bands, value)]
}
