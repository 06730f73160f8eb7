/** The lead's note to the SIRO about one domain, as it is read on the pages of the domain and of its results. */
import type { DomainNotes } from '../../service/noting.ts'
import { instantWords } from '../times.ts'

/** Nothing where there is no note. */
export function NoteText({ note }: { note: DomainNotes[string] | undefined }) {
  if (note?.value === undefined) return <></>
  return (
    <>
      <p class="wr-typed">
        <bdi>{note.value}</bdi>
      </p>
      <p class="nhsuk-body-s">
        Written by <bdi>{note.savedBy ?? 'somebody'}</bdi>
        {note.savedAt !== undefined && <>, {instantWords(note.savedAt)}</>}
      </p>
    </>
  )
}
