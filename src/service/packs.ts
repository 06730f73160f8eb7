/** A pack of board papers → issued with its numbers frozen and the digest of each file in the trail, listed, and given out again byte for byte. */

import { DomainError } from '../errors.ts'
import type { OrganisationId, PackId } from '../ids.ts'
import type { Pack } from '../report/pack.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import {
  digestOfBytes,
  digestOfPack,
  findPack,
  findPackFile,
  findPackFiles,
  findPacks,
  insertPack,
  ISSUED,
  type PackFileFacts,
  type PackFileRow,
  type PackRow,
} from '../store/packs.ts'
import type { Person } from '../store/person.ts'
import { changeAssessment, changeInOrganisation, lookInOrganisation } from './acting.ts'
import { recordExport } from './exporting.ts'
import type { House } from './house.ts'

/** Packs of an organisation (ours): more than ten years of monthly boards. */
const MOST_PACKS = 200
/** Bytes of one file: what a board's portal takes. */
export const LARGEST_FILE = 5_000_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The file that holds the answers, which not everybody who reads the papers may read. */
export const WORKBOOK = 'workbook.xlsx'

export type ListedPack = Omit<PackRow, 'reading'>

export interface PackList {
  readonly organisation: OrganisationRow
  /** The newest first. */
  readonly packs: readonly ListedPack[]
}

/** @throws as `lookInOrganisation`. */
export async function listPacks(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<PackList> {
  return lookInOrganisation(house, person, organisationId, 'read-packs', async ({ db, organisation }) => ({
    organisation,
    packs: await findPacks(db, organisationId),
  }))
}

export interface IssuedPack extends ListedPack {
  readonly organisation: OrganisationRow
  readonly pack: Pack
  readonly files: readonly PackFileFacts[]
}

/** @throws as `lookInOrganisation`; DomainError 'not-found'. */
export async function getPack(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  id: PackId,
): Promise<IssuedPack> {
  return lookInOrganisation(house, person, organisationId, 'read-packs', async ({ db, organisation }) => {
    const row = await findPack(db, organisationId, id)
    if (row === undefined) throw new DomainError('not-found', 'There is no such pack here.')
    const { reading, ...listed } = row
    return { ...listed, organisation, pack: reading as Pack, files: await findPackFiles(db, id) }
  })
}

/** One paper, byte for byte as it was issued. @throws as `lookInOrganisation`; DomainError 'not-found', also for the workbook. */
export async function getPackFile(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  id: PackId,
  name: string,
): Promise<PackFileRow> {
  return lookInOrganisation(house, person, organisationId, 'read-packs', async ({ db }) => {
    const file = (await findPack(db, organisationId, id)) && (await findPackFile(db, id, name))
    if (file === undefined || name === WORKBOOK) throw noSuchFile()
    return file
  })
}

/** The workbook, which holds the answers: whoever takes it stands in the trail. @throws as `changeInOrganisation`; DomainError 'not-found' or 'too-many'. */
export async function exportWorkbook(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  id: PackId,
): Promise<PackFileRow> {
  const asked = { action: 'read-whole', within: true } as const
  return changeInOrganisation(house, person, organisationId, asked, async (change) => {
    const { db } = change
    const file = (await findPack(db, organisationId, id)) && (await findPackFile(db, id, WORKBOOK))
    if (file === undefined) throw noSuchFile()
    await recordExport(change, { action: 'data-exported', object: id, organisationId })
    return file
  })
}

const noSuchFile = () => new DomainError('not-found', 'This pack has no such file.')

/** What is issued. */
export interface NewPack {
  /** A UUID of the form's own: the same form sent twice issues one pack. */
  readonly id: PackId
  /** Of the assessment that the numbers were read from. */
  readonly revision: number
  readonly pack: Pack
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[]
}

/**
 * Issues a pack: what it says and the bytes of its files stay as they are.
 *
 * @throws as `changeAssessment`; DomainError 'conflict' where answers were saved since they were read, 'invalid'.
 */
export async function issuePack(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  { id, revision, pack, files }: NewPack,
): Promise<void> {
  await changeAssessment(
    house,
    person,
    organisationId,
    'issue-pack',
    async ({ db, place, stamp, record }) => {
      if (!UUID.test(id)) throw new DomainError('invalid', 'This form is not complete. Open the page again.')
      const issued = await findPacks(db, organisationId)
      if (issued.some((one) => one.id === id)) return
      if (issued.length >= MOST_PACKS)
        throw new DomainError('invalid', `An organisation keeps at most ${MOST_PACKS} packs.`)
      if (place.assessment.revision !== revision)
        throw new DomainError(
          'conflict',
          'Answers were saved while the papers were made. Nothing was issued: press once more for the new numbers.',
        )
      const large = files.find(({ bytes }) => bytes.length > LARGEST_FILE)
      if (large !== undefined)
        throw new DomainError('invalid', `${large.name} would be larger than 5 MB. Shorten the cover sheet.`)
      const digested = files.map((file) => ({ ...file, sha256: digestOfBytes(file.bytes) }))
      const by = { issuedById: person.id, issuedBy: stamp.by, issuedAt: stamp.at }
      const { title } = pack.cover
      const of = { organisationId, assessmentId: place.assessment.id }
      const row = { id, ...of, title, reading: pack, ...by }
      await insertPack(db, row, digested)
      await record({
        action: ISSUED,
        object: id,
        details: {
          ...{ assessment: of.assessmentId, pack: digestOfPack(row) },
          ...Object.fromEntries(digested.map(({ name, sha256 }) => [name, sha256])),
        },
      })
    },
  )
}
