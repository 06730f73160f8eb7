/** A made-up country of any size → a database with two signed rounds and the drafts of the present one; levels and summaries are drawn, not scored. */

import Sqlite from 'better-sqlite3'
import { chanceOf } from '../../src/random.ts'
import type { Summary } from '../../src/peers/model.ts'
import { LEARNED, RUNGS } from '../../src/peers/model.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { openHouse } from '../../src/service/house.ts'
import { askedLessons } from '../../src/scoring/lessons.ts'

/** The rounds that are over, the oldest first. */
export const ROUNDS = ['round-1', 'round-2'] as const
const PRESENT = 'round-3'
/** Suppliers that an organisation names, of a list as long. */
const SUPPLIERS = 3
const NAMES = 40

/** Id of an organisation of the country, by number. */
export const organisationId = (index: number) => `o${String(index).padStart(6, '0')}`

/** Makes the file. Organisations are dealt over the written cells in turn. */
export async function makeCountry(file: string, ruleSet: RuleSet, size: number): Promise<void> {
  const house = await openHouse(file, ruleSet)
  await house.close()
  const db = new Sqlite(file)
  db.pragma('synchronous = OFF')
  /** Fills the first columns of a table; those that came later are left empty. */
  const insert = (table: string, columns: number) => {
    const names = db
      .prepare(`select name from pragma_table_info(?) order by cid limit ?`)
      .pluck()
      .all(table, columns)
    return db.prepare(
      `insert into ${table} (${names.join(', ')}) values (${Array(columns).fill('?').join(', ')})`,
    )
  }
  const organisation = insert('organisation', 8)
  const assessment = insert('assessment', 8)
  const level = insert('level_row', 6)
  const summary = insert('signed_summary', 3)
  const row = insert('register_row', 9)
  const name = insert('supplier_name', 1)
  const { cells } = ruleSet.family
  db.transaction(() => {
    for (const [index, id] of [...ROUNDS, PRESENT].entries())
      insert('period', 6).run(
        id,
        id,
        `202${index}-01-01`,
        `202${index}-02-01`,
        `202${index}-03-01`,
        ruleSet.digest,
      )
    for (let index = 0; index < NAMES; index++) name.run(`Supplier ${index} (invented)`)
    for (let index = 0; index < size; index++) {
      const id = organisationId(index)
      const cell = cells[index % cells.length]
      const chance = chanceOf(id)
      const shares = chance.happens(0.6)
      organisation.run(
        id,
        null,
        `${id} (fictional)`,
        cell?.cohorts[0],
        chance.pick(cell?.regions ?? []),
        1,
        null,
        Number(shares),
      )
      for (const period of [...ROUNDS, PRESENT]) {
        const signed = period !== PRESENT
        const key = `${id}-${period}`
        const drawn = drawSummary(ruleSet, () => chance.next())
        assessment.run(
          key,
          id,
          period,
          `202${[...ROUNDS, PRESENT].indexOf(period)}-02-01`,
          ruleSet.digest,
          'draft',
          0,
          null,
        )
        const levels = Buffer.from(drawn.levels)
        level.run(key, ruleSet.digest, levels, levels, Buffer.alloc(ruleSet.context.length, 255), 0)
        if (!signed) continue
        summary.run(key, ruleSet.digest, JSON.stringify(drawn))
        if (shares)
          for (let position = 1; position <= SUPPLIERS; position++) {
            const cell = JSON.stringify({ name: `Supplier ${chance.whole(0, NAMES - 1)} (invented)` })
            row.run(
              key,
              'supplier-register',
              `row-${position}`,
              position,
              cell,
              '{}',
              1,
              '2026-01-01T00:00:00.000Z',
              'Bench',
            )
          }
      }
    }
    // Signed last: what is signed takes nothing more.
    db.prepare(`update assessment set status = 'signed', signed_at = ? where period_id <> ?`).run(
      '2026-01-01T00:00:00.000Z',
      PRESENT,
    )
  })()
  db.close()
}

function drawSummary(ruleSet: RuleSet, next: () => number): Summary {
  const maturity = next()
  const draw = (below: number) => Math.floor((0.6 * maturity + 0.4 * next()) * below)
  const chains = ruleSet.incidents
    .filter((incident) => incident.kind === 'dossier')
    .flatMap((incident) => incident.chains)
  return {
    overall: draw(101),
    overallAssured: draw(80),
    domains: ruleSet.domains.map(() => draw(101)),
    domainsAssured: ruleSet.domains.map(() => draw(80)),
    levels: ruleSet.questions.map((question) => draw(question.levels.length)),
    scope: ruleSet.context.map(() => -1),
    outcomes: chains.map(() => draw(RUNGS.length)),
    outcomesAssured: chains.map(() => draw(RUNGS.length - 1)),
    risks: ruleSet.risks.map(() => draw(ruleSet.matrix.bands.length)),
    lessons: askedLessons(ruleSet).map(() => draw(LEARNED.length)),
  }
}
