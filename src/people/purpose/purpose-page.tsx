/** What Ward Round is for and not for, and how its pages are handled. */
import { markedSentence } from '../../report/listed.ts'
import { MARKING_NOTE, NO_PATIENTS, NOT_FOR_CARE, PURPOSE, signOffText } from '../../report/handling.ts'
import { InsetText } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { Section } from './section.tsx'

export function PurposePage({ c }: { c: PageContext }) {
  const { marking, isDemonstration } = c.get('web')
  return (
    <TitledPage c={c} title="Purpose and handling">
      <InsetText>
        <p>{PURPOSE}</p>
        <p>{NOT_FOR_CARE}</p>
      </InsetText>
      <Section id="what-it-is-not" heading="What it is not">
        <ul>
          <li>It is not affiliated with NHS England, or with any other NHS body.</li>
          <li>It is not the national Cyber Risk Rating Platform, and claims no compatibility with it.</li>
          <li>
            It complements the DSPT (Data Security and Protection Toolkit), the national yearly return. It
            never replaces it, and assesses no outcome of its framework.
          </li>
          <li>It is not an audit, a warranty or an insurer’s rule.</li>
          <li>It shows how answers compare with past attacks. It does not predict the next one.</li>
        </ul>
      </Section>
      <Section id="marking" heading="Handling">
        <p>
          Every page, print and file that holds a trust’s answers or results is marked{' '}
          <strong>{marking}</strong>. {MARKING_NOTE}
        </p>
        <ul>
          <li>
            A trust’s answers and results belong to that trust’s own people.{' '}
            {isDemonstration
              ? 'In this demonstration there are no accounts: whoever can open it may enter as anybody. So every trust that answers in it is fictional.'
              : 'Everybody enters with an account of their own and a second factor. National roles read no trust’s answers.'}
          </li>
          <li>Say where evidence is kept rather than copy it here. {NO_PATIENTS}</li>
          <li>
            About suppliers, write facts with dates and where you saw them. A supplier may be shown its own
            row. “Not confirmed” never means “no”.
          </li>
          <li>
            Whoever runs the machine that Ward Round runs on can read what is stored there. There is no way
            round that.
          </li>
        </ul>
      </Section>
      <Section id="sign-off" heading="What a SIRO signs">
        <p>The SIRO is the senior information risk owner, a member of the board. The text is:</p>
        <InsetText>
          <p>
            {signOffText('[date]', markedSentence({ listed: '[n]', challenged: '[m]', accepted: '[k]' }))}
          </p>
        </InsetText>
        <p>
          Signing with reservations is a good outcome. Nobody is asked to certify the truth.
          {isDemonstration &&
            ' In this demonstration whoever enters as the SIRO may sign, and it means nothing.'}
        </p>
      </Section>
      <Section id="board-papers" heading="Board papers">
        <p>
          A board should have two separate papers. Part 1 is public: that the trust takes part, how it is
          governed, and dates, without scores. Part 2 is private: scores, risks and what the board is asked to
          decide.
        </p>
      </Section>
      <Section id="freedom-of-information" heading="Freedom of Information">
        <p>
          <a href={paths.foi}>A page for the Freedom of Information lead</a> says what is held, who decides,
          and which exemptions to consider.
        </p>
      </Section>
      <Section id="dossiers" heading="Dossiers of past attacks">
        <p>
          Real organisations appear only in <a href={paths.incidents}>dossiers with sources</a>, each with the
          date it was written and what is not known. No private person is named, and criminals’ boasts are
          left out.
        </p>
      </Section>
      <p>
        <a href={paths.howItIsScored}>How it is scored</a> · <a href={paths.glossary}>Glossary</a>
      </p>
    </TitledPage>
  )
}
