/** The accessibility statement: what was tested and how, and what was not. It claims no more than that. */
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { Section } from './section.tsx'

export function AccessibilityPage({ c }: { c: PageContext }) {
  return (
    <TitledPage c={c} title="Accessibility statement">
      <p>
        Ward Round is built to meet level AA of the Web Content Accessibility Guidelines (WCAG), version 2.2.
        It uses the NHS.UK design system. Nobody outside its makers has audited it, so this statement claims
        no compliance: it says what was tested.
      </p>
      <Section id="tested" heading="What is tested, at every change">
        <ul>
          <li>
            Pages of every kind by a program, axe-core, with its rules for WCAG 2.2 at levels A and AA. It
            finds only what a program can find, about a third to a half of all faults in our own estimate.
          </li>
          <li>That the pages are valid HTML.</li>
          <li>That pages need no scrolling sideways at a width of 320 pixels, which is 400% zoom.</li>
          <li>That a question can be answered with the keyboard alone, and without JavaScript.</li>
          <li>That a form with a mistake comes back with everything that was typed, and says where it is.</li>
        </ul>
      </Section>
      <Section id="not-tested" heading="What was not tested">
        <ul>
          <li>No test was made with people who are disabled or who use assistive technology.</li>
          <li>No screen reader, speech recognition or screen magnifier was tried.</li>
          <li>Browsers other than Chromium were not tried.</li>
          <li>How easily the text is understood was not tested with readers.</li>
        </ul>
      </Section>
      <Section id="known" heading="What we know is hard">
        <ul>
          <li>
            Charts are drawings. Each stands beside a table of the same numbers, which says all that the
            drawing says.
          </li>
          <li>Some tables are wide. They scroll on their own or become lists on a narrow screen.</li>
          <li>
            The questions name technical things. Words are explained where they are first met, and in the
            glossary.
          </li>
          <li>Files that people upload as evidence are shown as they are. We cannot make them accessible.</li>
        </ul>
      </Section>
      <Section id="report" heading="Tell us what does not work for you">
        <p>
          Tell whoever runs this service, who can change it or pass it on. The organisation that offers it to
          its staff answers for its accessibility, and says here how to reach it and how to complain.
        </p>
      </Section>
    </TitledPage>
  )
}
