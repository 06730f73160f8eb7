/** The rows of a register that a page of it shows: all of a short one; of a long one so many at a time, or those with a word in their name. */
import type { OrganisationId, RowId } from '../../ids.ts'
import type { Register } from '../../rules/model.ts'
import { countWords } from '../../report/words.ts'
import type { RegisterView } from '../../service/assessments.ts'
import { Button } from '../../web/components/button.tsx'
import { TextInput } from '../../web/components/inputs.tsx'
import { Pagination } from '../../web/components/links.tsx'
import { paths } from '../../web/paths.ts'
import { type PageContext, partOf } from '../../web/web.ts'
import { nameOf } from './row-words.tsx'

type Rows = RegisterView['rows']

/** So many rows are read on one page (ours). */
const MOST_SHOWN = 50

export interface FoundRows {
  readonly shown: Rows
  /** Of all that have the word in their name, from 0. */
  readonly from: number
  readonly found: number
  readonly all: number
  readonly search: string
}

/** What the address asks for: `search`, a word of the name; `from`, the number of the first row; `at`, the id of a row that is to be among them. */
export function findRows(c: PageContext, register: Register, rows: Rows): FoundRows {
  const search = c.req.query('search')?.trim() ?? ''
  const word = search.toLowerCase()
  const found =
    word === '' ? rows : rows.filter(({ row }) => nameOf(register, row).toLowerCase().includes(word))
  const at = found.findIndex(({ id }) => id === c.req.query('at'))
  const asked = at < 0 ? Number(c.req.query('from')) || 0 : at
  const last = Math.max(0, found.length - 1)
  const from = Math.floor(Math.min(Math.max(0, asked), last) / MOST_SHOWN) * MOST_SHOWN
  return { shown: found.slice(from, from + MOST_SHOWN), from, found: found.length, all: rows.length, search }
}

/** Where a row stands on the page. */
export const anchorOf = (rowId: RowId) => `row-${rowId}`

/** The list with this row in sight. */
export function listAt(organisationId: OrganisationId, register: Register, rows: Rows, rowId: RowId): string {
  const list = paths.register(organisationId, register.id)
  return rows.length >= MOST_SHOWN ? `${list}?at=${encodeURIComponent(rowId)}#${anchorOf(rowId)}` : list
}

export function SearchRows({ c, register, rows }: { c: PageContext; register: Register; rows: FoundRows }) {
  if (rows.all <= MOST_SHOWN) return <></>
  const { search, found, from, shown } = rows
  return (
    <>
      <form action={listOf(c)} method="get" role="search">
        <TextInput name="search" label="Search by name" labelSize="s" width={20} value={search} />
        <Button variant="secondary">Search</Button>
      </form>
      <p role="status">
        {search !== '' && `${countWords(found, register.row.one, register.row.many)} found for “${search}”. `}
        {found > shown.length &&
          `Shown are ${(from + 1).toLocaleString('en-GB')} to ${(from + shown.length).toLocaleString('en-GB')}.`}
      </p>
    </>
  )
}

export function MoreRows({ c, rows }: { c: PageContext; rows: FoundRows }) {
  const { from, found, search } = rows
  const page = (start: number) => ({
    href: `${listOf(c)}?${new URLSearchParams({ ...(search === '' ? {} : { search }), from: String(start) }).toString()}`,
    text: `${(start + 1).toLocaleString('en-GB')} to ${Math.min(found, start + MOST_SHOWN).toLocaleString('en-GB')}`,
  })
  return (
    <Pagination
      previous={from > 0 ? page(from - MOST_SHOWN) : undefined}
      next={from + MOST_SHOWN < found ? page(from + MOST_SHOWN) : undefined}
    />
  )
}

const listOf = (c: PageContext) => paths.register(partOf(c, 'organisation'), partOf(c, 'register'))
