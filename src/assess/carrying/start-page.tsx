/** The page on which a lead starts the assessment of an open period: what would be carried forward, and the choice; or why nothing can be started. */
import { countWords, dateWords } from '../../report/words.ts'
import { type Start, type Starting, whyNotWords } from '../../service/starting.ts'
import { SummaryList } from '../../web/components/lists.tsx'
import { InsetText, WarningCallout } from '../../web/components/panels.tsx'
import { anew, choice, hidden } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { dayWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { CarriedAsItIs, OutOfDate, RuleSetChanges } from './plan-parts.tsx'

/** What is started is named by what its page shows; where nothing can be, the form is of nothing. */
export function startFields(starting: Starting) {
  const { start } = starting
  return {
    seen: anew(hidden(start?.seen ?? '')),
    how:
      start?.earlier === undefined
        ? hidden('empty')
        : choice({
            label: 'How do you want to start?',
            size: 'l',
            missing: 'Choose how you want to start.',
            choices: [
              {
                value: 'carried',
                text: 'With the answers carried forward',
                hint: 'You confirm or change each of them.',
              },
              { value: 'empty', text: 'Empty', hint: 'What was signed stays as it is, to look at.' },
            ],
          }),
  }
}

export function StartPage({ c, starting, form }: { c: PageContext; starting: Starting; form: ShownForm }) {
  const { organisation, start } = starting
  const { id, name } = organisation
  return (
    <TitledPage
      c={c}
      title={start === undefined ? 'Start an assessment' : `Start the assessment of ${start.period.name}`}
      caption={<bdi>{name}</bdi>}
      organisation={organisation}
      current="tasks"
      crumbs={[{ href: paths.tasks(id), text: 'Questions' }]}
      form={form}
    >
      {start === undefined ? (
        <>
          <p>{whyNotWords(starting.whyNot)}</p>
          {starting.whyNot.kind === 'has-one' && (
            <p>
              <a href={paths.tasks(id)}>Go to its questions</a>
            </p>
          )}
        </>
      ) : (
        <>
          <About start={start} />
          {start.earlier !== undefined && <Earlier start={start} earlier={start.earlier} />}
          <div class="wr-section">
            <FormBox of={form} button="Start the assessment" />
          </div>
        </>
      )}
    </TitledPage>
  )
}

function About({ start: { period, ruleSet, earlier, unsigned } }: { start: Start }) {
  return (
    <>
      <p>
        Everybody answers as at {dateWords(period.referenceDate)}. The period closes on{' '}
        {dateWords(period.closes)}, at 23:59. It asks rule set {ruleSet.version}.
      </p>
      {unsigned !== undefined && (
        <WarningCallout heading={`The assessment of ${unsigned.name} was never signed`}>
          <p>
            That period is over. The assessment is kept as it is, and is not worked on any more. Nothing is
            carried forward from it.
          </p>
        </WarningCallout>
      )}
      {earlier === undefined && (
        <InsetText>
          <p>Nothing was signed before, so there is nothing to carry forward: the questions start empty.</p>
        </InsetText>
      )}
    </>
  )
}

function Earlier({ start, earlier }: { start: Start; earlier: NonNullable<Start['earlier']> }) {
  const { plan, period, assessment, ruleSet: before } = earlier
  const { ruleSet } = start
  const rows = plan.registers.reduce((sum, one) => sum + one.rows.length, 0)
  const changed = plan.carried.filter((one) => one.changed.length > 0).length
  const stale = plan.carried.filter((one) => one.stale.length > 0).length
  return (
    <>
      <h2 class="nhsuk-heading-l">What can be carried forward</h2>
      <p>
        From {period?.name ?? 'the assessment before'}, signed on {dayWords(assessment.signedAt ?? '')}.
        Nothing is written until you start. <a href="#how">Go to the choice</a>
      </p>
      <SummaryList
        rows={[
          {
            key: countWords(plan.carried.length, 'answer'),
            value:
              'Each is to be confirmed. Until then it counts on paper only, without its evidence and reviews.',
          },
          ...(changed > 0
            ? [{ key: `${changed} of them`, value: 'The question changed: look at those first.' }]
            : []),
          ...(stale > 0 ? [{ key: `${stale} of them`, value: 'Something is out of date by then.' }] : []),
          ...(rows > 0
            ? [
                {
                  key: `${countWords(rows, 'row')} of ${countWords(plan.registers.length, 'register')}`,
                  value: 'Each register is to be marked complete again. Until then it answers no question.',
                },
              ]
            : []),
          {
            key: 'Not carried',
            value:
              'Explanations, notes for the SIRO, comments, and who was asked to fill in what. They stay with what was signed.',
          },
        ]}
      />
      <RuleSetChanges plan={plan} before={before} ruleSet={ruleSet} />
      <OutOfDate plan={plan} />
      <CarriedAsItIs plan={plan} ruleSet={ruleSet} />
    </>
  )
}
