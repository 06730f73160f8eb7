/** Answers from a file: what is new comes in, what differs waits for a choice, what is not said stays, and all of it or nothing. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAnswersFile, FORMAT, type OpenedFile } from '../../src/answers/opening.ts'
import { writeAnswers } from '../../src/answers/written.ts'
import type { Answer, Answers, RegisterRow } from '../../src/answers/model.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import { bringIn, getIncoming, type IncomingPreview } from '../../src/service/bringing-in.ts'
import { isConfirmedAlone } from '../../src/service/confirming.ts'
import { findExplanations } from '../../src/service/explaining.ts'
import { findDomainNotes, saveDomainNote } from '../../src/service/noting.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { saveRow } from '../../src/service/register-rows.ts'
import { saveReview } from '../../src/service/reviewing.ts'
import { insertRuleSet } from '../../src/store/rule-sets.ts'
import { findTrail } from '../../src/store/trail.ts'
import { addTrust, CHOICE, choose, NOW, openTestHouse, person, REFERENCE_DAY, RULE_SET } from './house.ts'
import { ADDED, NEWER } from './newer-rule-set.ts'

let house: OpenHouse
beforeEach(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
})
afterEach(() => house.close())

const LEAD = person('oak')
const OTHER =
  RULE_SET.questions.find(
    ({ id, form, showWhen }) => id !== CHOICE.id && form.type === 'choice' && showWhen === undefined,
  ) ?? CHOICE
const REGISTER = 'supplier-register'
const EVIDENCE = { evidence: 'Report 7', evidenceDate: REFERENCE_DAY } as const
const shown = (level: number): Answer => ({ ...choose(level), assurance: 'evidenced', ...EVIDENCE })

/** A whole assessment that says this, opened. */
function fileOf(said: Partial<Answers>, ruleSet = RULE_SET): OpenedFile {
  const organisation = { name: 'oak (fictional)', cohort: 'acute' }
  const answers = { organisation, asOf: REFERENCE_DAY, answers: {}, context: {}, registers: {}, ...said }
  const whole = {
    format: FORMAT,
    'rule-set': { digest: ruleSet.digest },
    answers: writeAnswers(ruleSet, answers),
  }
  const opened = openAnswersFile(JSON.stringify(whole))
  if (!opened.ok) throw new Error('It was not opened.')
  return opened.file
}

async function look(file: OpenedFile): Promise<IncomingPreview> {
  const read = await getIncoming(house, LEAD, 'oak', file)
  if (!read.ok) throw new Error(read.faults.map(({ message }) => message).join(' '))
  return read.preview
}

async function bring(file: OpenedFile, takes: (key: string) => boolean = () => true) {
  return bringIn(house, LEAD, 'oak', file, (await look(file)).seen, takes)
}

const now = async () => getAssessment(house, LEAD, 'oak')
const put = async (answer: Answer | undefined, id = CHOICE.id) =>
  saveAnswer(house, LEAD, 'oak', id, (await now()).versions[id] ?? 0, answer)

describe('what the file says', () => {
  test('is shown before anything is saved, with both texts where they differ', async () => {
    await put(choose(0, 'Ours'))
    const { incoming } = await look(
      fileOf({
        answers: {
          [CHOICE.id]: choose(1),
          [OTHER.id]: { value: { kind: 'dont-know' }, assurance: 'asserted' },
        },
      }),
    )
    expect(incoming.answers.map(({ question, now, then }) => [question.id, now?.value, then.value])).toEqual(
      expect.arrayContaining([
        [CHOICE.id, choose(0).value, choose(1).value],
        [OTHER.id, undefined, { kind: 'dont-know' }],
      ]),
    )
    expect((await now()).versions[OTHER.id]).toBeUndefined()
  })

  test('replaces what stands here only where somebody chose so', async () => {
    await put(choose(0))
    const file = fileOf({ answers: { [CHOICE.id]: choose(1) } })
    expect(await bring(file, () => false)).toEqual({ answers: 0, rows: 0, texts: 0, waiting: 0 })
    expect((await now()).answers.answers[CHOICE.id]).toEqual(choose(0))
    expect(await bring(file, (key) => key === CHOICE.id)).toEqual({
      answers: 1,
      rows: 0,
      texts: 0,
      waiting: 0,
    })
    const view = await now()
    expect(view.answers.answers[CHOICE.id]).toEqual(choose(1))
    expect(view.savedBy[CHOICE.id]).toContain('from a file')
    expect((await findTrail(house.db, 'oak', 1))[0]?.action).toBe('answers-brought-in')
  })

  test('takes nothing away that it does not say', async () => {
    await put({ ...shown(1), comment: 'Ours' })
    const { incoming } = await look(fileOf({ answers: { [CHOICE.id]: choose(1) } }))
    expect(incoming.answers).toEqual([])
    expect(incoming.same).toBe(1)
    const blank = await look(fileOf({}))
    expect(blank.incoming).toMatchObject({ answers: [], context: [], rows: [], complete: [], same: 0 })
  })

  test('is one entry of the trail, and nothing where it changes nothing', async () => {
    const file = fileOf({ answers: { [CHOICE.id]: choose(1) } })
    await bring(file)
    const [last] = await findTrail(house.db, 'oak', 1)
    await bring(file)
    expect((await findTrail(house.db, 'oak', 1))[0]).toEqual(last)
  })
})

