/** One outcome of an official framework: each statement answered, what the rule makes of them, and a judgement in its place with its reason. */
import { type SaidOutcome, type Standing, standingOf } from '../../caf/answered.ts'
import { GROUPS, type Group, keyOf, type Outcome } from '../../caf/model.ts'
import { AGAINST, possibleWords, statusWords } from '../../report/caf.ts'
import { standingWords } from '../../report/caf-outcomes.ts'
import { type LoadedFramework, nameOfSystem } from '../../service/caf.ts'
import { Button } from '../../web/components/button.tsx'
import { Pagination } from '../../web/components/links.tsx'
import { Details, InsetText } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { FieldOf, FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { instantWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { type EditedOutcome, NEXT, sayingField, WORDS } from './outcome-fields.tsx'

const TITLES: Readonly<Record<Group, string>> = {
  'not-achieved': 'Statements of not achieved',
  'partially-achieved': 'Statements of partially achieved',
  achieved: 'Statements of achieved',
}

export function OutcomePage({ c, of, form }: { c: PageContext; of: EditedOutcome; form: ShownForm }) {
  const { view, loaded, systemId, row } = of
  const { outcome } = row
  const { organisation } = view
  const list = paths.cafOutcomesOf(organisation.id, loaded.framework.id, systemId)
  const all = loaded.official.outcomes
  const at = all.indexOf(outcome)
  const to = (one: Outcome | undefined) =>
    one && {
      href: paths.cafOutcome(organisation.id, loaded.framework.id, systemId, one.code),
      text: `${one.code} ${one.title}`,
    }
  return (
    <TitledPage
      c={c}
      title={`${outcome.code} ${outcome.title}`}
      caption={
        <>
          {loaded.framework.short}, <bdi>{nameOfSystem(view, systemId)}</bdi>
        </>
      }
      size="l"
      organisation={organisation}
      crumbs={[{ href: list, text: `Outcomes of ${loaded.framework.short}` }]}
      form={form}
    >
      {outcome.description !== '' && <p>{outcome.description}</p>}
      <Stands of={of} />
      {of.mayAnswer ? (
        <Statements of={of} form={form} list={list} hasNext={at + 1 < all.length} />
      ) : (
        <Read of={of} />
      )}
      <Before of={of} />
      <Pagination previous={to(all[at - 1])} next={to(all[at + 1])} />
    </TitledPage>
  )
}

/** How it stands, by what was saved last. */
function Stands({ of: { row, versions, loaded } }: { of: EditedOutcome }) {
  const [last] = versions
  const { standing, profiles, outcome, beside } = row
  return (
    <InsetText>
      <p>
        <strong>{standingWords(standing)}</strong>
        {standing.isJudged && `; the rule gives: ${ruleWords(standing)}`}.{' '}
        {last !== undefined && (
          <>
            Saved {instantWords(last.savedAt ?? '')} by <bdi>{last.savedBy}</bdi>.
          </>
        )}
      </p>
      {standing.isStale && (
        <p>
          Its statements are other ones in the file of today. What was said stands below, and counts once you
          have looked at it and saved it.
        </p>
      )}
      {outcome.incomputable.map((reason) => (
        <p>{reason} Nothing can be computed until your operator loads a file that has it.</p>
      ))}
      {profiles.map(({ name, asked, against }) => (
        <p>
          Profile {name}: {AGAINST[against].toLowerCase()}
          {asked !== undefined && ` (it asks for ${statusWords(asked).toLowerCase()})`}.
        </p>
      ))}
      {beside !== undefined && (
        <p>
          {otherName(loaded)}: {beside}.
        </p>
      )}
    </InsetText>
  )
}

const otherName = ({ framework }: LoadedFramework) =>
  framework.relatesTo === undefined ? 'In the next version' : 'In the version before'

const ruleWords = ({ byRule, answered }: Standing) => possibleWords(byRule, answered).toLowerCase()

function Statements(props: { of: EditedOutcome; form: ShownForm; list: string; hasNext: boolean }) {
  const { of, form, list, hasNext } = props
  const { indicators } = of.row.outcome
  return (
    <FormBox
      of={form}
      button={hasNext ? 'Save and go to the next outcome' : 'Save'}
      cancel={list}
      {...(hasNext
        ? {
            act: NEXT,
            beside: (
              <Button name="act" value="list" variant="secondary">
                Save and go to the list
              </Button>
            ),
          }
        : {})}
    >
      {GROUPS.map((group) => {
        const some = indicators.filter((one) => one.group === group)
        return (
          some.length > 0 && (
            <section>
              <h2 class="nhsuk-heading-m">{TITLES[group]}</h2>
              {some.map((one) => (
                <FieldOf of={form} name={sayingField(keyOf(one))} />
              ))}
            </section>
          )
        )
      })}
      <h2 class="nhsuk-heading-m">The outcome</h2>
      {['override', 'override-because', 'summary'].map((name) => (
        <FieldOf of={form} name={name} />
      ))}
    </FormBox>
  )
}

/** For who reads and does not answer. */
function Read({ of: { row, versions } }: { of: EditedOutcome }) {
  const value = versions[0]?.value
  return (
    <>
      {GROUPS.map((group) => {
        const some = row.outcome.indicators.filter((one) => one.group === group)
        return (
          some.length > 0 && (
            <section>
              <h2 class="nhsuk-heading-m">{TITLES[group]}</h2>
              <ul>
                {some.map((one) => {
                  const saying = value?.said[keyOf(one)]
                  const control = value?.controls[keyOf(one)]
                  return (
                    <li>
                      {one.text} <strong>{saying === undefined ? 'Not answered' : WORDS[saying]}</strong>
                      {control !== undefined && (
                        <>
                          : <bdi>{control}</bdi>
                        </>
                      )}
                    </li>
                  )
                })}
              </ul>
            </section>
          )
        )
      })}
      {[
        ['Why another status holds', value?.overrideBecause ?? ''],
        ['Summary', value?.summary ?? ''],
      ].map(
        ([heading, words]) =>
          words !== '' && (
            <>
              <h2 class="nhsuk-heading-m">{heading}</h2>
              <p class="wr-typed">
                <bdi>{words}</bdi>
              </p>
            </>
          ),
      )}
    </>
  )
}

/** Earlier versions, so that no reason is lost to a later save. */
function Before({ of: { row, versions } }: { of: EditedOutcome }) {
  const earlier = versions.slice(1)
  if (earlier.length === 0) return <></>
  return (
    <Details
      summary={`What was said before: ${earlier.length === 1 ? '1 version' : `${earlier.length} versions`}`}
    >
      {earlier.map(({ value, savedAt, savedBy }) => (
        <section>
          <p>
            {instantWords(savedAt ?? '')}, <bdi>{savedBy}</bdi>:{' '}
            {standingWords(standingOf(row.outcome, value))}
          </p>
          <ul>
            {textsIn(row.outcome, value).map(([lead, words]) => (
              <li>
                {lead}: <bdi class="wr-typed">{words}</bdi>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Details>
  )
}

/** What was typed, each with what it is about. */
function textsIn({ indicators }: Outcome, value: SaidOutcome | undefined) {
  const controls = indicators.map((one) => [one.code, value?.controls[keyOf(one)] ?? ''] as const)
  const texts = [
    ...controls,
    ['Judgement', value?.overrideBecause ?? ''] as const,
    ['Summary', value?.summary ?? ''] as const,
  ]
  return texts.filter(([, words]) => words !== '')
}
