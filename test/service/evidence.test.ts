import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/answers/model.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import { addEvidence, MOST_FILES, withdrawEvidence } from '../../src/service/bringing-evidence.ts'
import { getEvidence, getEvidenceFile } from '../../src/service/evidence.ts'
import { MOST_DOWNLOADS } from '../../src/service/exporting.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import {
  findOpenFindings,
  findUnreviewed,
  type GivenReview,
  saveReview,
} from '../../src/service/reviewing.ts'
import { findEvidenceBytes, findFileTotals, insertEvidence } from '../../src/store/evidence.ts'
import { findHistory } from '../../src/store/history.ts'
import { type Person, ROLES } from '../../src/store/person.ts'
import { CSV, PDF } from '../exchange/sample-files.ts'
import { ENGINES } from '../store/engines.ts'
import { addTrust, CHOICE, choose, NOW, openTestHouse, person, RULE_SET, REFERENCE_DAY } from './house.ts'

const BEST = CHOICE.levels.length - 1
const LINK = {
  title: 'Report of the sign-in service',
  place: 'https://intranet.oak.example/report',
  dated: REFERENCE_DAY,
  owner: 'Head of infrastructure',
}
const TEXT = `${LINK.title} (${LINK.place})`
const FILE = { name: 'report.pdf', bytes: PDF }
const lead = person('oak')
const reviewer = person('oak', 'reviewer')
const AGREE: GivenReview = { how: 'tested', independence: 'internal-audit', finding: 'agree', note: '' }

const earlier = (years: number) => `${Number(REFERENCE_DAY.slice(0, 4)) - years}${REFERENCE_DAY.slice(4)}`