describe('an answer that somebody saved meanwhile', () => {
  test('is a conflict: nothing of the file comes in, and both texts are shown', async () => {
    const file = fileOf({
      answers: {
        [CHOICE.id]: choose(1),
        [OTHER.id]: { value: { kind: 'dont-know' }, assurance: 'asserted' },
      },
    })
    const { seen } = await look(file)
    await put(choose(2))
    await expect(bringIn(house, LEAD, 'oak', file, seen, () => true)).rejects.toMatchObject({
      code: 'conflict',
    })
    const view = await now()
    expect(view.answers.answers).toEqual({ [CHOICE.id]: choose(2) })
    expect((await look(file)).incoming.answers).toContainEqual(
      expect.objectContaining({ now: choose(2), then: choose(1) }),
    )
  })

  test('is none where the file does not speak of it', async () => {
    const file = fileOf({ answers: { [CHOICE.id]: choose(1) } })
    const { seen } = await look(file)
    await put({ value: { kind: 'dont-know' }, assurance: 'asserted' }, OTHER.id)
    expect((await bringIn(house, LEAD, 'oak', file, seen, () => true)).answers).toBe(1)
  })
})

describe('what supports an answer', () => {
  test('stays verified here, and is never verified by a file', async () => {
    await put(shown(1))
    const review = { how: 'tested', independence: 'internal-audit', finding: 'agree', note: '' } as const
    await saveReview(
      house,
      person('oak', 'reviewer'),
      'oak',
      CHOICE.id,
      (await now()).versions[CHOICE.id] ?? 0,
      review,
    )
    expect((await now()).answers.answers[CHOICE.id]?.assurance).toBe('verified')
    expect((await look(fileOf({ answers: { [CHOICE.id]: shown(1) } }))).incoming.answers).toEqual([])

    const said = {
      value: OTHER.levels[1]?.id,
      assurance: 'verified',
      'verified-by': 'Ana',
      'verified-how': 'tested',
    }
    const text = { organisation: { name: 'oak', cohort: 'acute' }, 'as-of': REFERENCE_DAY }
    const small = openAnswersFile(
      JSON.stringify({
        ...text,
        answers: { [OTHER.id]: { ...said, evidence: 'x', 'evidence-date': REFERENCE_DAY } },
      }),
    )
    if (!small.ok) throw new Error('It was not opened.')
    expect((await look(small.file)).verified).toBe(1)
    await bring(small.file)
    expect((await now()).answers.answers[OTHER.id]).toMatchObject({ assurance: 'evidenced', evidence: 'x' })
  })

  test('waits to be confirmed where the value is another and the evidence is the same', async () => {
    await put(shown(0))
    expect(await bring(fileOf({ answers: { [CHOICE.id]: shown(1) } }))).toMatchObject({ waiting: 1 })
    const view = await now()
    expect(view.answers.answers[CHOICE.id]).toEqual(choose(1))
    expect(view.toConfirm[CHOICE.id]).toEqual(shown(1))
  })

  test('does not come back once a reviewer here ended it', async () => {
    await put(shown(1))
    const review = {
      how: 'tested',
      independence: 'internal-audit',
      finding: 'overstated',
      note: 'No.',
    } as const
    await saveReview(
      house,
      person('oak', 'reviewer'),
      'oak',
      CHOICE.id,
      (await now()).versions[CHOICE.id] ?? 0,
      review,
    )
    await put(choose(1))
    const { ended, incoming } = await look(fileOf({ answers: { [CHOICE.id]: shown(1) } }))
    expect(ended.map(({ id }) => id)).toEqual([CHOICE.id])
    expect(incoming.answers).toEqual([])
  })
})

