/**
 * The real rule set as an author might change it: a question gone and a new one in its place, an answer withdrawn, a question worded
 * otherwise, an item of a list withdrawn, a column of a register renamed, and a newer version of the framework.
 */

import { compileOnce, RULE_SET } from '../today.ts'

const CHANGES: readonly (readonly [file: string, from: string, to: string])[] = [
  ['ruleset.yaml', `\nversion: ${RULE_SET.version}`, '\nversion: 9.0.0'],
  ['domains/board.yaml', 'id: board-ownership', 'id: board-owner'],
  ['domains/workforce.yaml', 'id: first-report-15-minutes', 'id: first-report-in-15-minutes'],
  ['domains/board.yaml', 'When did the board last have', 'On which day did the board last have'],
  ['domains/board.yaml', 'id: regional-network', 'id: regional-group'],
  ['domains/recovery.yaml', 'id: clinical-service\n', 'id: service-it-serves\n'],
]

export const GONE = 'board-ownership'
export const ADDED = 'board-owner'
/** Its best answer is none any more. */
export const NO_ANSWER = 'phish-reporting'
export const WORDED_OTHERWISE = 'board-training'
/** One of its items is gone. */
export const FEWER_ITEMS = 'board-assurance'
export const REGISTER = 'critical-systems-register'

const files: Record<string, string> = { ...RULE_SET.files }
for (const [file, from, to] of CHANGES) {
  const text = files[file] ?? ''
  if (text.split(from).length !== 2) throw new Error(`${file} does not say "${from}" once.`)
  files[file] = text.replace(from, to)
}

const [last] = RULE_SET.frameworks.slice(-1)
/** The newest framework of the newer rule set. */
export const NEWER_FRAMEWORK = 'caf-9.0-dspt'
files[`frameworks/${NEWER_FRAMEWORK}.yaml`] = (files[`frameworks/${last?.id ?? ''}.yaml`] ?? '')
  .replace(/^id: .*$/m, `id: ${NEWER_FRAMEWORK}`)
  .replace(/^short: .*$/m, 'short: CAF 9.0')
  .replace(/^version: .*$/m, "version: '9.0'")

// Whatever reads the question that is gone reads the one in its place.
for (const [file, text] of Object.entries(files))
  files[file] = text.replace(/\bboard-ownership\b/g, 'board-owner')

export const NEWER = await compileOnce(files)

/** The real rule set under an earlier version. */
export const OLDER = await compileOnce({
  ...RULE_SET.files,
  'ruleset.yaml': (RULE_SET.files['ruleset.yaml'] ?? '').replace(/^version: .*$/m, 'version: 0.9.0'),
})
