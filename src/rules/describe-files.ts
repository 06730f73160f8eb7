/**
 * The shapes by which `check` reads rule files → JSON Schemas, with which an editor completes and checks while somebody writes.
 * They say shape only: what a text, a sum or a name must be beyond that, `check` says.
 */

import type * as v from 'valibot'
import { SHAPES } from './documents.ts'
import { alternativesOf } from './schema/words.ts'

export interface DescribedFile {
  /** Such as `domain`: the schema's own name. */
  readonly name: string
  /** Which files of a rule set it is for, as editors ask for it: `domains/*.yaml`. */
  readonly files: string
  /** JSON Schema, draft 2020-12. */
  readonly schema: object
}

/** One for each kind of file, in the order in which they stand in a rule set. */
export async function describeFiles(): Promise<DescribedFile[]> {
  const { toJsonSchema } = await import('@valibot/to-json-schema')
  return SHAPES.map(({ name, files, shape }) => {
    const [definitions, ids] = [{} as Record<string, object>, new Map<object, string>()]
    const convert = (one: v.GenericSchema): object => {
      const { $schema: _, ...schema } = toJsonSchema(one, {
        target: 'draft-2020-12',
        typeMode: 'input',
        errorMode: 'ignore',
        overrideSchema: ({ valibotSchema }) => refer(valibotSchema),
      })
      return schema
    }
    // A shape with alternatives is described once, since conditions hold conditions.
    const refer = (one: object) => {
      const alternatives = alternativesOf(one)
      if (alternatives === undefined) return undefined
      let id = ids.get(one)
      if (id === undefined) {
        id = `choice-${ids.size + 1}`
        ids.set(one, id)
        definitions[id] = { anyOf: alternatives.map(convert) }
      }
      return { $ref: `#/$defs/${id}` }
    }
    const schema = convert(shape)
    return {
      name,
      files,
      schema: {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: `Ward Round, ${files}`,
        ...schema,
        $defs: definitions,
      },
    }
  })
}
