/** The routes for programs → one OpenAPI 3.1 document. It says nothing that is not in the routes, their shapes and the matrix. */
import { MOST_REQUESTS } from '../identity/api-keys.ts'
import { joinWords } from '../report/words.ts'
import { KEY_MATRIX, ORGANISATION_MATRIX } from '../service/permission.ts'
import { type Role, ROLE_NAMES, ROLES } from '../store/person.ts'
import { paths } from '../web/paths.ts'
import { TITLES } from '../web/problems.ts'
import { API } from '../web/web.ts'
import type { ApiRoute, Shape } from './routes.ts'
import { NAMED } from './shapes.ts'

/** As much of a JSON Schema as our shapes make. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly description?: string
  readonly const?: unknown
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly schema: Schema
}

interface Content {
  readonly content: { readonly 'application/json': { readonly schema: Schema } }
}

type Referred = { readonly $ref: string }

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: Content & { readonly required: true }
  readonly responses: Readonly<Record<string, (Content & { readonly description: string }) | Referred>>
  readonly security?: readonly []
}

export interface Description {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Readonly<
    Record<string, Readonly<Partial<Record<Lowercase<ApiRoute['method']>, Operation>>>>
  >
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly [part: string]: unknown
  }
  readonly [part: string]: unknown
}

/** What every part of an address is. */
const PARTS: Readonly<Record<string, string>> = {
  organisation: 'As getKey names it',
  question: 'Id of a question, as listQuestions names it',
  register: 'Id of a register, as listQuestions names it',
  row: 'Id of a row; of a new one a UUID that the program makes',
}

const HEADERS = {
  ETag: 'The version that was read or made; If-Match of a change names it',
  RateLimit: 'How many requests of this key are left (r), and in how many seconds the count starts again (t)',
  'RateLimit-Policy': `A key asks ${MOST_REQUESTS} times (q) in so many seconds (w)`,
  'Retry-After': 'Seconds to wait',
} as const

/** The document. @throws when a shape cannot be said as a JSON Schema. */
export async function describeApi(routes: readonly ApiRoute[]): Promise<Description> {
  const say = await sayer()
  const described: Record<string, Record<string, Operation>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:([a-z]+)/g, '{$1}')
    ;(described[path] ??= {})[route.method.toLowerCase()] = operationOf(route, say)
  }
  const schemas = Object.fromEntries(Object.entries(NAMED).map(([name, shape]) => [name, say(shape, name)]))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ward Round',
      version: '1',
      description:
        'One organisation’s own assessment, for its own programs: answers are read and changed, and what they add up to is read. A key belongs to one role of one person in one organisation.',
    },
    externalDocs: { url: paths.api, description: 'How to begin, and the same in words' },
    servers: [{ url: API }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(({ area }) => area))].map((name) => ({ name })),
    paths: described,
    components: {
      schemas,
      responses: Object.fromEntries(
        Object.keys(TITLES).map((status) => [`Problem${status}`, problemOf(status)]),
      ),
      headers: Object.fromEntries(
        Object.entries(HEADERS).map(([name, description]) => [
          name,
          { description, schema: { type: 'string' } },
        ]),
      ),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key, made on the page of one’s account' },
      },
    },
  }
}

type Say = (shape: Shape, name?: string) => Schema

/** Says a shape as a schema, in which what has a name is referred to by it; `name`: the shape is that one itself. */
async function sayer(): Promise<Say> {
  const { toJsonSchema } = await import('@valibot/to-json-schema')
  const names = new Map<unknown, string>(Object.entries(NAMED).map(([name, shape]) => [shape, name]))
  const refer = (name: string) => `#/components/schemas/${name}`
  return (shape, name) => {
    const {
      $schema: _dialect,
      $defs: _named,
      ...schema
    } = toJsonSchema(shape, {
      target: 'draft-2020-12',
      definitions: Object.fromEntries(Object.entries(NAMED).filter(([other]) => other !== name)),
      overrideRef: ({ referenceId }) => refer(referenceId),
      // What has a name keeps it where it is described once more.
      overrideSchema: ({ valibotSchema }) => {
        const known = names.get(valibotSchema)
        return known === undefined || known === name ? undefined : { $ref: refer(known) }
      },
    })
    return schema as Schema
  }
}

