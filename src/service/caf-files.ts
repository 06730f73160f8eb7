/**
 * The text of a loaded framework → as it is read, which takes longer than a page: kept beside the program by its content, until four other
 * files were read or the program is a newer one. Loading a file keeps it already.
 */

import { fileURLToPath } from 'node:url'
import type { CafFault, OfficialFramework } from '../caf/model.ts'
import { readFramework } from '../caf/read-framework.ts'
import { KEPT } from '../project.ts'
import { makeKept } from '../rules/kept.ts'

export interface LoadedFile {
  readonly official: OfficialFramework
  readonly defects: readonly CafFault[]
}

/** Of a text that was loaded; `make` gives it, if somebody just read it. */
export function readLoadedFile(text: string, make = () => readFramework(text)): Promise<LoadedFile> {
  return makeKept(text, KEPT && fileURLToPath(KEPT), () => {
    const found = make()
    if (!found.ok) throw new Error('A framework was loaded that today’s program cannot read.')
    return { official: found.framework, defects: found.defects }
  })
}
