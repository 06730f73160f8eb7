/** Weights from dossiers. */
import { expect, test } from 'vitest'
import type { WeightEvidence } from '../../src/rules/model.ts'
import { loadFiles } from '../../src/rules/rule-set.ts'
import { weightFrom } from '../../src/rules/weight.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { goodFiles } from './sample.ts'

const inferred = (incident: string): WeightEvidence => ({ incident, strength: 'inferred' })

test('one dossier that confirms a control makes its question weigh 4', () => {
  expect(weightFrom([{ incident: 'a', strength: 'confirmed', confirmed: 'missing' }])).toBe(4)
})

test('one report, or three inferences, make a question weigh 2', () => {
  expect(weightFrom([{ incident: 'a', strength: 'reported' }])).toBe(2)
  expect(weightFrom(['a', 'b', 'c'].map(inferred))).toBe(2)
})

test('two inferences, or none, leave a question at 1', () => {
  expect(weightFrom(['a', 'b'].map(inferred))).toBe(1)
  expect(weightFrom([])).toBe(1)
})

test('a question shows the strongest evidence of each dossier that names it', () => {
  const { questions } = loadFiles(goodFiles(), scoresBeforeLimits).ruleSet
  expect(questions.map(({ id, weightEvidence }) => [id, weightEvidence])).toEqual([
    ['ways-in', [{ incident: 'example-2020', strength: 'confirmed', confirmed: 'missing' }]],
    ['staff-accounts', [{ incident: 'example-2020', strength: 'reported' }]],
    ['sign-in-settings', []],
    ['plan-review', []],
    ['gateway-agreement', []],
    ['partner-notice', [inferred('example-2020')]],
  ])
})

test('what is only alleged lends no weight', () => {
  const files = goodFiles()
  const dossier = 'incidents/2020-example.yaml'
  const alleged = files[dossier]!.replace('strength: reported', 'strength: alleged')
  const doors = files['domains/doors.yaml']!.replace('weight: 2', 'weight: 1')
  const { ruleSet } = loadFiles(
    { ...files, [dossier]: alleged, 'domains/doors.yaml': doors },
    scoresBeforeLimits,
  )
  expect(ruleSet.questions[1]?.weightEvidence).toEqual([])
})
