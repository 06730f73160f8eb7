/** The description of the API is sound, and what a public generator makes of it fills in a whole assessment. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import type * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DECLARED_API, getDescription } from '../../src/api/api.ts'
import type { QUESTION_SHAPE, REGISTER_ASKED_SHAPE } from '../../src/api/shapes.ts'
import { getResult } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { API } from '../../src/web/web.ts'
import { addTrust, openTestHouse, person } from '../service/house.ts'
import { appOf } from '../web/visitor.ts'
import { described } from './described.ts'
import { newKey, programOf } from './programs.ts'

let house: OpenHouse
let folder: string
beforeAll(async () => {
  house = await openTestHouse()
  folder = mkdtempSync(join(tmpdir(), 'wardround-client-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await house.close()
})

test('the description is valid OpenAPI 3.1', async () => {
  const checked = await new Validator().validate(structuredClone(await getDescription()) as never)
  expect(checked).toEqual({ valid: true })
})

type Asked = v.InferOutput<typeof QUESTION_SHAPE>
type AskedRegister = v.InferOutput<typeof REGISTER_ASKED_SHAPE>
/** As much of a generated function as the program below uses. */
type Call = (asking: object) => Promise<{ readonly data: never }>
interface Generated {
  readonly [name: string]: Call
}

/** The folder of a client that the generator made of the description. */
async function makeClient(): Promise<string> {
  const [input, output] = [join(folder, 'openapi.json'), join(folder, 'client')]
  writeFileSync(input, JSON.stringify(await getDescription()))
  execFileSync(process.execPath, [join(import.meta.dirname, 'make-client.ts'), input, output])
  const compiler = join(process.cwd(), 'node_modules/typescript/bin/tsc')
  const options = '--ignoreConfig --noEmit --strict --module esnext --moduleResolution bundler'.split(' ')
  execFileSync(process.execPath, [compiler, ...options, join(output, 'index.ts')], { stdio: 'pipe' })
  return output
}

test('a client that a public generator makes of it completes an assessment, which is then given as described', async () => {
  await addTrust(house, 'oak')
  const output = await makeClient()
  const { client } = (await import(join(output, 'client.gen.ts'))) as {
    client: { setConfig(config: object): void }
  }
  const api = (await import(join(output, 'sdk.gen.ts'))) as Generated
  const [app, key] = [appOf(house), await newKey(house, 'oak')]
  client.setConfig({
    ...{ baseUrl: `http://localhost${API}`, throwOnError: true, auth: () => key },
    fetch: (request: Request) => app.request(request),
  })
  const ask = async <T>(name: string, asking = {}) => (await api[name]?.(asking))?.data as T

  const path = { organisation: (await ask<{ organisation: string }>('getKey')).organisation }
  const asked = await ask<{ 'as-of': string; questions: Asked[]; registers: AskedRegister[] }>(
    'listQuestions',
    { path },
  )
  for (const question of asked.questions.filter(({ type }) => type !== 'register')) {
    const at = { ...path, question: question.question }
    const { version } = await ask<{ version: number }>('getAnswer', { path: at })
    const body = { value: answerTo(question, asked['as-of']) }
    await ask('putAnswer', { path: at, headers: { 'If-Match': `"${version}"` }, body })
  }
  const row = randomUUID()
  for (const { register, columns } of asked.registers) {
    const at = { ...path, register }
    const body = Object.fromEntries(columns.map((one) => [one.column, cellOf(one, asked['as-of'])]))
    await ask('putRow', { path: { ...at, row }, headers: { 'If-Match': '"0"' }, body })
    await ask('putRegister', { path: at, headers: { 'If-Match': '"0"' }, body: { complete: true } })
  }
  const { result } = await getResult(house, person('oak'), 'oak')
  expect(result.complete).toBe(true)
  expect(await ask('getResults', { path })).toMatchObject({
    complete: true,
    overall: { score: result.overall.score },
  })
  for (const route of DECLARED_API.filter(({ method }) => method === 'GET')) {
    const FILLED: Readonly<Record<string, string | undefined>> = {
      ...path,
      question: asked.questions.find(({ domain }) => domain !== undefined)?.question,
      register: asked.registers[0]?.register,
      row,
    }
    const at = route.path.replace(/:([a-z]+)/g, (_, name: string) => FILLED[name] ?? '')
    const answered = await described(route, await programOf(app, key)(at))
    expect(answered.status, at).toBe(200)
  }
})

const UNSAID = ['dont-know', 'none-exist', 'never', 'not-measured', 'not-confirmed']
/** Worst first: a supplier on whom nothing depends would not count. */
const worst = (words: Asked['words']) => words.find(({ id }) => !UNSAID.includes(id))?.id

function answerTo({ type, words, items = [] }: Asked, asOf: string): unknown {
  if (type === 'checklist') return items.map(({ id }) => id)
  if (type === 'percentage') return { count: 9, of: 10 }
  return { choice: worst(words), number: '3', date: asOf, text: 'Two hospitals', register: undefined }[type]
}

function cellOf({ type, words }: AskedRegister['columns'][number], asOf: string): string | undefined {
  return { choice: worst(words), tick: 'yes', number: '3', date: asOf, text: 'Blue Lantern' }[type]
}
