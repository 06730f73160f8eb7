/**
 * The attack on a comparison that is prepared and not published: an analyst and three trusts of one cell try their own answers,
 * one after the other, and read everything that an analyst can read of what was prepared. What they have not published must
 * look the same to them whatever another trust of the cell answered.
 */

import type { Person } from '../../src/store/person.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { getReleaseRecord, listPeriods, prepareRelease } from '../../src/service/releases.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { insertAssessments } from '../../src/store/assessments.ts'
import { saveLevels } from '../../src/store/levels.ts'
import { write } from '../../src/store/transaction.ts'
import { addSigned, ANALYST, daysLater, FIRST, OTHER } from '../service/country.ts'
import { CHOICE } from '../service/house.ts'

const COLLUDERS = ['own-0', 'own-1', 'own-2']

/** Twelve of one cell: three who collude, one whom they watch, and eight others, of whom three reach the level. */
export async function addCell(house: OpenHouse, watchedReaches: boolean): Promise<void> {
  const others = Array.from({ length: 8 }, (_, index) => `other-${index}`)
  await addSigned(
    house,
    [...COLLUDERS, 'watched', ...others].map((id) => ({ id })),
  )
  for (const id of COLLUDERS) await signAnew(house, id, false)
  await signAnew(house, 'watched', watchedReaches)
  for (const [index, id] of others.entries()) await signAnew(house, id, index < 3)
}

/** Signs again at worst throughout but for one question, which reaches its last level or not. */
async function signAnew(house: OpenHouse, organisationId: string, reaches: boolean): Promise<void> {
  const { ruleSet } = house
  await write(house.db, async (db) => {
    await db
      .updateTable('assessment')
      .set({ status: 'superseded' })
      .where('organisationId', '=', organisationId)
      .where('status', '=', 'signed')
      .execute()
    signed++
    const assessment = {
      id: `${organisationId}-again-${signed}`,
      organisationId,
      periodId: FIRST.id,
      asOf: FIRST.referenceDate,
      ruleSetDigest: ruleSet.digest,
      status: 'draft' as const,
      revision: 0,
    }
    await insertAssessments(db, [assessment])
    const declared = Uint8Array.from(ruleSet.questions, ({ index, levels }) =>
      index === CHOICE.index && reaches ? levels.length - 1 : 0,
    )
    const row = {
      declared,
      assured: declared.map(() => 0),
      context: Int8Array.from(ruleSet.context, () => 0),
    }
    await saveLevels(db, assessment.id, { digest: ruleSet.digest, row, revision: 0 })
    await sealAssessment(db, ruleSet, assessment, `${FIRST.referenceDate}T12:00:00.000Z`)
  })
}

let signed = 0

/**
 * What the attackers see while none, one and two of them reach the level, on three days: of every text that an analyst can
 * read, in which of the preparings it was the same. One who waits no day is refused at the second.
 */
export async function sweep(house: OpenHouse, daysBetween = 1): Promise<string> {
  const read: Record<string, string>[] = []
  for (const [step, id] of [undefined, ...COLLUDERS.slice(1)].entries()) {
    if (id !== undefined) await signAnew(house, id, true)
    const then = daysLater(house, step * daysBetween)
    const { row } = await prepareRelease(then, ANALYST, FIRST.id)
    read.push({
      ...textsOf(await getReleaseRecord(then, ANALYST, row.id)),
      ...textsOf(await recordOf(then, OTHER, row.id)),
      ...textsOf((await listPeriods(then, ANALYST)).map(({ prepared }) => ({ digest: prepared?.digest }))),
    })
  }
  const keys = [...new Set(read.flatMap((texts) => Object.keys(texts)))].toSorted()
  return keys.map((key) => `${key} ${patternOf(read.map((texts) => texts[key] ?? ''))}`).join('\n')
}

const recordOf = (house: OpenHouse, person: Person, id: string) => getReleaseRecord(house, person, id)

/** `0 0 1`: the first two are alike, the third is another. */
function patternOf(texts: readonly string[]): string {
  return texts.map((text) => texts.indexOf(text)).join(' ')
}

/** Every leaf of what is read, by where it stands; the rules are the same for everybody, and large. */
function textsOf(value: unknown, path = ''): Record<string, string> {
  if (value === null || typeof value !== 'object') return { [path]: String(value) }
  return Object.assign(
    {},
    ...Object.entries(value)
      .filter(([key]) => key !== 'ruleSet')
      .map(([key, inner]) => textsOf(inner, `${path}/${key}`)),
  ) as Record<string, string>
}
