/**
 * The environment → settings of this process, checked once.
 * It refuses what it cannot understand instead of falling back to a default.
 */
import { fileURLToPath } from 'node:url'

export interface Config {
  /** 0 asks the system for a free one. */
  readonly port: number
  /** Path of the SQLite file. */
  readonly database: string
  /** Handling marking on everything that holds a trust's answers or results. */
  readonly marking: string
}

const PROJECT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Reads PORT (default 3000), WARDROUND_DB (default `.data/wardround.sqlite` in the project) and WARDROUND_MARKING
 * (default OFFICIAL-SENSITIVE).
 * @throws Error with a sentence for the operator.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    port: readPort(env['PORT']),
    database: env['WARDROUND_DB'] || `${PROJECT}.data/wardround.sqlite`,
    marking: readMarking(env['WARDROUND_MARKING']),
  }
}

/** @throws Error when it is not a port. */
export function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return 3000
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text)
  throw new Error(`PORT must be a number from 0 to 65535; it is "${text}".`)
}

function readMarking(text: string | undefined): string {
  const marking = text?.trim() || 'OFFICIAL-SENSITIVE'
  if (marking.length <= 60 && /^[\w ,.:()–-]+$/.test(marking)) return marking
  throw new Error('WARDROUND_MARKING must be at most 60 letters, digits, spaces and plain punctuation.')
}
