/**
 * The file of a register that somebody sent → what it would change, worked out in a process of its own over a connection of its own: thousands of rows
 * hold up nobody. It saves nothing.
 */

import { runApart } from '../apart.ts'
import type { Dates } from '../answers/given-date.ts'
import type { RegisterPlan } from '../answers/register-file.ts'
import type { Matching } from '../answers/register-words.ts'
import { DomainError } from '../errors.ts'
import type { RuleSet } from '../rules/model.ts'
import type { UploadKey } from '../store/register-files.ts'
import type { RegisterKey, WrittenRow } from '../store/registers.ts'

/** What the process is asked. */
export interface AskedOfPlan extends UploadKey, RegisterKey {
  /** As `House` has it. */
  readonly database: string
  readonly ruleSet: RuleSet
  readonly chosen: readonly string[]
  readonly matching: Omit<Matching, 'columns'>
  readonly dates: Dates
  readonly addsNone: boolean
}

/** What a file would change, as far as a page lists it, and in numbers all of it. */
export interface PlannedFile {
  readonly plan: RegisterPlan
  readonly counts: {
    readonly added: number
    readonly updated: number
    /** In rows that are there. */
    readonly cells: number
    /** Rows of which evidence ends. */
    readonly ended: number
    readonly faults: number
  }
  /** Names exactly this file, what its columns and words mean, and these rows of the register; doing it must name it. */
  readonly shown: string
  /** Of the rows of the register, as `findEdits` counts them. */
  readonly edits: number
}

/** The same, with every row as it would be kept. */
export interface WholePlan extends PlannedFile {
  readonly added: readonly WrittenRow[]
  readonly updated: readonly (WrittenRow & { readonly id: string; readonly version: number })[]
}

/** @throws DomainError 'busy', 'conflict' where the file is gone, or 'invalid' where it takes too much. */
export const planFile = (asked: AskedOfPlan): Promise<PlannedFile> => run(asked, 'plan')

/** @throws as `planFile`. */
export const planWhole = (asked: AskedOfPlan): Promise<WholePlan> => run<WholePlan>(asked, 'whole')

async function run<T>(asked: AskedOfPlan, what: 'plan' | 'whole'): Promise<T> {
  const planned = await runApart<T | 'gone'>('service/register-worker.ts', { ...asked, what })
  if (planned === 'gone') throw new DomainError('conflict', 'The file is no longer there. Send it again.')
  if (planned === undefined)
    throw new DomainError(
      'invalid',
      'This file takes too much time or memory to compare with the register. Send it in parts.',
    )
  return planned
}
