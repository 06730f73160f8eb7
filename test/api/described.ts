/** An answer of the API, held against what its description says of that address, method and status. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { getDescription } from '../../src/api/api.ts'
import type { ApiRoute } from '../../src/api/routes.ts'

let ajv: Promise<Ajv2020> | undefined
const checks = new Map<string, ValidateFunction>()

async function checkOf(pointer: string): Promise<ValidateFunction> {
  // The document is no schema itself, but holds them; formats are words for people.
  ajv ??= getDescription().then((document) =>
    new Ajv2020({ strict: false, validateFormats: false }).addSchema({ ...document }, 'api'),
  )
  const check = checks.get(pointer) ?? (await ajv).compile({ $ref: `api#${pointer}` })
  checks.set(pointer, check)
  return check
}

/** The same answer, once it is what the description says. */
export async function described({ path, method }: ApiRoute, response: Response): Promise<Response> {
  const at = path.replace(/:([a-z]+)/g, '{$1}')
  const { paths } = await getDescription()
  const responses = paths[at]?.[method.toLowerCase() as Lowercase<ApiRoute['method']>]?.responses ?? {}
  const { status } = response
  expect(Object.keys(responses), `${method} ${at}`).toContain(String(status))
  const pointer =
    status === 200
      ? `/paths/${at.replaceAll('/', '~1')}/${method.toLowerCase()}/responses/200/content/application~1json/schema`
      : '/components/schemas/Problem'
  const check = await checkOf(encodeURI(pointer))
  check(await response.clone().json())
  expect(check.errors ?? [], `${method} ${at}`).toEqual([])
  return response
}
