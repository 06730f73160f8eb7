/**
 * A file that is being made → one under a name of its own beside its target, for its owner only, until it is whole.
 * What a killed process left there goes; what another process is still making stays.
 */

import { DAY_MS } from '../calendar.ts'
import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, resolve } from 'node:path'

/** Where it is made, by which machine and process. */
const PART = /^\..+\.wardround-([a-z0-9-]+)-(\d+)-\w+\.part(-wal|-shm|-journal)?$/
/** What SQLite keeps beside a file, and the file itself. */
const BESIDE = ['', '-wal', '-shm', '-journal']
const MACHINE = hostname()
  .toLowerCase()
  .replace(/[^a-z0-9]+/g, '-')
/** After which a part of another machine, whose processes nobody here can see, is taken to be left. */
const LEFT_AFTER_MS = DAY_MS
/** Those of this process. After a restart another one may have its number. */
const making = new Set<string>()

/** Makes an empty part of the target, and gives its name; parts in the same folder that a killed process left are gone then. */
export function beginPart(target: string): string {
  removeLeftParts(dirname(target))
  const name = `.${basename(target)}.wardround-${MACHINE}-${process.pid}-${randomUUID().slice(0, 8)}.part`
  const part = resolve(dirname(target), name)
  making.add(part)
  closeSync(openSync(part, 'wx', 0o600))
  return part
}

/** Removes a part, with what SQLite keeps beside it; does nothing when it is not there. */
export function removePart(part: string): void {
  for (const suffix of BESIDE) rmSync(`${part}${suffix}`, { force: true })
  making.delete(part)
}

/** Removes what killed processes left in a folder: it may hold every answer. */
export function removeLeftParts(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const [, machine, pid] = PART.exec(name) ?? []
    if (machine === undefined) continue
    const path = resolve(folder, name)
    const isBeingMade =
      Number(pid) === process.pid
        ? BESIDE.some((suffix) => making.has(path.slice(0, path.length - suffix.length)))
        : isRunning(Number(pid))
    if (machine === MACHINE ? !isBeingMade : isOld(path)) rmSync(path, { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function isOld(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && Date.now() - found.mtimeMs > LEFT_AFTER_MS
}
