/** What all tests stand on: the real rules, and a clock that stands. */

import { compileKept } from '../src/rules/kept.ts'
import { type Files, readRuleFiles } from '../src/rules/load.ts'
import type { RuleSet } from '../src/rules/model.ts'
import { MADE_ONCE } from './folders.ts'

/** As `compileFiles`; what several workers and programs ask for is compiled by the first of them. */
export const compileOnce = (files: Files): Promise<RuleSet> => compileKept(files, MADE_ONCE)

export const RULE_SET = await compileOnce(readRuleFiles('rules'))
export const NOW = new Date('2026-11-25T10:00:00Z')
