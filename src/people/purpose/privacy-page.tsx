/** The privacy notice: what is kept about the people who work with Ward Round, why, how long, and who can read it. */
import { NO_PATIENTS } from '../../report/handling.ts'
import { SummaryList } from '../../web/components/lists.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { Section } from './section.tsx'

const KEPT = [
  [
    'Your account',
    'Your name, email address and roles; what proves that it is you, such as a passkey. A password is kept only as a hash, from which it cannot be read.',
  ],
  [
    'Your sessions',
    'When you signed in and were last here, from which network address, and what your browser calls itself.',
  ],
  [
    'Your work',
    'Your name beside the answers, comments, evidence, reviews and signatures that are yours, with the time.',
  ],
  [
    'The trail',
    'What you did, to what, when and from which network address: what was saved, given, exported, signed and shared. Never an answer, a password or what you read, with two exceptions: looking at what another organisation shared with you, and downloading evidence.',
  ],
] as const

export function PrivacyPage({ c }: { c: PageContext }) {
  const { keepYears } = c.get('web').house
  return (
    <TitledPage c={c} title="Privacy notice">
      {c.get('web').isDemonstration && (
        <InsetText>
          <p>
            This is a demonstration. Its people are invented, and no account is kept of you. What follows is
            how the service works.
          </p>
        </InsetText>
      )}
      <p>
        Ward Round is about organisations. It keeps something about the people who work with it, and nothing
        about patients. {NO_PATIENTS}
      </p>
      <Section id="kept" heading="What is kept about you">
        <SummaryList rows={KEPT.map(([key, value]) => ({ key, value }))} />
      </Section>
      <Section id="why" heading="Why">
        <ul>
          <li>So that only the right people get in, and an attack on an account can be noticed.</li>
          <li>
            So that everybody can see who answered, checked and signed what. A record that anybody could
            rewrite would convince nobody.
          </li>
          <li>So that what was shared or exported can be traced.</li>
        </ul>
        <p>
          It is not kept to judge staff, and <a href={paths.purpose}>must not be used for that</a>. The
          organisation that runs this service names the legal basis.
        </p>
      </Section>
      <Section id="who" heading="Who can read it">
        <ul>
          <li>People of your organisation see your name beside your work.</li>
          <li>Your organisation’s lead reads its trail. Nobody outside your organisation does.</li>
          <li>Administrators see accounts, and the trail of accounts. They see no answers.</li>
          <li>
            <strong>Whoever runs the machine can read everything that is stored</strong>, backups too. There
            is no way round that.
          </li>
          <li>
            Apart from emails to you, nothing is sent to anybody. There is no advertising, and nobody counts
            visits.
          </li>
        </ul>
      </Section>
      <Section id="how-long" heading="How long">
        <ul>
          <li>
            {keepYears === undefined
              ? 'Answers are kept by the schedule of whoever runs this service. None is set here: nothing is deleted by itself.'
              : `What an assessment holds is deleted ${keepYears} ${keepYears === 1 ? 'year' : 'years'} after its reference date.`}{' '}
            An account is kept until an administrator disables it; its name stays beside its work.
          </li>
          <li>
            The trail is never shortened: each entry proves the one before. So your name stays in it. It is
            kept as long as the database.
          </li>
          <li>
            All of one organisation’s data can be deleted by two administrators together, with a proof of what
            was deleted. A hold by two administrators keeps it where the law asks for that.
          </li>
          <li>A session ends after 30 minutes without use, and after 12 hours in any case.</li>
        </ul>
      </Section>
      <Section id="rights" heading="Your rights">
        <p>
          Ask the organisation that runs this service to see what is kept about you, or to correct it. It
          names its data protection officer here. You can complain to the Information Commissioner’s Office.
        </p>
        <p>
          <a href={paths.cookies}>Cookies</a> · <a href={paths.foi}>Freedom of Information</a>
        </p>
      </Section>
    </TitledPage>
  )
}
