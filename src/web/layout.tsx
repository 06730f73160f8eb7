/**
 * The page around every page: title, skip link, header, ways through, demonstration banner, handling marking, footer.
 * It holds no NHS logo, and no page can leave out the banner; a page of a trust cannot leave out its marking.
 */
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { OrganisationId } from '../ids.ts'
import { MARKING_NOTE } from '../report/handling.ts'
import { dateWords } from '../report/words.ts'
import { type Action, decide } from '../service/permission.ts'
import { homeOrganisation, type Person } from '../store/person.ts'
import type { AssetName } from './assets.ts'
import { BackLink, Breadcrumb, type Crumb } from './components/links.tsx'
import { Tag } from './components/lists.tsx'
import { InsetText } from './components/panels.tsx'
import { paths } from './paths.ts'
import { SessionEnd } from './session-end.tsx'
import { bindForms, shownTo } from './shown-to.ts'
import type { PageContext } from './web.ts'
import { dayWords } from './times.ts'

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
  | 'round'
  | 'national-round'
  | 'organisations'
  | 'periods'
  | 'trail'
  | 'shared'
  | 'accounts'
  | 'account-trail'
  | 'requests'

export interface PageProps {
  c: PageContext
  /** First words of the title: the question, or the page's heading. */
  title: string
  /** The title's further words, from the nearest to the widest: domain, organisation. */
  within?: readonly string[]
  /** A form came back: the title begins with "Error: ". */
  faulty?: boolean
  /** The trust whose answers or results the page holds: it shows its navigation, and marks the page. */
  organisation?: { readonly id: string; readonly name: string }
  current?: Section
  /** Marks a page that holds a trust's answers without belonging to one. */
  marked?: boolean
  /** Pages above this one, from the outermost. */
  crumbs?: readonly Crumb[]
  /** Instead of crumbs: the one way back. */
  back?: Crumb
  /** The whole width, for tables and charts. Default: two thirds, as text is read best. */
  wide?: boolean
  scripts?: readonly AssetName[]
  children?: Child
}

/** Sends a page with its doctype. Each of its forms says to whom it was shown. */
export async function showPage(
  c: PageContext,
  page: Child,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return c.html(bindForms(String(await html`<!DOCTYPE html>${page}`), shownTo(c)), status)
}

export function Page(props: PageProps) {
  const { c, organisation } = props
  const { assets, isDemonstration, marking } = c.get('web')
  const words = [`${props.faulty ? 'Error: ' : ''}${props.title}`, ...(props.within ?? [])]
  if (organisation && words.at(-1) !== organisation.name) words.push(organisation.name)
  const marked = props.marked === true || organisation !== undefined
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{[...words, 'Ward Round'].join(' – ')}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#005eb8" />
        <link rel="icon" href={assets.url('favicon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.url('nhsuk.css')} />
        <link rel="stylesheet" href={assets.url('ward-round.css')} />
        <script type="module" src={assets.url('ward-round.js')}></script>
        {(props.scripts ?? []).map((name) => (
          <script type="module" src={assets.url(name)}></script>
        ))}
      </head>
      <body>
        <script src={assets.url('supported.js')}></script>
        <a class="nhsuk-skip-link" data-module="nhsuk-skip-link" href="#maincontent">
          Skip to main content
        </a>
        {marked && <Marking text={marking} />}
        <Header {...props} />
        <div class="nhsuk-width-container">
          <div class="wr-phase">
            {isDemonstration && (
              <>
                <Tag>Demonstration</Tag>
                <span>
                  The trusts that answer here, and their answers, are fictional. Do not enter real ones.
                </span>
              </>
            )}
            {organisation && <bdi class="wr-trust">{organisation.name}</bdi>}
          </div>
          {props.crumbs && <Breadcrumb crumbs={props.crumbs} />}
          {props.back && <BackLink href={props.back.href} text={props.back.text} />}
          <main class="nhsuk-main-wrapper" id="maincontent">
            {(c.get('toTell') ?? 0) > 0 && props.current !== 'requests' && <ToTell />}
            {props.wide ? (
              props.children
            ) : (
              <div class="nhsuk-grid-row">
                <div class="nhsuk-grid-column-two-thirds">{props.children}</div>
              </div>
            )}
          </main>
        </div>
        <Footer c={c} marked={marked} />
        <SessionEnd c={c} />
      </body>
    </html>
  )
}

/** Somebody asks for something that the reader may agree to or stop. */
function ToTell() {
  return (
    <InsetText>
      <p>
        Somebody asks for something that you may stop, or are to agree to.{' '}
        <a href={paths.requests()}>See what waits</a>
      </p>
    </InsetText>
  )
}

function Marking({ text }: { text: string }) {
  return (
    <div class="wr-marking" role="note" aria-label="Handling marking">
      <div class="nhsuk-width-container">{text}</div>
    </div>
  )
}

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

function Header({ c, organisation, current }: PageProps) {
  const person = c.get('person')
  const { isDemonstration } = c.get('web')
  const items = roomsFor(person, organisation?.id, current)
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

function Footer({ c, marked }: { c: PageContext; marked: boolean }) {
  const { house, marking } = c.get('web')
  const links: readonly (readonly [string, string])[] = [
    [paths.howItIsScored, 'How it is scored'],
    [paths.glossary, 'Glossary'],
    [paths.purpose, 'Purpose and handling'],
    [paths.peersProtected, 'How peers are protected'],
    [paths.incidents, 'Past attacks'],
    [paths.questionnaire, 'Blank questionnaire'],
    [paths.accessibility, 'Accessibility statement'],
    [paths.privacy, 'Privacy notice'],
    [paths.cookies, 'Cookies'],
    [paths.foi, 'Freedom of Information'],
  ]
  return (
    <footer class="nhsuk-footer">
      <div class="nhsuk-width-container">
        <div class="nhsuk-footer__meta">
          <h2 class="nhsuk-u-visually-hidden">Support links</h2>
          <ul class="nhsuk-footer__list">
            {links.map(([href, text]) => (
              <li class="nhsuk-footer__list-item">
                <a class="nhsuk-footer__list-item-link" href={href}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
          {marked && (
            <p class="nhsuk-body-s">
              <strong>{marking}.</strong> {MARKING_NOTE}
            </p>
          )}
          <p class="nhsuk-body-s">
            Ward Round complements the national DSPT return (Data Security and Protection Toolkit) and does
            not replace it. It is not affiliated with the NHS, and is not the national Cyber Risk Rating
            Platform. Not for use in patient care.
          </p>
          <p class="nhsuk-body-s">
            Rule set {house.ruleSet.version} of {dateWords(house.ruleSet.date)}.
            <span class="wr-print-only"> Printed on {dayWords(house.now())}.</span>
          </p>
        </div>
      </div>
    </footer>
  )
}
