/** The form of one outcome: a field for each statement and for the control in its place, the judgement, its reason and the summary. */
import { controlField, fieldOf } from '../../caf/answered.ts'
import { GROUPS, keyOf, LONGEST_CAF, type Outcome, SAYINGS, type Saying } from '../../caf/model.ts'
import { statusWords } from '../../report/caf.ts'
import type { OutcomeRow } from '../../report/caf-outcomes.ts'
import type { CafVersion, CafView, LoadedFramework, TypedOutcome } from '../../service/caf.ts'
import { anew, choice, type Field, text, version } from '../../web/fields.tsx'

export interface EditedOutcome {
  readonly view: CafView
  readonly loaded: LoadedFramework
  readonly systemId: string
  readonly row: OutcomeRow
  /** The newest first. */
  readonly versions: readonly CafVersion[]
  readonly mayAnswer: boolean
}

export const WORDS: Readonly<Record<Saying, string>> = {
  true: 'True',
  'not-true': 'Not true',
  'other-control': 'Another control is in place, or we are exempt',
  'not-known': 'We do not know',
}
/** What the form shows for a judgement that is not there. */
const BY_RULE = 'rule'

/** Of the button that leads on. */
export const NEXT = 'next'

export const sayingField = (key: string) => `said-${fieldOf(key)}`

export function outcomeFields({
  row,
  versions,
}: EditedOutcome): Readonly<Record<string, Field<string, unknown>>> {
  const value = versions[0]?.value
  const { indicators } = row.outcome
  return {
    version: anew(version(versions[0]?.version ?? 0)),
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
