/** Addresses of the pages of comparison, with the cohort that is shown. */
import { paths } from '../../web/paths.ts'

export type PeerRoom = 'peers' | 'questions' | 'incidents'

/** `cohort`: id of a published cohort; undefined: the narrowest. */
export function peersPath(organisation: string, room: PeerRoom, cohort?: string): string {
  const base = room === 'peers' ? paths.peers(organisation) : `${paths.peers(organisation)}/${room}`
  return cohort === undefined ? base : `${base}?cohort=${encodeURIComponent(cohort)}`
}
