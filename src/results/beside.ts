/** A request for a page of findings → the narrowest published group that holds the organisation, with the rules that it was counted by. */
import type { Group } from '../report/profile.ts'
import { findPeerView, type PeerView, type ViewedCohort } from '../service/peers.ts'
import { getPerson, type PageContext } from '../web/web.ts'

export interface Narrowest extends Group, ViewedCohort {
  readonly own: PeerView['own']
}

/** Undefined: nothing is published, or no group that holds it. */
export async function findNarrowest(c: PageContext, id: string): Promise<Narrowest | undefined> {
  const view = await findPeerView(c.get('web').house, getPerson(c), id)
  const [narrowest] = view?.cohorts ?? []
  return view === undefined || narrowest === undefined
    ? undefined
    : {
        ...narrowest,
        ruleSet: view.release.ruleSet,
        figures: narrowest.cohort.figures,
        own: view.own,
      }
}
