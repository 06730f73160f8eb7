/** A file opened by an office that is no part of ours, and saved again as another kind. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { newFolder } from '../folders.ts'

/** Whether there is one; where there is none it is said that tests are skipped. */
export function hasOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    process.stderr.write(
      '\nSKIPPED: no office opens the documents. Install libreoffice-writer-nogui and libreoffice-calc-nogui.\n\n',
    )
    return false
  }
}

export function convert(bytes: Uint8Array, name: string, to: 'pdf' | 'csv' | 'fods' | 'xlsx'): Buffer {
  const folder = newFolder()
  const path = join(folder, name)
  writeFileSync(path, bytes)
  execFileSync('soffice', ['--headless', '--convert-to', to, '--outdir', folder, path], { stdio: 'ignore' })
  return readFileSync(join(folder, `${basename(name).replace(/\.[a-z]+$/, '')}.${to}`))
}
