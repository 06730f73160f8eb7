/** The form of a period: a new one, or one that has not opened yet. */
import type { RuleSet } from '../../rules/model.ts'
import { frameworkOf } from '../../scoring/caf.ts'
import type { PeriodRow } from '../../service/releases.ts'
import { InsetText } from '../../web/components/panels.tsx'
import { choice, day, line } from '../../web/fields.tsx'
import { FieldsOf, FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { addresses } from './addresses.ts'

/** `period`, undefined: a new one. */
export function periodFields(ruleSet: RuleSet, period: PeriodRow | undefined) {
  const dayOf = (field: 'opens' | 'referenceDate' | 'closes', label: string, hint: string) =>
    day({ label, hint, called: label, first: period?.[field] })
  return {
    name: line({
      label: 'Name',
      hint: 'As people call it, like Round of 2027.',
      width: 20,
      first: period?.name,
    }),
    opens: dayOf(
      'opens',
      'Opens on',
      'At 00:00:00 in London. From then on only the closing day can be moved, to a later one.',
    ),
    referenceDate: dayOf('referenceDate', 'Reference date', 'Everybody answers as things stand on this day.'),
    closes: dayOf(
      'closes',
      'Closes on',
      'At 23:59:59 in London, in summer time or winter time. After that, nothing in an assessment changes; what was submitted can still be signed.',
    ),
    framework: choice({
      label: 'Version of the Cyber Assessment Framework (CAF)',
      hint: 'By which pointers for DSPT evidence are shown first. The others stay one step away.',
      first: frameworkOf(ruleSet, period?.framework).id,
      choices: ruleSet.frameworks.map(({ id, short, note }) => ({ value: id, text: short, hint: note })),
    }),
  }
}

export function PeriodPage(props: { c: PageContext; period?: PeriodRow | undefined; form: ShownForm }) {
  const { c, period, form } = props
  return (
    <TitledPage
      c={c}
      title={period === undefined ? 'Add a period' : `Change ${period.name}`}
      current="periods"
      crumbs={[{ href: addresses.periods, text: 'Periods' }]}
      form={form}
    >
      <FormBox of={form} button={period === undefined ? 'Add the period' : 'Save'}>
        <FieldsOf of={form} />
        <InsetText>
          <p>
            It asks the rule set in use, {c.get('web').house.ruleSet.version}. That is kept whole, so its
            results can always be explained.
          </p>
        </InsetText>
      </FormBox>
    </TitledPage>
  )
}