describe('a file of an earlier day or of other rules', () => {
  test('becomes answers to be confirmed, one by one where their evidence is out of date', async () => {
    const asOf = '2024-11-22'
    const then = { ...shown(1), evidenceDate: '2024-01-10' }
    expect(await bring(fileOf({ asOf, answers: { [CHOICE.id]: then } }))).toMatchObject({
      answers: 1,
      waiting: 1,
    })
    const view = await now()
    expect(view.answers.answers[CHOICE.id]).toEqual(choose(1))
    expect(view.toConfirm[CHOICE.id]).toEqual(then)
    expect(isConfirmedAlone(CHOICE, then, REFERENCE_DAY)).toBe(true)
  })

  test('leaves what was said this time, where it says the same', async () => {
    await put(choose(1))
    const { incoming } = await look(
      fileOf({ asOf: '2024-11-22', answers: { [CHOICE.id]: { ...shown(1), evidenceDate: '2024-01-10' } } }),
    )
    expect(incoming.answers).toEqual([])
  })

  test('names what these rules have no place for', async () => {
    await insertRuleSet(house.db, NEWER, NOW.toISOString())
    const added = NEWER.questions.find(({ id }) => id === ADDED)
    if (added === undefined) throw new Error('The rules changed.')
    const value = { kind: 'choice', option: added.levels[0]?.id ?? '' } as const
    const { plan } = await look(fileOf({ answers: { [added.id]: { value, assurance: 'asserted' } } }, NEWER))
    expect(plan?.left.map(({ before, why }) => [before.id, why])).toEqual([[added.id, 'gone']])
  })

  test('of rules that are not kept here is read under ours, and every answer that does not fit is named', async () => {
    const file = fileOf({ answers: { [CHOICE.id]: choose(1) } })
    const content = { ...(file.content as object), answers: { [CHOICE.id]: 'none-such', unheard: 1 } }
    const read = await getIncoming(house, LEAD, 'oak', { ...file, content, digest: '0'.repeat(64) })
    expect(read.ok ? [] : read.faults.map(({ message }) => message)).toEqual([
      expect.stringContaining('rule set that is not kept here'),
      expect.stringContaining('"none-such" is not one of the answers'),
      expect.stringContaining('There is no question "unheard"'),
    ])
  })
})

describe('a register', () => {
  const row = (name: string, cells: RegisterRow['cells'] = {}) => ({
    cells: { name, ...cells },
    evidence: {},
  })
  const registers = (...rows: RegisterRow[]) => ({ [REGISTER]: { complete: true, rows } })

  test('gets new rows at its end, and its rows by name keep what the file leaves out', async () => {
    await saveRow(house, LEAD, 'oak', REGISTER, undefined, 0, row('Alder', { service: 'Hosting' }))
    const file = fileOf({ registers: registers(row('Birch'), row('Alder', { 'data-held': 'staff' })) })
    const { incoming } = await look(file)
    expect(incoming.rows.map(({ index, then }) => [index, then.cells])).toEqual([
      [undefined, { name: 'Birch' }],
      [0, { name: 'Alder', service: 'Hosting', 'data-held': 'staff' }],
    ])
    expect(await bring(file)).toMatchObject({ rows: 2 })
    const after = (await now()).registers[REGISTER]
    expect(after?.rows.map(({ row: { cells } }) => cells['name'])).toEqual(['Alder', 'Birch'])
    expect(after?.complete).toBe(true)
  })

  test('is not complete by a file that does not have all its rows', async () => {
    await saveRow(house, LEAD, 'oak', REGISTER, undefined, 0, row('Alder'))
    await bring(fileOf({ registers: registers(row('Birch')) }))
    expect((await now()).registers[REGISTER]?.complete).toBe(false)
  })
})

test('a file of another kind of organisation, or of a later day, is refused with its line', async () => {
  const organisation = { name: 'oak', cohort: 'ambulance' }
  const read = await getIncoming(house, LEAD, 'oak', fileOf({ organisation, asOf: '2026-11-24' }))
  expect(read.ok ? [] : read.faults.map(({ message }) => message)).toEqual([
    expect.stringContaining('another kind of organisation'),
    expect.stringContaining('after the reference date'),
  ])
})

test('only a lead brings anything in, and only while it is being filled in', async () => {
  const file = fileOf({ answers: { [CHOICE.id]: choose(1) } })
  for (const role of ['contributor', 'siro', 'reviewer', 'board'] as const)
    await expect(getIncoming(house, person('oak', role), 'oak', file)).rejects.toMatchObject({
      code: 'not-allowed',
    })
  const { seen } = await look(file)
  await house.db.updateTable('assessment').set({ status: 'submitted' }).execute()
  await expect(bringIn(house, LEAD, 'oak', file, seen, () => true)).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('explanations and notes come in too, where they are new or somebody chose the file’s', async () => {
  const about = RULE_SET.contradictions[0]?.id ?? ''
  const domain = RULE_SET.domains[0]?.id ?? ''
  const texts = { explanations: { [about]: 'Both are true.' }, notes: { [domain]: 'Their note' } }
  const file = { ...fileOf({}), texts }
  await saveDomainNote(house, LEAD, 'oak', domain, 0, 'Our note')
  expect(await bring(file, () => false)).toMatchObject({ texts: 1 })
  expect((await findExplanations(house, LEAD, 'oak'))[about]?.value).toBe('Both are true.')
  expect((await findDomainNotes(house, LEAD, 'oak'))[domain]?.value).toBe('Our note')
  expect(await bring(file, (key) => key === `notes/${domain}`)).toMatchObject({ texts: 1 })
  expect((await findDomainNotes(house, LEAD, 'oak'))[domain]?.value).toBe('Their note')
  const wrong = { ...file, texts: { explanations: { unheard: 'x' }, notes: { [domain]: 'a\ud800' } } }
  const read = await getIncoming(house, LEAD, 'oak', wrong)
  expect(read.ok ? [] : read.faults.map(({ message }) => message)).toEqual([
    expect.stringContaining('"unheard" is nothing that has explanations'),
    expect.stringContaining('U+D800'),
  ])
})
