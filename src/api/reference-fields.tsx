/** A schema of the description → its fields as a table, in words; what has a name of its own is a link to where it stands. */
import type { Child } from 'hono/jsx'
import { Table } from '../web/components/table.tsx'
import type { Schema } from './description.ts'

interface Field {
  readonly name: string
  readonly schema: Schema
  readonly isRequired: boolean
}

export const shapeId = (name: string) => `shape-${name}`

/** `isNamed`: the heading above says already what it is. */
export function Fields({
  caption,
  schema,
  isNamed = false,
}: {
  caption: string
  schema: Schema
  isNamed?: boolean
}) {
  const fields = fieldsOf(schema)
  if (fields.length === 0)
    return (
      <p>
        {caption}: {typeWords(schema)}
      </p>
    )
  return (
    <Table
      caption={caption}
      captionSize="s"
      captionHidden={isNamed}
      compact
      columns={[{ header: 'Name' }, { header: 'What it is' }]}
      rows={fields.map(({ name, schema: field, isRequired }) => [
        <code class="wr-name">{name}</code>,
        <>
          {typeWords(field)}
          {!isRequired && '; may be absent'}
          {field.description !== undefined && <>. {field.description}</>}
        </>,
      ])}
    />
  )
}

/** With those of objects inside, by their path; what is referred to stands elsewhere. */
function fieldsOf(schema: Schema, before = ''): Field[] {
  const { properties = {}, required = [], allOf = [] } = schema
  return [
    ...allOf.flatMap((part) => fieldsOf(part, before)),
    ...Object.entries(properties).flatMap(([key, field]) => {
      const name = `${before}${key}`
      const inside =
        field.items === undefined ? fieldsOf(field, `${name}.`) : fieldsOf(field.items, `${name}[].`)
      return [{ name, schema: field, isRequired: required.includes(key) }, ...inside]
    }),
  ]
}

/** Such as: list of Question. */
export function typeWords(schema: Schema): Child {
  const { $ref, type, items, anyOf, allOf, additionalProperties: rest } = schema
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1)
    return <a href={`#${shapeId(name)}`}>{name}</a>
  }
  if (schema.const !== undefined) return <code>{JSON.stringify(schema.const)}</code>
  if (schema.enum !== undefined) return joined(schema.enum.map((one) => <code>{String(one)}</code>))
  if (anyOf !== undefined) return joined(anyOf.map(typeWords))
  if (allOf !== undefined) return joined(allOf.map(typeWords), ' with ')
  if (items !== undefined) return <>list of {typeWords(items)}</>
  if (type === 'object' && typeof rest === 'object' && Object.keys(rest).length > 0)
    return <>object, by key: {typeWords(rest)}</>
  return TYPES[type ?? ''] ?? type ?? 'anything'
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
  null: 'nothing',
}

const joined = (parts: readonly Child[], by = ' or ') => (
  <>
    {parts.map((part, index) => (
      <>
        {index > 0 && by}
        {part}
      </>
    ))}
  </>
)
