/** Where the program runs from → where its own files lie: the bundle stands four folders below the project, the sources one. */

/** Written into the bundle by `bundle.mjs`. */
declare const BUNDLED: true | undefined

const isBundle = typeof BUNDLED !== 'undefined'

/** The folder that holds `src` and `rules`; ends with a slash. */
export const PROJECT = new URL(isBundle ? '../../../../' : '../', import.meta.url)

/** A folder of this program alone, for what it can work out anew; undefined where nothing is kept. */
export const KEPT = isBundle ? new URL('./', import.meta.url) : undefined

/** The program of a worker process, by the path of its source under `src`: its part of the bundle, or the source, which Node runs as it is. */
export function findWorker(source: string): URL {
  if (KEPT === undefined) return new URL(`src/${source}`, PROJECT)
  return new URL(source.replace(/^.*\/|\.ts$/g, '') + '.mjs', KEPT)
}
