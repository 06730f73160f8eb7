/** One outcome of an official framework: each statement answered, what the rule makes of them, and a judgement in its place with its reason. */
import { controlField, fieldOf, type SaidOutcome, type Standing } from '../../caf/answered.ts'
import {
  GROUPS,
  type Group,
  keyOf,
  LONGEST_CAF,
  type Outcome,
  SAYINGS,
  type Saying,
} from '../../caf/model.ts'
import { AGAINST, possibleWords, statusWords } from '../../report/caf.ts'
import { type OutcomeRow, standingWords } from '../../report/caf-outcomes.ts'
import { type CafView, type LoadedFramework, type TypedOutcome } from '../../service/caf.ts'
import { Button } from '../../web/components/button.tsx'
import { Pagination } from '../../web/components/links.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { anew, choice, type Field, text, version } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FieldOf, FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { instantWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'
import { nameOf } from './list-page.tsx'

export interface EditedOutcome {
  readonly view: CafView
  readonly loaded: LoadedFramework
  readonly systemId: string
  readonly row: OutcomeRow
  readonly value: SaidOutcome | undefined
  readonly saved: {
    readonly version: number
    readonly at: string | undefined
    readonly by: string | undefined
  }
  readonly mayAnswer: boolean
}

const WORDS: Readonly<Record<Saying, string>> = {
  true: 'True',
  'not-true': 'Not true',
  'other-control': 'Another control is in place, or we are exempt',
  'not-known': 'We do not know',
}
/** What the form shows for a judgement that is not there. */
const BY_RULE = 'rule'

/** Of the button that leads on. */
export const NEXT = 'next'

const sayingField = (key: string) => `said-${fieldOf(key)}`

export function outcomeFields({
  row,
  value,
  saved,
}: EditedOutcome): Readonly<Record<string, Field<string, unknown>>> {
  const { indicators } = row.outcome
  return {
    version: anew(version(saved.version)),
    ...Object.fromEntries(
      indicators.flatMap((indicator): [string, Field<string, unknown>][] => {
        const key = keyOf(indicator)
        return [
          [
            sayingField(key),
            choice({
              label: indicator.text,
              hint: indicator.code,
              small: true,
              first: value?.said[key],
              choices: SAYINGS.map((saying) => ({
                value: saying,
                text: WORDS[saying],
                ...(saying === 'other-control' ? { reveals: [controlField(key)] } : {}),
              })),
            }),
          ],
          [
            controlField(key),
            text({
              label: 'Which control, or why you are exempt',
              rows: 2,
              most: LONGEST_CAF,
              first: value?.controls[key],
            }),
          ],
        ]
      }),
    ),
    override: choice({
      label: 'How does this outcome stand?',
      small: true,
      first: value?.override ?? BY_RULE,
      choices: [
        { value: BY_RULE, text: 'As the rule of the framework gives it' },
        ...GROUPS.toReversed().map((status) => ({
          value: status,
          text: `${statusWords(status)}, by our own judgement`,
        })),
      ],
    }),
    'override-because': text({
      label: 'If by your own judgement: why?',
      rows: 3,
      most: LONGEST_CAF,
      first: value?.overrideBecause,
    }),
    summary: text({ label: 'Summary (optional)', rows: 4, most: LONGEST_CAF, first: value?.summary }),
  }
}

/** What the form says, as it is saved. */
export function typedOf(outcome: Outcome, given: Readonly<Record<string, unknown>>): TypedOutcome {
  const said = (name: string) => {
    const one = given[name]
    return typeof one === 'string' ? one : ''
  }
  const keys = outcome.indicators.map(keyOf)
  const override = GROUPS.find((status) => status === said('override'))
  return {
    said: Object.fromEntries(
      keys.flatMap((key) => {
        const saying = SAYINGS.find((one) => one === said(sayingField(key)))
        return saying === undefined ? [] : [[key, saying]]
      }),
    ),
    controls: Object.fromEntries(keys.map((key) => [key, said(controlField(key))])),
    override,
    overrideBecause: said('override-because'),
    summary: said('summary'),
  }
}

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
          {loaded.framework.short}, <bdi>{nameOf(view, systemId)}</bdi>
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
      <Pagination previous={to(all[at - 1])} next={to(all[at + 1])} />
    </TitledPage>
  )
}

/** How it stands, by what was saved last. */
function Stands({ of: { row, saved, loaded } }: { of: EditedOutcome }) {
  const { standing, profiles, outcome, beside } = row
  return (
    <InsetText>
      <p>
        <strong>{standingWords(standing)}</strong>
        {standing.isJudged && `; the rule gives: ${ruleWords(standing)}`}.{' '}
        {saved.at !== undefined && (
          <>
            Saved {instantWords(saved.at)} by <bdi>{saved.by}</bdi>.
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
function Read({ of: { row, value } }: { of: EditedOutcome }) {
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
