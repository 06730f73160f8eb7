/** The cookies, by name: only those without which no page would work. */
import { Table } from '../../web/components/table.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

type Cookie = readonly [name: string, purpose: string, lasts: string]

const DEMONSTRATION: readonly Cookie[] = [
  ['wardround-demonstration', 'Remembers who you entered as.', 'Until you leave, or close the browser.'],
]

const SERVICE: readonly Cookie[] = [
  [
    '__Host-wardround',
    'Proves that you have signed in.',
    'Until you sign out or close the browser; 30 minutes without use, and 12 hours at most.',
  ],
  [
    '__Host-wardround-sign-in',
    'Remembers how far you are while you sign in or enrol.',
    'Until you have signed in, or close the browser; some minutes at most.',
  ],
]

export function CookiesPage({ c }: { c: PageContext }) {
  const cookies = c.get('web').isDemonstration ? DEMONSTRATION : SERVICE
  return (
    <TitledPage c={c} title="Cookies">
      <p>
        Cookies are small notes that a site asks your browser to keep. Ward Round uses only those that it
        needs to work, so it does not ask for your consent. No script can read them, and none is used to
        follow you or to count visits. Nothing else is kept in your browser.
      </p>
      <Table
        caption="Cookies of Ward Round"
        columns={[{ header: 'Name' }, { header: 'What it is for' }, { header: 'How long' }]}
        rows={cookies.map((cookie) => [...cookie])}
      />
    </TitledPage>
  )
}
