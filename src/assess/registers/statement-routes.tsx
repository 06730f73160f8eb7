/** What a supplier states of itself: its workbook out, its reply kept beside the row, and its words taken into the row by whoever decides so. */
import { readStatement, writeStatement } from '../../answers/statement.ts'
import { readTableApart } from '../../documents/read-table.ts'
import { writeWorkbook } from '../../documents/spreadsheet.ts'
import { DomainError } from '../../errors.ts'
import type { Fault } from '../../exchange/csv.ts'
import { countWords } from '../../report/words.ts'
import { getAssessment } from '../../service/assessments.ts'
import { getStatement, receiveStatement, takeStatement } from '../../service/row-statements.ts'
import { recordTable } from '../../service/whole-assessments.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { sendFile } from '../../web/send-table.ts'
import { formWith, newForm } from '../../web/shown-form.tsx'
import { todayOf } from '../../web/times.ts'
import { askedIn, getPerson, type PageContext, partOf } from '../../web/web.ts'
import { mayEdit } from '../editing.ts'
import { REPLY, StatementPage, type StatementPlace, takenFields } from './statement-page.tsx'

export const statements = newRoutes()

statements.page('read-answers', paths.statement, async (c) => {
  const place = await getPlace(c)
  return showPage(c, <StatementPage c={c} {...place} form={formOf(c, place)} />)
})

statements.sent('edit-answers', paths.statement, {
  load: getPlace,
  fields: () => REPLY,
  file: 'file',
  page: (c, place, form) => <StatementPage c={c} {...place} form={form} />,
  save: async (c, { file }, place) => {
    const wrong = (message: string) => ({ faults: [{ field: 'file', message }] })
    if (file === undefined) return wrong('Choose a file.')
    const read = await readTableApart(file.bytes)
    const reply = read.ok ? readStatement(place.register, place.stored.id, read.rows, todayOf(c)) : read
    if (!reply.ok) {
      const faults: readonly Fault[] = reply.faults
      const told = `${file.name} has ${countWords(faults.length, 'fault')}, so nothing of it was kept. Have it corrected, and send it again.`
      const form = formWith(c.req.path, REPLY, newForm('', REPLY).typed, wrong(told))
      return showPage(c, <StatementPage c={c} {...place} form={form} faults={faults} />, 422)
    }
    await receiveStatement(...rowOf(c), reply.statement)
    return paths.statement(...at(c))
  },
})

statements.sent('edit-answers', paths.statementTaken, {
  load: getPlace,
  fields: takenFields,
  page: (c, place) => <StatementPage c={c} {...place} form={formOf(c, place)} />,
  save: async (c, { version, received }) => {
    const saved = await takeStatement(...rowOf(c), { version, receivedAt: received })
    if (saved.ok) return paths.row(...at(c))
    throw new DomainError(
      'conflict',
      'Somebody changed the row meanwhile. Look at what differs now, and decide again.',
    )
  },
})

statements.noted('read-whole', paths.statementWorkbook, async (c) => {
  const { view, register, stored } = await getPlace(c)
  const file = `${register.id}-${stored.id}.xlsx`
  await recordTable(...askedIn(c), file)
  const { marking } = c.get('web')
  const bytes = await writeWorkbook({
    marking,
    says: register.title,
    pack: view.assessment.period.name,
    sheets: writeStatement(register, stored.id, stored.row),
  })
  return sendFile(c, marking, `ward-round-${file}`, bytes)
})

const at = (c: PageContext) => [partOf(c, 'organisation'), partOf(c, 'register'), partOf(c, 'row')] as const
const rowOf = (c: PageContext) => [c.get('web').house, getPerson(c), ...at(c)] as const

const formOf = (c: PageContext, { view, register: { domain } }: StatementPlace) =>
  mayEdit(c, view, { domain }) ? newForm(paths.statement(...at(c)), REPLY) : undefined

async function getPlace(c: PageContext): Promise<StatementPlace> {
  return { ...(await getStatement(...rowOf(c))), view: await getAssessment(...askedIn(c)) }
}
