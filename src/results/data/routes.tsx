/** A trust's own data as files, each at one address: the whole assessment as JSON, its answers as a workbook to fill in, and tables as CSV. Taking one is entered in the trail. */
import type { Context } from 'hono'
import { DomainError } from '../../errors.ts'
import { writeTable } from '../../exchange/csv.ts'
import { isTable, TABLES } from '../../report/data-tables.ts'
import { describeWholeAssessment } from '../../report/whole-assessment.ts'
import { getAssessment } from '../../service/assessments.ts'
import { writeAnswersWorkbook } from '../../documents/answers-workbook.ts'
import { exportQuestionnaire, WORKBOOK } from '../../service/workbooks.ts'
import { exportAssessment, recordTable } from '../../service/whole-assessments.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { sendFile, sendTable } from '../../web/send-table.ts'
import { askedIn, type Env, partOf } from '../../web/web.ts'
import { readSheets } from '../packs/reading.ts'
import { DataPage, WHOLE } from './data-page.tsx'

export const data = newRoutes()

data.page('read-whole', paths.data, async (c) =>
  showPage(c, <DataPage c={c} view={await getAssessment(...askedIn(c))} />),
)

const giveFile = async (c: Context<Env, typeof paths.dataFile.pattern>) => {
  const file = partOf(c, 'file')
  const { marking } = c.get('web')
  const name = `ward-round-${partOf(c, 'organisation')}`
  if (file === WHOLE) {
    const whole = await exportAssessment(...askedIn(c), marking)
    return sendFile(c, marking, `${name}-${file}`, JSON.stringify(whole, null, 2))
  }
  if (file === WORKBOOK) {
    const sheets = await exportQuestionnaire(...askedIn(c), marking)
    const says = 'Answers to be filled in, and brought in again'
    return sendFile(c, marking, `${name}-${file}`, await writeAnswersWorkbook(sheets, { marking, says }))
  }
  if (!isTable(file)) throw new DomainError('not-found', 'There is no such file here.')
  await recordTable(...askedIn(c), file)
  const sheet = (await readSheets(c, [])).find((one) => one.name === TABLES[file].sheet)
  if (sheet === undefined) throw new Error(`There is no sheet for ${file}.`)
  return sendTable(c, `${name}-${file.replace(/\.csv$/, '')}`, writeTable(marking, sheet.columns, sheet.rows))
}
data.noted('read-whole', paths.dataFile, giveFile, { takesKey: true })

data.get('open', paths.assessmentSchema, async (c) =>
  c.body(JSON.stringify(await describeWholeAssessment(), null, 2), 200, {
    'Content-Type': 'application/schema+json',
  }),
)
