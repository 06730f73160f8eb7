import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import {
  addComment,
  findComments,
  findOpenComments,
  LONGEST_COMMENT,
  setCommentResolved,
} from '../../src/service/commenting.ts'
import { findAnswerHistory } from '../../src/service/history.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import type { Person } from '../../src/store/person.ts'
import type { AssessmentStatus } from '../../src/store/tables.ts'
import { ENGINES } from '../store/engines.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, RULE_SET } from './house.ts'

const OTHER = RULE_SET.questions.find((one) => one.id !== CHOICE.id && one.form.type === 'choice')
const contributor = (target?: string): Person => ({
  ...person('oak', 'contributor'),
  assigned: { oak: target === undefined ? [] : [{ kind: 'question', target }] },
})

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  let house: OpenHouse
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrust(house, 'oak')
    await addTrust(house, 'elm')
  })
  afterEach(() => house.close())

  const add = (text: string, who = person('oak'), id: string = randomUUID()) =>
    addComment(house, who, 'oak', CHOICE.id, id, text)
  const found = (who = person('oak')) => findComments(house, who, 'oak', CHOICE.id)
  const setStatus = (status: AssessmentStatus) =>
    house.db.updateTable('assessment').set({ status }).where('organisationId', '=', 'oak').execute()
  const trail = async () =>
    (await house.db.selectFrom('trail').selectAll().orderBy('seq').execute()).map((one) => one.action)

  test('a comment is added, counted while open, resolved and opened again, all in the trail', async () => {
    expect(await add('  Is this the <b>VPN</b>?\n')).toEqual({ ok: true })
    const [comment] = await found(person('oak', 'siro'))
    expect(comment).toMatchObject({ text: 'Is this the <b>VPN</b>?', byName: person('oak').name })
    const open = () => findOpenComments(house, person('oak', 'siro'), 'oak')
    expect(await open()).toEqual({ [CHOICE.id]: 1 })
    const set = (resolved: boolean) =>
      setCommentResolved(house, person('oak', 'siro'), 'oak', CHOICE.id, comment?.id ?? '', resolved)
    await set(true)
    await set(true)
    expect(await open()).toEqual({})
    expect((await found())[0]?.resolvedBy).toBe(person('oak', 'siro').name)
    await set(false)
    expect(await open()).toEqual({ [CHOICE.id]: 1 })
    expect(await trail()).toEqual(['comment-added', 'comment-resolved', 'comment-reopened'])
    const kept = await house.db.selectFrom('trail').select('details').execute()
    expect(JSON.stringify(kept)).not.toContain('VPN')
  })

  test('a form sent twice adds one comment', async () => {
    const id = randomUUID()
    await add('Once', person('oak'), id)
    expect(await add('Once', person('oak'), id)).toEqual({ ok: true })
    expect(await found()).toHaveLength(1)
  })

  test('nothing, and too much, is refused with words about the field', async () => {
    for (const text of ['', ' \n ', 'x'.repeat(LONGEST_COMMENT + 1)])
      expect(await add(text)).toMatchObject({ ok: false, faults: [{ field: 'text' }] })
    expect(await add('x'.repeat(LONGEST_COMMENT))).toEqual({ ok: true })
  })

  test('a signed assessment takes no comment', async () => {
    await add('Before')
    await setStatus('signed')
    await expect(add('After')).rejects.toMatchObject({ code: 'conflict' })
    expect(await found()).toHaveLength(1)
  })

  test('a submitted one does, from the SIRO too', async () => {
    await setStatus('submitted')
    expect(await add('Why so?', person('oak', 'siro'))).toEqual({ ok: true })
  })

  test('a contributor sees and comments on what is assigned, and nothing else', async () => {
    await add('For you')
    const mine = contributor(CHOICE.id)
    expect(await add('Thank you', mine)).toEqual({ ok: true })
    expect(await findOpenComments(house, mine, 'oak')).toEqual({ [CHOICE.id]: 2 })
    const theirs = contributor(OTHER?.id)
    expect(await findOpenComments(house, theirs, 'oak')).toEqual({})
    const refused = [() => found(theirs), () => add('x', theirs), () => add('x', person('oak', 'board'))]
    for (const act of refused) await expect(act()).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('a comment of another organisation is not there, by its own id neither', async () => {
    await add('Ours')
    const [ours] = await found()
    const elm = person('elm')
    await expect(
      setCommentResolved(house, elm, 'elm', CHOICE.id, ours?.id ?? '', true),
    ).rejects.toMatchObject({ code: 'not-found' })
    await expect(addComment(house, elm, 'elm', CHOICE.id, ours?.id ?? '', 'x')).rejects.toMatchObject({
      code: 'not-found',
    })
    expect((await found())[0]).toMatchObject({ text: 'Ours', resolvedAt: undefined })
  })

  test('the history of an answer has every version, the newest first, a cleared one too', async () => {
    const history = (who = person('oak')) => findAnswerHistory(house, who, 'oak', CHOICE.id)
    expect(await history()).toEqual([])
    await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 0, choose(1))
    await saveAnswer(house, contributor(CHOICE.id), 'oak', CHOICE.id, 1, choose(2))
    await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 2, undefined)
    const past = await history(contributor(CHOICE.id))
    expect(past.map(({ version, value, savedBy }) => [version, value?.value, savedBy])).toEqual([
      [3, undefined, person('oak').name],
      [2, choose(2).value, person('oak', 'contributor').name],
      [1, choose(1).value, person('oak').name],
    ])
    await expect(history(contributor(OTHER?.id))).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('an answer that was filled in without a history stands in it all the same', async () => {
    await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 0, choose(1))
    await house.db.deleteFrom('answerHistory').execute()
    const past = await findAnswerHistory(house, person('oak'), 'oak', CHOICE.id)
    expect(past).toMatchObject([{ version: 1, savedBy: person('oak').name }])
  })
})
