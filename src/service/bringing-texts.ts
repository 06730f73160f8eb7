/** Explanations and notes that a file holds → what of them is new or differs here; and saved, once they were chosen. For `bringing-in.ts`, in its transaction. */

import { isRecord, shown } from '../answers/given.ts'
import type { FileFault, OpenedFile } from '../answers/opening.ts'
import type { RuleSet } from '../rules/model.ts'
import { findExplanations, saveExplanation } from '../store/explanations.ts'
import { findDomainNotes, saveDomainNote } from '../store/notes.ts'
import type { Stamp, Versioned } from '../store/saved.ts'
import type { Handle } from '../store/tables.ts'
import { faultOfText, tidyText } from '../text.ts'
import { explainedWords, LONGEST_EXPLANATION } from './explaining.ts'
import { LONGEST_DOMAIN_NOTE } from './noting.ts'
import type { Place } from './views.ts'

/** A text of the file that is not what stands here; `now` undefined: there is none yet. */
export interface ComingText {
  readonly kind: 'explanations' | 'notes'
  /** What it explains, or the id of its domain. */
  readonly about: string
  readonly title: string
  readonly now: string | undefined
  readonly version: number
  readonly then: string
}

const KINDS = {
  explanations: { most: LONGEST_EXPLANATION, find: findExplanations, titleOf: explainedWords },
  notes: {
    most: LONGEST_DOMAIN_NOTE,
    find: findDomainNotes,
    titleOf: ({ domains }: RuleSet, about: string) => domains.find(({ id }) => id === about)?.title,
  },
} as const

/** What is the same here already is passed over. */
export async function readTexts(
  db: Handle,
  place: Place,
  file: OpenedFile,
): Promise<{ readonly texts: readonly ComingText[]; readonly faults: readonly FileFault[] }> {
  const texts: ComingText[] = []
  const faults: FileFault[] = []
  for (const kind of ['explanations', 'notes'] as const) {
    const stored = await KINDS[kind].find(db, place.assessment.id)
    for (const [about, given] of Object.entries(recordOf(file.texts[kind]))) {
      const read = readText(place.ruleSet, kind, about, given, stored.get(about))
      if ('message' in read) faults.push({ place: file.placeOfText([kind, about]), message: read.message })
      else if (read.now !== read.then && read.then !== '') texts.push(read)
    }
  }
  return { texts, faults }
}

const recordOf = (given: unknown) => (isRecord(given) ? given : {})

function readText(
  ruleSet: RuleSet,
  kind: ComingText['kind'],
  about: string,
  given: unknown,
  stored: Versioned<string> | undefined,
): ComingText | { readonly message: string } {
  const { most, titleOf } = KINDS[kind]
  const title = titleOf(ruleSet, about)
  if (title === undefined) return { message: `${shown(about)} is nothing that has ${kind}. Take it out.` }
  const then = tidyText(typeof given === 'string' ? given : '')
  if (typeof given !== 'string') return { message: `${kind}.${about}: ${shown(given)} is not a text.` }
  if (then.length > most) return { message: `${kind}.${about}: Keep this to ${most} characters.` }
  const message = faultOfText(then)
  if (message !== undefined) return { message: `${kind}.${about}: ${message}` }
  return { kind, about, title, now: stored?.value, version: stored?.version ?? 0, then }
}

export async function saveTexts(
  db: Handle,
  { assessment: { id: assessmentId } }: Place,
  texts: readonly ComingText[],
  stamp: Stamp,
): Promise<void> {
  for (const { kind, about, version: seenVersion, then: value } of texts) {
    const edit = { seenVersion, value, stamp }
    if (kind === 'notes') await saveDomainNote(db, { assessmentId, domainId: about }, edit)
    else await saveExplanation(db, { assessmentId, contradictionId: about }, edit)
  }
}