function operationOf(route: ApiRoute, say: Say): Operation {
  const { id, about, area, body, gives, guard, hasTag } = route
  const headers = ['RateLimit', 'RateLimit-Policy', ...(hasTag ? ['ETag'] : [])]
  return {
    operationId: id,
    tags: [area],
    summary: about,
    description: whoMay(route),
    parameters: parametersOf(route, say),
    ...(body && { requestBody: { required: true, ...contentOf(say(body)) } }),
    responses: {
      200: {
        description: 'What was asked for',
        ...(guard !== 'open' && {
          headers: Object.fromEntries(headers.map((name) => [name, headerOf(name)])),
        }),
        ...contentOf(say(gives)),
      },
      ...Object.fromEntries(
        refusalsOf(route).map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
      ),
    },
    ...(guard === 'open' && { security: [] }),
  }
}

/** Whose keys a route answers, as the matrix says. */
export function whoMay({ guard, method }: ApiRoute): string {
  if (guard === 'open') return 'Without a key.'
  if (guard === 'key') return 'With any key.'
  const may = (leave: string) => ROLES.filter((role) => ORGANISATION_MATRIX[guard][role] === leave)
  const named = (roles: readonly Role[]) =>
    joinWords(
      roles.map((role) => ROLE_NAMES[role].replace(/ \(.*/, '')),
      'or',
    )
  const [all, some] = [may('yes'), may('assigned')]
  const which = KEY_MATRIX.read.includes(guard) ? '' : ' that edits,'
  return `With a key${which} of a ${named(all)}${
    some.length === 0 ? '' : `, or of a ${named(some)} for what was assigned to them`
  }.${method === 'GET' ? '' : ' Only while the assessment is a draft, or returned, and its period is open.'}`
}

function parametersOf({ path, method, query }: ApiRoute, say: Say): Parameter[] {
  const { properties = {}, required = [] } = query === undefined ? {} : say(query)
  return [
    ...[...path.matchAll(/:([a-z]+)/g)].map(([, name = '']) => ({
      ...({ name, in: 'path', required: true } as const),
      ...{ description: PARTS[name] ?? '', schema: { type: 'string' } },
    })),
    ...Object.entries(properties).map(([name, { description, ...schema }]) => ({
      ...({ name, in: 'query' } as const),
      ...{ required: required.includes(name), ...(description && { description }), schema },
    })),
    ...(method === 'GET'
      ? []
      : [
          {
            ...({ name: 'If-Match', in: 'header', required: true } as const),
            description:
              'The version that was seen: the ETag of what was read; "0" in quotation marks: none yet',
            schema: { type: 'string', pattern: '^"[0-9]{1,9}"$' },
          },
        ]),
  ]
}

/** Every status with which a route may refuse. */
function refusalsOf({ guard, method, body }: ApiRoute): string[] {
  const isOf = guard !== 'open' && guard !== 'key'
  return Object.entries({
    400: method !== 'GET',
    401: guard !== 'open',
    403: isOf,
    404: isOf,
    409: method !== 'GET',
    412: method !== 'GET',
    413: body !== undefined,
    415: body !== undefined,
    422: true,
    428: method !== 'GET',
    429: guard !== 'open',
    500: true,
    503: true,
  })
    .filter(([, is]) => is)
    .map(([status]) => status)
}

function problemOf(status: string) {
  const headers = ['429', '503'].includes(status) ? { 'Retry-After': headerOf('Retry-After') } : undefined
  return {
    description: TITLES[Number(status) as keyof typeof TITLES] ?? '',
    ...(headers && { headers }),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

const headerOf = (name: string): Referred => ({ $ref: `#/components/headers/${name}` })

const contentOf = (schema: Schema): Content => ({ content: { 'application/json': { schema } } })
