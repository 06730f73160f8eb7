import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { fillIn, LANGUAGE } from '../../src/rules/languages.ts'
import { compileFiles, loadFiles } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { goodFiles } from './sample.ts'

const text = goodFiles()['ruleset.yaml'] ?? ''
const withLanguage = (line: string) => goodFiles({ 'ruleset.yaml': text.replace(/^language: .*\n/m, line) })

test('a rule set names the language that it is written in', () => {
  expect(loadFiles(goodFiles(), scoresBeforeLimits).ruleSet.language).toBe(LANGUAGE)
  expect(() => loadFiles(withLanguage(''), scoresBeforeLimits)).toThrow(
    'ruleset.yaml:2 missing-key “language” is missing',
  )
})

test('one of a newer language is refused, kept or not, and a word or 0 is no language', () => {
  for (const language of [String(LANGUAGE + 1), 'one', '0', '1.5']) {
    expect(() => loadFiles(withLanguage(`language: ${language}\n`), scoresBeforeLimits)).toThrow('“language”')
    expect(() => compileFiles(withLanguage(`language: ${language}\n`))).toThrow('“language”')
  }
})

describe('a kept rule set', () => {
  test('from before there were languages is of the first, and keeps its digest', () => {
    const kept = withLanguage('')
    const ruleSet = compileFiles(kept)
    expect(ruleSet.language).toBe(1)
    expect(ruleSet.digest).not.toBe(compileFiles(goodFiles()).digest)
    expect(ruleSet.files['ruleset.yaml']).toBe(kept['ruleset.yaml'])
  })

  test('gets what each later language asks for, one step after the other, from its own language on', () => {
    const add = (key: string) => (documents: ReadonlyMap<string, unknown>) => {
      ;(documents.get('ruleset.yaml') as Record<string, unknown>)[key] = key
    }
    const filled = (language: string) => {
      const documents = new Map<string, unknown>([['ruleset.yaml', parse(`id: x\n${language}`)]])
      fillIn(documents, [add('second'), add('third')])
      return documents.get('ruleset.yaml')
    }
    expect(filled('')).toEqual({ id: 'x', language: 1, second: 'second', third: 'third' })
    expect(filled('language: 2')).toEqual({ id: 'x', language: 2, third: 'third' })
    expect(filled('language: 3')).toEqual({ id: 'x', language: 3 })
  })

  test('of language 1 has lessons that cannot be asked, and controls confirmed for every answer that they read', () => {
    const dossier = 'incidents/2020-example.yaml'
    const earlier = goodFiles()
      [dossier]!.replace(/^lessons: .*$/m, 'lessons: [Close doors.]')
      .replace(
        'when: { answer: ways-in, at-least: none }',
        'when: { any: [{ answer: ways-in, at-least: none }, { answer: staff-accounts, at-least: 95-percent }] }',
      )
      .replace('confirmed: { ways-in: missing }', 'confirmed: missing')
    const ruleSet = compileFiles({ ...withLanguage('language: 1\n'), [dossier]: earlier })
    expect(ruleSet.lessons).toEqual([
      {
        id: 'example-2020-lesson-1',
        text: 'Close doors.',
        cannotBeAsked: 'This rule set does not say when it is learned.',
        incidents: ['example-2020'],
      },
    ])
    const [control] = ruleSet.incidents[0]!.chains[0]!.steps[0]!.controls
    expect(control!.confirmed).toEqual([
      { question: 0, what: 'missing' },
      { question: 1, what: 'missing' },
    ])
    expect(() =>
      loadFiles({ ...withLanguage('language: 1\n'), [dossier]: earlier }, scoresBeforeLimits),
    ).toThrow('“confirmed” must be a set of keys')
  })

  test('of language 1 has one framework, to which its questions point', () => {
    const all = Object.entries(goodFiles())
    const files = Object.fromEntries(all.filter(([path]) => !path.startsWith('frameworks/')))
    const framework =
      '{ id: 3.2-tiny, title: Tiny 3.2, outcomes: { A1.a: Board direction, B2.a: Signing in } }'
    const earlier: Record<string, string> = {
      ...files,
      'ruleset.yaml': `${text.replace('language: 2', 'language: 1')}framework: ${framework}\n`,
      'scope.yaml': `${files['scope.yaml'] ?? ''}    caf: [A1.a]\n`,
    }
    for (const path of ['domains/doors.yaml', 'domains/partners.yaml'])
      earlier[path] = (files[path] ?? '').replaceAll(/\{ tiny-1: (\[.*?\]), tiny-2: .*? \}/g, '$1')
    const { frameworks, questions, files: kept } = compileFiles(earlier)
    expect(frameworks).toMatchObject([{ id: 'caf-3.2-tiny', short: 'CAF 3.2', title: 'Tiny 3.2' }])
    expect(Object.keys(frameworks[0]!.outcomes)).toEqual(['A1.a', 'B2.a'])
    expect(questions[0]!.caf).toEqual({ 'caf-3.2-tiny': ['B2.a'] })
    expect(questions[2]).toMatchObject({ caf: {}, cafInferred: { 'caf-3.2-tiny': ['A1.a'] } })
    expect(kept).not.toHaveProperty('frameworks/caf-3.2-tiny.yaml')
  })
})
