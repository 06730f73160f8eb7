/** For the lead for Freedom of Information: what is held, who decides, and which exemptions to consider. No advice. */
import { FOI_SECTIONS, MARKING_NOTE } from '../../report/handling.ts'
import { InsetText } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { Section } from './section.tsx'

export function FoiPage({ c }: { c: PageContext }) {
  return (
    <TitledPage c={c} title="For the Freedom of Information lead">
      <InsetText>
        <p>
          This page is not legal advice. The organisation that holds something decides whether to release it,
          case by case.
        </p>
      </InsetText>
      <Section id="held" heading="What is held">
        <p>For each organisation that takes part:</p>
        <ul>
          <li>answers with comments, evidence by name or as a file, and what a reviewer found</li>
          <li>registers of suppliers and of critical systems</li>
          <li>scores, risks, and comparisons with past attacks, which are worked out from the answers</li>
          <li>every earlier version of an answer, and every assessment that was signed</li>
          <li>the signature, with its reservations and reasons</li>
          <li>actions, with who does what by when, and the risk register</li>
          <li>what was said about the outcomes of an official framework, where the operator loaded one</li>
          <li>board papers as they were issued: Part 1 for the public, Part 2 private</li>
          <li>the trail: who did what and when, without answers</li>
        </ul>
        <p>
          Across organisations: <a href={paths.peersProtected}>published comparisons</a> of groups, in rounded
          figures. They name no organisation.
        </p>
      </Section>
      <Section id="who-decides" heading="Who decides">
        <p>
          The organisation whose answers they are. Whoever runs this service may hold them on its behalf:
          agree beforehand who answers a request. Suppliers, and people named, may have to be asked.
        </p>
      </Section>
      <Section id="marking" heading="What the marking means here">
        <p>
          Pages and files are marked <strong>{c.get('web').marking}</strong>. {MARKING_NOTE}
        </p>
      </Section>
      <Section id="exemptions" heading="Exemptions to consider">
        <p>Of the Freedom of Information Act 2000, in no order of weight:</p>
        <ul>
          {FOI_SECTIONS.map(({ section, about }) => (
            <li>
              {section}: {about}
            </li>
          ))}
        </ul>
        <p>
          Answers of one hospital, read together, show where it can be attacked. A score alone shows less, and
          the fact of taking part less still. Consider each by itself.
        </p>
      </Section>
      <Section id="find" heading="How to find it">
        <ul>
          <li>The organisation’s lead can read answers, results and the trail.</li>
          <li>
            <a href={paths.purpose}>Purpose and handling</a> says what it must not be used for.
          </li>
          <li>
            A board’s papers come in two parts: a public one without scores, and a private one. Only the first
            is written for everybody.
          </li>
        </ul>
      </Section>
    </TitledPage>
  )
}
