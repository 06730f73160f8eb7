/** Several questions to the service → one transaction that only reads: everything on a page is of one moment, and read in one go. */

import { read } from '../store/transaction.ts'
import type { House } from './house.ts'
import { rememberPlaces } from './places.ts'

/** The house that is passed in reads at that moment; nothing can be written through it. */
export function atOneMoment<T>(house: House, work: (house: House) => Promise<T>): Promise<T> {
  return read(house.db, (db) => {
    rememberPlaces(db)
    return work({ ...house, db })
  })
}
