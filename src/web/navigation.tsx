/** Who somebody is → the rooms that they may enter, and the header of every page that leads there. It holds no NHS logo. */

import type { OrganisationId } from '../ids.ts'
import { type Action, decide } from '../service/permission.ts'
import { homeOrganisation, type Person } from '../store/person.ts'
import { paths } from './paths.ts'
import type { PageContext } from './web.ts'

/** The rooms that the navigation leads to. */
export type Section =
  | 'tasks'
  | 'sign-off'
  | 'check-answers'
  | 'results'
  | 'fix-first'
  | 'actions'
  | 'risks'
  | 'replays'
  | 'peers'
  | 'trend'
  | 'board'
  | 'people'
  | 'welcome'
  | 'incidents'
  | 'how'
  | 'questionnaire'
  | 'protection'
  | 'national'
  | 'releases'
  | 'proposed'
  | 'round'
  | 'national-round'
  | 'organisations'
  | 'periods'
  | 'trail'
  | 'shared'
  | 'accounts'
  | 'account-trail'
  | 'requests'

type Room = readonly [section: Section, href: string, text: string]

const OPEN_ROOMS: readonly Room[] = [
  ['welcome', paths.welcome, 'Welcome'],
  ['incidents', paths.incidents, 'Past attacks'],
  ['how', paths.howItIsScored, 'How it is scored'],
  ['questionnaire', paths.questionnaire, 'Blank questionnaire'],
]

const NATIONAL_ROOMS: readonly Room[] = [
  ['national-round', paths.nationalRound, 'The round'],
  ['national', paths.national, 'The country'],
  ['releases', paths.releases, 'Published comparisons'],
  ['proposed', paths.proposedRules, 'Proposed rules'],
  ['protection', paths.peersProtected, 'How peers are protected'],
]

const ADMINISTRATION_ROOMS: readonly Room[] = [
  ['round', paths.administration, 'The round'],
  ['organisations', paths.organisations, 'Organisations'],
  ['periods', paths.periods, 'Periods'],
  ['accounts', paths.accounts, 'Accounts'],
  ['trail', paths.accountTrail(), 'Trail'],
]

/** The rooms of no organisation that this person may enter. */
function nationalRoomsOf({ national, shared }: Person): readonly Room[] {
  return [
    ...(shared.length > 0 ? [['shared', paths.shared, 'Shared with you'] as const] : []),
    ...(national.includes('analyst') ? NATIONAL_ROOMS : []),
    ...(national.includes('administrator') ? ADMINISTRATION_ROOMS : []),
  ]
}

/** The rooms to list on a page: those of its trust or of one's own; and the way between both for who has both. */
function roomsFor(
  person: Person | undefined,
  organisation: string | undefined,
  current: Section | undefined,
): readonly Room[] {
  if (person === undefined) return OPEN_ROOMS
  const national = nationalRoomsOf(person)
  const own = organisation ?? homeOrganisation(person)
  const isNational = organisation === undefined && national.some(([section]) => section === current)
  if (own === undefined) return national
  return isNational
    ? [...national, ['tasks', homeOf(person), 'My organisation']]
    : [...roomsOf(person, own), ...national.slice(0, 1)]
}

/** The rooms of a trust that this person may enter. */
function roomsOf(person: Person, organisationId: OrganisationId): readonly Room[] {
  const may = (action: Action) => decide(action, person, organisationId) === 'allowed'
  const questions: readonly Room[] = [
    ...(may('see-tasks') ? [['tasks', paths.tasks(organisationId), 'Questions'] as const] : []),
    ...(may('read-whole')
      ? [['check-answers', paths.checkAnswers(organisationId), 'Check answers'] as const]
      : []),
  ]
  const people: readonly Room[] = may('read-members')
    ? [['people', paths.people(organisationId), 'People']]
    : []
  if (!may('read-results')) return [...questions, ...people]
  const findings: readonly Room[] = [
    ['results', paths.results(organisationId), 'Results'],
    ['fix-first', paths.fixFirst(organisationId), 'Fix first'],
    ['actions', paths.actions(organisationId), 'Actions'],
    ['risks', paths.risks(organisationId), 'Risks'],
    ['replays', paths.replays(organisationId), 'Past attacks here'],
    ['peers', paths.peers(organisationId), 'Peers'],
    ['trend', paths.trend(organisationId), 'Trend'],
    ['board', paths.board(organisationId), 'Board page'],
    ['sign-off', paths.signOff(organisationId), 'Sign-off'],
  ]
  return questions.length > 0 ? [...questions, ...findings, ...people] : [...findings].reverse()
}

