/** What all tests stand on: the real rules, a clock that stands, and a folder for what is made once for a whole run. */

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileKept } from '../src/rules/kept.ts'
import { type Files, readRuleFiles } from '../src/rules/load.ts'
import type { RuleSet } from '../src/rules/model.ts'

/** Of the run, and gone with it; a program that is not of a run has one of its own. */
export const MADE_ONCE = process.env['TEST_MADE_ONCE'] ?? mkdtempSync(join(tmpdir(), 'ward-round-made-'))

/** As `compileFiles`; what several workers and programs ask for is compiled by the first of them. */
export const compileOnce = (files: Files): Promise<RuleSet> => compileKept(files, MADE_ONCE)

export const RULE_SET = await compileOnce(readRuleFiles('rules'))
export const NOW = new Date('2026-11-25T10:00:00Z')