describe.each(ENGINES)('evidence on $name', ({ newDatabase }) => {
  let house: OpenHouse
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrust(house, 'oak')
    await saveAnswer(house, lead, 'oak', CHOICE.id, 0, choose(BEST))
  })
  afterEach(() => house.close())

  const add = (given: Partial<typeof LINK> = {}, file?: typeof FILE, replaces?: string, who = lead) =>
    addEvidence(house, who, 'oak', CHOICE.id, { ...LINK, ...given }, file, replaces)
  const added = async (...given: Parameters<typeof add>) => {
    const done = await add(...given)
    if (!done.ok) throw new Error(done.faults[0]?.message)
    return done.evidenceId
  }
  const view = () => getEvidence(house, lead, 'oak', CHOICE.id)
  const answer = async () => (await view()).answer
  const standings = async () => (await view()).pieces.map((piece) => piece.standing)
  const assured = async () =>
    (await getResult(house, lead, 'oak')).result.domains.find((one) => one.id === CHOICE.domain)?.assured ?? 0
  const save = async (given: Answer, kept = false) =>
    saveAnswer(house, lead, 'oak', CHOICE.id, (await view()).version, given, kept)
  const review = async (given: Partial<GivenReview> = {}, who: Person = reviewer) =>
    saveReview(house, who, 'oak', CHOICE.id, (await view()).version, { ...AGREE, ...given })
  const trail = async () =>
    (await house.db.selectFrom('trail').selectAll().orderBy('seq').execute()).map(
      ({ action, object, details }) => ({
        action,
        object,
        details,
      }),
    )

  test('by reference makes the answer evidenced, and raises the assured level', async () => {
    const before = await house.db.selectFrom('levelRow').select('assured').executeTakeFirstOrThrow()
    expect(before.assured[CHOICE.index]).toBe(0)
    const id = await added()
    expect(await answer()).toEqual({
      value: choose(BEST).value,
      assurance: 'evidenced',
      evidence: TEXT,
      evidenceDate: REFERENCE_DAY,
    })
    const after = await house.db.selectFrom('levelRow').select('assured').executeTakeFirstOrThrow()
    expect(after.assured[CHOICE.index]).toBe(BEST)
    expect(await findHistory(house.db, 'oak-assessment', CHOICE.id)).toHaveLength(2)
    expect((await trail()).at(-1)).toMatchObject({ action: 'evidence-added', object: `${CHOICE.id}/${id}` })
    expect(JSON.stringify(await trail())).not.toContain(LINK.title)
  })

  test('is downloaded so often within an hour by one person, and not more', async () => {
    const id = await added({}, FILE)
    for (let times = 0; times < MOST_DOWNLOADS; times++) await getEvidenceFile(house, reviewer, 'oak', id)
    await expect(getEvidenceFile(house, reviewer, 'oak', id)).rejects.toMatchObject({ code: 'too-many' })
    await expect(getEvidenceFile(house, lead, 'oak', id)).resolves.toMatchObject({ type: 'application/pdf' })
  })

  test('as a file of 10 MB comes back byte for byte, and its download is in the trail', async () => {
    const bytes = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024 - PDF.length, '\n')])
    const id = await added({}, { name: '../x.pdf', bytes })
    const file = await getEvidenceFile(house, reviewer, 'oak', id)
    expect(file.bytes.equals(bytes)).toBe(true)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(file).toMatchObject({ type: 'application/pdf', sha256 })
    expect((await answer())?.evidence).toBe(`${LINK.title} (file ${sha256.slice(0, 12)})`)
    const entry = (await trail()).at(-1)
    expect(entry).toMatchObject({ action: 'evidence-downloaded', object: `${CHOICE.id}/${id}` })
    expect(JSON.parse(entry?.details ?? '')).toEqual({ type: 'application/pdf', sha256 })
  })

  test('that is not what its name says is refused, and nothing is kept', async () => {
    expect(await add({}, { name: 'report.png', bytes: PDF })).toMatchObject({
      ok: false,
      faults: [{ field: 'file' }],
    })
    expect((await view()).pieces).toEqual([])
    expect((await answer())?.assurance).toBe('asserted')
  })

  test('replaced by a newer revision stays readable, and the answer rests on the newer', async () => {
    const first = await added({}, FILE)
    const second = await added({ title: 'Report, second edition' }, { name: 'x.csv', bytes: CSV }, first)
    const { pieces } = await view()
    expect(pieces).toHaveLength(1)
    expect(pieces[0]).toMatchObject({ standing: 'stands', newest: { id: second }, earlier: [{ id: first }] })
    expect((await getEvidenceFile(house, lead, 'oak', first)).bytes.equals(PDF)).toBe(true)
    expect(await add({}, undefined, first)).toMatchObject({ ok: false })
    await expect(add({}, undefined, 'unknown')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('sent twice is added once', async () => {
    const first = await added({}, FILE)
    expect(await added({}, FILE)).toBe(first)
    const newer = await added({ title: 'Second' }, FILE, first)
    expect(await added({ title: 'Second' }, FILE, first)).toBe(newer)
    expect((await view()).pieces).toHaveLength(1)
    expect((await trail()).filter((one) => one.action === 'evidence-added')).toHaveLength(2)
  })

  test('with an older date stands beside, and takes over when the newer is withdrawn', async () => {
    const newer = await added()
    const older = await added({ title: 'Older', dated: earlier(1) })
    expect((await answer())?.evidence).toBe(TEXT)
    expect(await standings()).toEqual(['stands', 'beside'])
    await withdrawEvidence(house, lead, 'oak', CHOICE.id, newer)
    expect(await answer()).toMatchObject({ assurance: 'evidenced', evidenceDate: earlier(1) })
    await withdrawEvidence(house, lead, 'oak', CHOICE.id, older)
    expect(await answer()).toEqual(choose(BEST))
    expect(await standings()).toEqual(['withdrawn', 'withdrawn'])
  })

  test('withdrawn keeps its row, loses its bytes with those of earlier revisions, and is withdrawn once', async () => {
    const first = await added({}, FILE)
    const second = await added({ title: 'Second' }, { name: 'x.csv', bytes: CSV }, first)
    expect(await withdrawEvidence(house, lead, 'oak', CHOICE.id, second)).toMatchObject({ changed: true })
    expect(await withdrawEvidence(house, lead, 'oak', CHOICE.id, second)).toMatchObject({ changed: false })
    expect((await trail()).filter((one) => one.action === 'evidence-withdrawn')).toHaveLength(1)
    for (const id of [first, second]) {
      expect(await findEvidenceBytes(house.db, id)).toBeUndefined()
      await expect(getEvidenceFile(house, lead, 'oak', id)).rejects.toMatchObject({ code: 'not-found' })
    }
    expect((await view()).pieces[0]).toMatchObject({
      isWithdrawn: true,
      newest: { size: CSV.length },
    })
  })

  test('lapses with the value it was given for, unless somebody says that it shows the new one', async () => {
    await added()
    const other = {
      ...choose(1),
      assurance: 'evidenced',
      evidence: TEXT,
      evidenceDate: REFERENCE_DAY,
    } as const
    expect(await save(other)).toEqual({ ok: false, evidenceOfEarlierValue: true })
    expect(await save(other, true)).toMatchObject({ ok: true })
    expect(await standings()).toEqual(['stands'])
    await save(choose(0))
    expect(await standings()).toEqual(['earlier-value'])
    expect((await answer())?.assurance).toBe('asserted')
  })

  test('lapses after its time', async () => {
    await added({ dated: earlier(20) })
    const row = await house.db.selectFrom('levelRow').select('assured').executeTakeFirstOrThrow()
    expect(row.assured[CHOICE.index]).toBe(0)
  })

  test('needs an answer that it can show', async () => {
    const { version } = await view()
    await saveAnswer(house, lead, 'oak', CHOICE.id, version, undefined)
    expect(await add()).toMatchObject({
      ok: false,
      faults: [{ field: '', message: /^Answer the question first/ }],
    })
    await save({ value: { kind: 'dont-know' }, assurance: 'asserted' })
    expect(await add()).toMatchObject({ ok: false, faults: [{ message: /we do not know/ }] })
    const fed = RULE_SET.questions.find((one) => one.form.type === 'share')?.id ?? ''
    expect(await addEvidence(house, lead, 'oak', fed, LINK, undefined)).toMatchObject({
      ok: false,
      faults: [{ message: /rows of the register/ }],
    })
    await expect(addEvidence(house, lead, 'oak', 'unknown', LINK, undefined)).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('is limited, so that one trust cannot fill the disk', async () => {
    const value = choose(BEST).value
    const row = { assessmentId: 'oak-assessment', questionId: 'another', ...LINK, place: undefined, value }
    const file = { kind: 'file', type: 'text/csv', size: 2 ** 20, sha256: 'x' } as const
    const facts = { addedAt: '', addedBy: '', addedById: '', replacesId: undefined, endedAt: undefined }
    for (let count = 0; count < MOST_FILES; count++)
      await insertEvidence(house.db, { ...row, ...facts, ...file, id: `f-${count}` }, CSV)
    expect(await findFileTotals(house.db, 'oak-assessment')).toEqual({
      files: MOST_FILES,
      bytes: 200 * 2 ** 20,
    })
    expect(await add({}, FILE)).toMatchObject({ ok: false, faults: [{ message: /at most 200 files/ }] })
    await house.db.deleteFrom('evidenceFile').where('evidenceId', '=', 'f-0').execute()
    await house.db
      .updateTable('evidence')
      .set({ size: 2 ** 21 })
      .where('id', '=', 'f-1')
      .execute()
    expect(await add({}, FILE)).toMatchObject({ ok: false, faults: [{ message: /exceed 200 MB/ }] })
    expect(await add()).toMatchObject({ ok: true })
  })

  test('is added only by who may, to what was assigned, while the assessment is open', async () => {
    for (const role of ROLES.filter((one) => one !== 'lead'))
      await expect(add({}, undefined, undefined, person('oak', role))).rejects.toMatchObject({
        code: 'not-allowed',
      })
    const assigned = {
      ...person('oak', 'contributor'),
      assigned: { oak: [{ kind: 'question', target: CHOICE.id }] },
    } as const
    expect(await add({}, undefined, undefined, assigned)).toMatchObject({ ok: true })
    await house.db.updateTable('assessment').set({ status: 'submitted' }).execute()
    await expect(add()).rejects.toMatchObject({ code: 'conflict' })
  })

  test('of another organisation is like an unknown one', async () => {
    await addTrust(house, 'elm')
    const id = await added({}, FILE)
    const elm = person('elm')
    const refusals = await Promise.all(
      [
        getEvidenceFile(house, elm, 'elm', id),
        getEvidenceFile(house, elm, 'elm', 'unknown'),
        withdrawEvidence(house, elm, 'elm', CHOICE.id, id),
        withdrawEvidence(house, elm, 'elm', CHOICE.id, 'unknown'),
      ].map((act) => act.catch((error: unknown) => error)),
    )
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'not-found' })
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0])
    expect((await getEvidence(house, elm, 'elm', CHOICE.id)).pieces).toEqual([])
    await expect(getEvidence(house, elm, 'oak', CHOICE.id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('stands still once the assessment is signed', async () => {
    const id = await added({}, FILE)
    await house.db.updateTable('assessment').set({ status: 'signed', signedAt: NOW.toISOString() }).execute()
    const never = /A signed assessment is never changed/
    await expect(house.db.updateTable('evidence').set({ title: 'x' }).execute()).rejects.toThrow(never)
    await expect(house.db.deleteFrom('evidence').execute()).rejects.toThrow(never)
    await expect(house.db.deleteFrom('evidenceFile').execute()).rejects.toThrow(never)
    await expect(house.db.updateTable('evidenceFile').set({ bytes: CSV }).execute()).rejects.toThrow(never)
    await expect(withdrawEvidence(house, lead, 'oak', CHOICE.id, id)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await getEvidenceFile(house, lead, 'oak', id)).bytes.equals(PDF)).toBe(true)
  })

  describe('a review', () => {
    test('that agrees verifies the answer by the reviewer’s name, until value or evidence change', async () => {
      await added()
      expect(await review()).toMatchObject({ ok: true })
      const verified = await answer()
      expect(verified).toMatchObject({
        assurance: 'verified',
        verifiedBy: reviewer.name,
        verifiedHow: 'tested',
        evidence: TEXT,
      })
      await save({ ...(verified as Answer), comment: 'Looked at 20.' })
      expect(await answer()).toMatchObject({ assurance: 'verified', comment: 'Looked at 20.' })
      expect((await view()).reviews[0]).toMatchObject({ isPresent: true, finding: 'agree' })
      await save({ ...(verified as Answer), evidence: 'Another report' })
      expect(await answer()).toEqual({
        value: choose(BEST).value,
        assurance: 'evidenced',
        evidence: 'Another report',
        evidenceDate: REFERENCE_DAY,
      })
      expect((await view()).reviews[0]?.isPresent).toBe(false)
    })

    test('cannot be written into the answer by hand', async () => {
      const byHand = { verifiedBy: 'Me', verifiedHow: 'tested' } as const
      const support = { evidence: 'x', evidenceDate: REFERENCE_DAY }
      await save({ ...choose(BEST), assurance: 'verified', ...support, ...byHand })
      expect(await answer()).toEqual({ ...choose(BEST), assurance: 'evidenced', ...support })
    })

    test.each(['overstated', 'cannot-tell'] as const)(
      'that finds %s ends the evidence: the assured score falls, and the same cannot be declared again',
      async (finding) => {
        const id = await added()
        const before = await house.db.selectFrom('levelRow').select('assured').executeTakeFirstOrThrow()
        const scored = await assured()
        await review({ finding, note: 'It lists half of them.' })
        expect(await answer()).toEqual(choose(BEST))
        const after = await house.db.selectFrom('levelRow').select('assured').executeTakeFirstOrThrow()
        expect([before.assured[CHOICE.index], after.assured[CHOICE.index]]).toEqual([BEST, 0])
        expect(await assured()).toBeLessThan(scored)
        expect(await standings()).toEqual(['ended'])

        const support = { assurance: 'evidenced', evidence: TEXT, evidenceDate: REFERENCE_DAY } as const
        expect(await save({ ...choose(BEST), ...support })).toEqual({ ok: false, evidenceEnded: true })
        expect(await add()).toMatchObject({ ok: false, faults: [{ message: /^A reviewer found/ }] })
        expect(await add({}, undefined, id)).toMatchObject({ ok: false })
        expect(await save({ ...choose(0), ...support })).toMatchObject({ ok: true })
        expect(await add({ title: 'Other evidence' })).toMatchObject({ ok: true })
      },
    )

    test('that ends a file ends it under any title and date', async () => {
      await added({}, FILE)
      await review({ finding: 'overstated', note: 'It lists half of them.' })
      const renamed = { title: 'Another name', dated: earlier(1) }
      expect(await add(renamed, FILE)).toMatchObject({
        ok: false,
        faults: [{ message: /^A reviewer found/ }],
      })
      expect(await add(renamed, { name: 'report.csv', bytes: CSV })).toMatchObject({ ok: true })
    })

    test('that finds it understated leaves the answer, and is shown', async () => {
      await added()
      await review({ finding: 'understated', note: 'It is everywhere by now.' })
      expect(await answer()).toMatchObject({ assurance: 'evidenced' })
      expect((await view()).reviews[0]).toMatchObject({ isPresent: true, note: 'It is everywhere by now.' })
      expect(await findUnreviewed(house, reviewer, 'oak')).toEqual([])
    })

    test('that does not agree stands before the lead until it was acted on', async () => {
      const found = async () => (await findOpenFindings(house, lead, 'oak')).map((one) => one.finding)
      await added()
      expect(await found()).toEqual([])
      await review({ finding: 'understated', note: 'Better.' })
      expect(await found()).toEqual(['understated'])
      await added({ title: 'Another' })
      expect(await found()).toEqual([])
      await review({ finding: 'cannot-tell', note: 'Not dated.' })
      expect(await found()).toEqual(['cannot-tell'])
      await added({ title: 'A third' })
      expect(await found()).toEqual([])
      await review({ finding: 'overstated', note: 'Half.' })
      await save(choose(0))
      expect(await found()).toEqual([])
      await expect(findOpenFindings(house, person('oak', 'board'), 'oak')).rejects.toMatchObject({
        code: 'not-allowed',
      })
    })

    test('needs evidence, a note unless it agrees, and the answer as it was seen', async () => {
      await expect(review()).rejects.toMatchObject({ code: 'invalid', message: /rests on no evidence/ })
      await added()
      await expect(review({ finding: 'overstated', note: ' ' })).rejects.toMatchObject({ code: 'invalid' })
      expect(await saveReview(house, reviewer, 'oak', CHOICE.id, 1, AGREE)).toEqual({
        ok: false,
        changed: true,
      })
      expect((await view()).reviews).toEqual([])
    })

    test('is refused to who brought the evidence, added or typed, and to every other role', async () => {
      const both: Person = {
        ...lead,
        memberships: [
          { organisationId: 'oak', role: 'lead' },
          { organisationId: 'oak', role: 'reviewer' },
        ],
      }
      await added()
      await expect(review({}, both)).rejects.toMatchObject({ code: 'not-allowed', message: /yourself/ })
      await save({ ...choose(BEST), assurance: 'evidenced', evidence: 'Typed', evidenceDate: REFERENCE_DAY })
      await expect(review({}, both)).rejects.toMatchObject({ code: 'not-allowed', message: /yourself/ })
      for (const role of ROLES.filter((one) => one !== 'reviewer'))
        await expect(review({}, person('oak', role))).rejects.toMatchObject({ code: 'not-allowed' })
      await house.db.updateTable('assessment').set({ status: 'submitted' }).execute()
      await expect(review()).rejects.toMatchObject({ code: 'conflict' })
    })

    test('waits in a list until it is made, without telling the trail what it is about', async () => {
      expect(await findUnreviewed(house, reviewer, 'oak')).toEqual([])
      await added()
      const waiting = {
        questionId: CHOICE.id,
        domain: CHOICE.domain,
        evidence: TEXT,
        evidenceDate: REFERENCE_DAY,
        isOwn: false,
      }
      expect(await findUnreviewed(house, reviewer, 'oak')).toEqual([waiting])
      await review()
      expect(await findUnreviewed(house, reviewer, 'oak')).toEqual([])
      expect((await trail()).at(-1)).toMatchObject({ action: 'evidence-reviewed' })
      expect((await getAssessment(house, lead, 'oak')).answers.answers[CHOICE.id]?.assurance).toBe('verified')
    })
  })
})
