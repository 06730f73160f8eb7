/** A process of its own: compares the rows of one file with those of a register, over a connection of its own, and gives its parent what would change. */

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { unpackRows } from '../answers/file-rows.ts'
import type { RegisterRow } from '../answers/model.ts'
import { planRegister } from '../answers/register-file.ts'
import { openBeside } from '../store/database.ts'
import { findPackedRows } from '../store/register-files.ts'
import { findEdits, findRows } from '../store/registers.ts'
import { read } from '../store/transaction.ts'
import type { AskedOfPlan, PlannedFile, WholePlan } from './register-plan.ts'

/** Rows, or faults; a page lists no more. */
const MOST_LISTED = 200

type Asked = AskedOfPlan & { readonly what: 'plan' | 'whole' }

const [asked] = (await once(process, 'message')) as [Asked]
process.send?.(await compare(asked), () => process.disconnect())

async function compare(asked: Asked): Promise<PlannedFile | WholePlan | 'gone'> {
  const { what, ruleSet, assessmentId, registerId, chosen, matching, dates, addsNone } = asked
  const register = ruleSet.registers.find(({ id }) => id === registerId)
  if (register === undefined) throw new Error(`There is no register ${registerId}.`)
  const { packed, rows, edits } = await findAll(asked)
  if (packed === undefined) return 'gone'
  const standing = rows.filter((one) => one.registerId === registerId)
  const about = { ruleSet, register, dates, addsNone }
  const plan = planRegister(about, standing, unpackRows(packed), chosen, matching)
  const { added, updated, faults } = plan
  const some = <T>(all: readonly T[]) => all.slice(0, MOST_LISTED)
  const planned = {
    plan: { ...plan, added: some(added), updated: some(updated), faults: some(faults) },
    counts: {
      added: added.length,
      updated: updated.length,
      cells: updated.reduce((sum, { columns }) => sum + columns.length, 0),
      ended: updated.filter(({ ended }) => ended > 0).length,
      faults: faults.length,
    },
    shown: createHash('sha256')
      .update(JSON.stringify([ruleSet.digest, assessmentId, chosen, matching, dates, standing]))
      .update(packed)
      .digest('hex'),
    edits,
  }
  return what === 'plan'
    ? planned
    : {
        ...planned,
        added: added.map(({ row }) => writtenOf(row)),
        updated: updated.map(({ id, version, next }) => ({ id, version, ...writtenOf(next) })),
      }
}

/** All of one moment. */
async function findAll(asked: Asked) {
  const { db, close } = await openBeside(asked.database)
  try {
    return await read(db, async (on) => ({
      packed: await findPackedRows(on, asked),
      rows: await findRows(on, asked.assessmentId),
      edits: await findEdits(on, asked),
    }))
  } finally {
    await close()
  }
}

function writtenOf({ cells, evidence }: RegisterRow) {
  return { cells: JSON.stringify(cells), evidence: JSON.stringify(evidence) }
}
