/**
 * The page around every page: title, skip link, header, ways through, demonstration banner, handling marking, footer.
 * It holds no NHS logo, and no page can leave out the banner; a page of a trust cannot leave out its marking.
 */
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AssetName } from './assets.ts'
import { BackLink, Breadcrumb, type Crumb } from './components/links.tsx'
import { Tag } from './components/lists.tsx'
import { InsetText } from './components/panels.tsx'
import { Footer } from './footer.tsx'
import { Header, type Section } from './navigation.tsx'
import { paths } from './paths.ts'
import { SessionEnd } from './session-end.tsx'
import { bindForms, shownTo } from './shown-to.ts'
import type { PageContext } from './web.ts'

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
        <Header c={c} organisation={organisation?.id} current={props.current} />
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
