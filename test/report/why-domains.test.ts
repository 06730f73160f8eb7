import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { countedAttacks, groundsOf } from '../../src/report/why-domains.ts'
import { RULE_SET } from '../service/house.ts'

/** Every value under a key, however deep, as the author wrote it. */
function under(key: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value as Record<string, unknown>).flatMap(([name, one]) => [
    ...(name === key ? [one] : []),
    ...under(key, one),
  ])
}

/** The files of a folder, read as an author would, past the compiler. */
const written = (folder: string) =>
  Object.entries(RULE_SET.files).flatMap(([path, text]) =>
    path.startsWith(`${folder}/`) ? [parse(text) as Record<string, unknown>] : [],
  )
const idsOf = (files: readonly Record<string, unknown>[]) => files.map(({ id }) => String(id)).toSorted()
const grounds = groundsOf(RULE_SET)

test.each(grounds.map((one) => [one.domain.id, one] as const))(
  '%s rests on the attacks, dossiers and risks whose files name one of its questions',
  (id, { attacks, confirmedBy, risks }) => {
    const domain = written('domains').find((one) => one['id'] === id)
    const questions = (domain?.['questions'] as { id: string }[] | undefined)?.map((one) => one.id) ?? []
    const asks = (value: unknown) => under('answer', value).some((one) => questions.includes(String(one)))
    const counted = written('incidents').filter((one) =>
      ['published', 'reported'].includes(String(one['way-in'])),
    )
    expect(idsOf(attacks as never)).toEqual(idsOf(counted.filter(({ chains }) => asks(chains))))
    expect(idsOf(risks as never)).toEqual(idsOf(written('risks').filter((one) => asks(one['lowered-by']))))
    const confirms = ({ chains }: Record<string, unknown>) =>
      under('confirmed', chains).some((one) =>
        Object.keys(one as object).some((question) => questions.includes(question)),
      )
    expect(idsOf(confirmedBy as never)).toEqual(idsOf(written('incidents').filter(confirms)))
  },
)

test('an attack that is only alleged, or of which nobody knows the way in, counts for no domain', () => {
  const others = RULE_SET.incidents.filter((one) => !countedAttacks(RULE_SET).includes(one))
  expect(others.map(({ wayIn }) => wayIn ?? 'exercise')).toContain('alleged')
  for (const { attacks } of grounds) expect(attacks.filter((one) => others.includes(one))).toEqual([])
})

test('a domain that nothing asks for rests on nothing', () => {
  const bare = groundsOf({ ...RULE_SET, incidents: [], risks: [] })
  for (const { confirmedBy, risks } of bare) expect([confirmedBy, risks]).toEqual([[], []])
})

test('every domain has an attack, and every one but cover a dossier that confirms it', () => {
  expect(grounds.filter(({ attacks }) => attacks.length === 0)).toEqual([])
  expect(
    grounds.filter(({ confirmedBy }) => confirmedBy.length === 0).map(({ domain }) => domain.id),
  ).toEqual(['cover'])
})