/** Where somebody begins: the questions, the sign-off for a SIRO, the board page for who reads no answers, the round for an analyst and an administrator, the welcome page for nobody and for who has no role. */
export function homeOf(person: Person | undefined): string {
  const organisationId = homeOrganisation(person)
  if (person === undefined) return paths.welcome
  if (organisationId === undefined) return nationalRoomsOf(person)[0]?.[1] ?? paths.welcome
  const may = (action: Action) => decide(action, person, organisationId) === 'allowed'
  if (may('sign') && !may('submit')) return paths.signOff(organisationId)
  return may('see-tasks') ? paths.tasks(organisationId) : paths.board(organisationId)
}

/** The name of the service, who is signed in, and the rooms that they may enter from here. */
export function Header({
  c,
  organisation,
  current,
}: {
  c: PageContext
  organisation?: string | undefined
  current?: Section | undefined
}) {
  const person = c.get('person')
  const { isDemonstration } = c.get('web')
  const items = roomsFor(person, organisation, current)
  return (
    <header class="nhsuk-header" data-module="nhsuk-header">
      <div class="nhsuk-header__container nhsuk-width-container">
        <div class="nhsuk-header__service">
          <a class="nhsuk-header__service-name" href={homeOf(person)}>
            Ward Round
          </a>
        </div>
        {person && (
          <nav class="nhsuk-header__account" aria-label="Account">
            <ul class="nhsuk-header__account-list">
              <li class="nhsuk-header__account-item">
                {isDemonstration ? (
                  <bdi>{person.name}</bdi>
                ) : (
                  <a class="nhsuk-header__account-link" href={paths.account}>
                    <bdi>{person.name}</bdi>
                  </a>
                )}
              </li>
              <li class="nhsuk-header__account-item">
                <form
                  class="nhsuk-header__account-form"
                  action={isDemonstration ? paths.leave : paths.signOut}
                  method="post"
                >
                  <button class="nhsuk-header__account-button" type="submit">
                    {isDemonstration ? 'Leave' : 'Sign out'}
                  </button>
                </form>
              </li>
            </ul>
          </nav>
        )}
      </div>
      <nav class="nhsuk-header__navigation" aria-label="Menu">
        <div class="nhsuk-header__navigation-container nhsuk-width-container">
          <ul class="nhsuk-header__navigation-list">
            {items.map(([section, href, text]) => (
              <li
                class={`nhsuk-header__navigation-item${section === current ? ' nhsuk-header__navigation-item--current' : ''}`}
              >
                <a
                  class="nhsuk-header__navigation-link"
                  href={href}
                  aria-current={section === current ? 'true' : undefined}
                >
                  {section === current ? (
                    <strong class="nhsuk-header__navigation-item-current-fallback">{text}</strong>
                  ) : (
                    text
                  )}
                </a>
              </li>
            ))}
            <li class="nhsuk-header__menu" hidden>
              <button
                class="nhsuk-header__menu-toggle nhsuk-header__navigation-link"
                id="toggle-menu"
                type="button"
                aria-expanded="false"
              >
                <span class="nhsuk-u-visually-hidden">Browse </span>More
              </button>
            </li>
          </ul>
        </div>
      </nav>
    </header>
  )
}
