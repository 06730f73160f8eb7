/** How peers are protected: the rules of every published comparison in plain words, and where they end. Open to everybody. */
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { ageAfterThree, MeasuredTables, MOST } from './measured-tables.tsx'

const RULES: readonly (readonly [rule: string, why: string])[] = [
  [
    'Only signed assessments count, once a period.',
    'A comparison is computed once, sealed with a digest and never changed. Drafts do not move it, so nobody can watch it move.',
  ],
  [
    'Everybody reads the same.',
    'Two readers of one comparison get the same figures. Only our own mark differs, and it comes from our own answers.',
  ],
  [
    'Groups are fixed beforehand.',
    'Each organisation is in exactly one group, by kind and region. There are no other filters.',
  ],
  [
    'A group has at least 10 organisations.',
    'Smaller ones are counted together with a neighbour, in an order written down beforehand that never looks at answers. Trusts of one group of trusts count once.',
  ],
  [
    'Wider groups come from what the narrower ones publish.',
    'Their counts add up counts that are rounded already, and their marks come from published marks. So they say nothing that the narrower groups do not.',
  ],
  [
    'Counts are rounded to 5.',
    'Each shown count could be at least three different ones, and each end at least five. Near the ends we only say “most or all” or “half or fewer”. We never say that all but a few share a weakness. We count those who reach something, never also those who do not.',
  ],
  [
    'Scores are shown as marks, rounded to 5.',
    'There is no lowest, no highest, no average and no order of organisations. A mark with fewer than five organisations on either side is left out.',
  ],
  [
    'Figures change only when many have moved.',
    'A domain of a group is counted again once at least 8 of its organisations have joined, left or changed an answer in it. That is five besides any three who pool what they know. Until then its earlier figures stay. Each page says in which comparison they were counted. The same holds for risks, past attacks and their lessons, and under new questions for those that stayed the same.',
  ],
  [
    'Two people publish.',
    'One national analyst prepares a comparison and another confirms it. Neither sees one organisation’s answers, and nothing that was answered shows before it is published. It is prepared once a day and three times a period at most, and each time is recorded.',
  ],
  [
    'Free text, evidence and names are never counted.',
    'What suppliers organisations share is counted only for those that agreed, only for analysts, and never on a page of peers.',
  ],
]

const LIMITS: readonly string[] = [
  'Four or more organisations that pool their answers can settle those of others: “half or fewer” then tells them more than it should.',
  'Three who pool theirs can learn how the others are spread: how many reach something, but not who.',
  `If exactly eight join or leave at once, three of them can settle an answer of the other five in up to ${MOST.exactlyEight} of 100 counts. They must know that nobody else changed.`,
  '“Most or all” leaves fewer than five out in a group of 12 or more, or nobody. So it says something about everybody in it.',
  '“Counted in this comparison” tells that at least 8 organisations joined, left or changed an answer in that domain. “Carried” tells that fewer did.',
  'An answer that stays the same counts in several comparisons. Carried figures are shown in several.',
  'A group that is all alike can give itself away. Several counts that fit together can then settle what everybody in it answered, even when nobody pools anything.',
  'Whoever knows more from elsewhere can put it together with these figures: a news report, a visit, a contract.',
  `Most organisations change little between two periods. Anybody who knows how few change can guess an answer at 95% in up to ${MOST.guessed} of 100 counts, from several comparisons together.`,
  `Figures that are carried grow old. Where each of 10 organisations changes 5% of its answers a year, they are ${ageAfterThree(10, 0.05)} years old on average after three years; of 50, ${ageAfterThree(50, 0.05)}.`,
  'We tried groups of 10 to 25 organisations and a few questions at a time, not everything at once.',
  'Members of an organisation’s own board read its levels as sentences. Nobody of another organisation does.',
  'This is not differential privacy. Nothing is blurred at random, so there is no mathematical promise against every possible attacker.',
  'The people who run the computer that Ward Round runs on can read its data.',
]

export function ProtectionPage({ c }: { c: PageContext }) {
  return (
    <TitledPage c={c} title="How peers are protected" current="protection">
      <p class="nhsuk-lede-text">
        A published comparison is made so that nobody can read one organisation’s answers from it. This page
        says how, how that was tested, and where it ends.
      </p>
      <h2 class="nhsuk-heading-l">The rules</h2>
      <dl>
        {RULES.map(([rule, why]) => (
          <>
            <dt class="nhsuk-heading-s nhsuk-u-margin-bottom-1">{rule}</dt>
            <dd class="nhsuk-u-margin-left-0 nhsuk-u-margin-bottom-4">{why}</dd>
          </>
        ))}
      </dl>
      <h2 class="nhsuk-heading-l">Two kinds of figures</h2>
      <p>
        Scores of groups are built to be published. How peers answered each question, what past attacks met at
        them, and which lessons they have learned are for the organisations that took part.
      </p>
      <h2 class="nhsuk-heading-l">How this was tested</h2>
      <p>
        For groups of 10 to 16 organisations every possible set of answers was tried, for one question at a
        time, and for its scores. It was tried over two comparisons in a row too, in which organisations
        joined, left or changed answers, and with preparing again and again before anything was published.
        What is shown, with what up to three organisations know of themselves, settled no answer of anybody
        else.
      </p>
      <p>
        Then groups of 10 to 25 were made up, over two to four comparisons. One organisation joins or leaves,
        and others change none, few or many of their answers. Exact counts settled somebody’s answer in{' '}
        {MOST.leastNaive} to {MOST.naive} of 100. Ours settled none, except where eight move at once: see
        below.
      </p>
      <MeasuredTables />
      <h2 class="nhsuk-heading-l">Where it ends</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {LIMITS.map((limit) => (
          <li>{limit}</li>
        ))}
      </ul>
    </TitledPage>
  )
}
