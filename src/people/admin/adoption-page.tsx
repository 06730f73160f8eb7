/** Asks an administrator whether an open period takes the rule set in use, with what that means for who has begun. */
import { countWords } from '../../report/words.ts'
import type { Adoption } from '../../service/adopting-rules.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'

export function AdoptionPage(props: { c: PageContext; adoption: Adoption; form: ShownForm }) {
  const { c, adoption, form } = props
  const { period, version, whyNot, unsigned, signed, framework, frameworkAfter } = adoption
  const { ruleSet } = c.get('web').house
  const title = `Take the rule set in use for ${period.name}`
  return (
    <TitledPage
      c={c}
      title={title}
      current="periods"
      crumbs={[{ href: addresses.periods, text: 'Periods' }]}
      form={form}
    >
      {whyNot !== undefined ? (
        form.refusal === undefined && <p>{whyNot}</p>
      ) : (
        <>
          <p>
            The period asks version {version} now. Version {ruleSet.version} is in use.
          </p>
          <ul>
            <li>Assessments that are started from then on ask version {ruleSet.version}.</li>
            <li>
              {countWords(unsigned, 'assessment')} begun and not signed. Each stays as it is until its cyber
              lead has seen what would change, and accepts it. One that was submitted does not move.
            </li>
            {signed > 0 && (
              <li>
                {countWords(signed, 'signed assessment')}. These never change, and no longer count in the
                comparison of this period until they are reopened, moved and signed again.
              </li>
            )}
            <li>
              {framework.id === frameworkAfter.id
                ? `Pointers for DSPT evidence go on by ${framework.short}.`
                : `Version ${ruleSet.version} has no ${framework.short}: pointers for DSPT evidence then go by ${frameworkAfter.short}.`}
            </li>
          </ul>
          <p>
            <a href={paths.proposedRules}>What proposed rules would move</a>, in counts that single nobody
            out.
          </p>
          <FormBox
            of={form}
            button={`Take version ${ruleSet.version}`}
            cancel={{ href: addresses.periods, text: 'Leave it as it is' }}
          />
        </>
      )}
    </TitledPage>
  )
}
