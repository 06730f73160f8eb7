/** The form of what is said of one risk: owner, what is accepted, target, treatment, acceptance, review, and a rating of their own; with every version before. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { ratingWords, type Registered, TREATMENTS } from '../../report/risk-register.ts'
import type { RuleSet } from '../../rules/model.ts'
import { LONGEST_REASON, type Rating, type RiskEntry, type RiskVersion } from '../../service/risk-register.ts'
import { Details } from '../../web/components/panels.tsx'
import { anew, choice, day, type GivenIn, hidden, line, text, version, when } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { instantWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export interface EditedRisk {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly ruleSet: RuleSet
  /** Undefined: a new one of their own. */
  readonly risk: Registered | undefined
  /** Of this risk, the newest first. */
  readonly versions: readonly RiskVersion[]
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

const WHOLE = v.pipe(v.string(), v.trim(), v.regex(/^\d{0,2}$/, 'Enter a whole number from 1 to 25.'))

export function entryFields({ ruleSet, risk, versions, people }: EditedRisk) {
  const said: Partial<RiskEntry> = versions[0]?.value ?? {}
  const isOwn = risk?.rated === undefined
  return {
    id: hidden(risk?.id ?? randomUUID()),
    version: anew(version(versions[0]?.version ?? 0)),
    title: when(
      isOwn,
      text({
        label: 'What could happen to patients',
        hint: 'In one sentence: if this happens, then patients would …',
        rows: 2,
        most: 300,
        first: said.own?.title,
      }),
    ),
    own: when(isOwn, ratingField(ruleSet, 'How it is rated now', said.own)),
    owner: choice({
      label: 'Who owns it',
      as: 'select',
      nothing: 'Nobody yet, or somebody else',
      first: said.ownerId,
      choices: people.map(({ id, name }) => ({ value: id, text: name })),
    }),
    'owner-name': line({
      label: 'Somebody else',
      hint: 'A person, such as the chief operating officer.',
      first: said.ownerId === undefined ? said.ownerName : '',
    }),
    appetite: line({
      label: 'What we accept, from 1 to 25',
      hint: 'Likelihood × consequence. Empty: the line of this tool.',
      numeric: true,
      width: 2,
      first: said.appetite === undefined ? '' : String(said.appetite),
      shape: WHOLE,
    }),
    treatment: choice({
      label: 'How we treat it',
      small: true,
      first: said.treatment,
      choices: Object.entries(TREATMENTS).map(([value, words]) => ({ value, text: words })),
    }),
    target: ratingField(ruleSet, 'Where it shall come down to', said.target),
    'target-by': day({ label: 'By which day', first: said.targetBy, called: 'Target day' }),
    'accepted-because': text({
      label: 'If we accept more for now: why',
      rows: 2,
      most: LONGEST_REASON,
      first: said.acceptedBecause,
    }),
    'accepted-until': day({
      label: 'Accepted until',
      first: said.acceptedUntil,
      called: 'Accepted until',
    }),
    'review-on': day({ label: 'Next review', first: said.reviewOn, called: 'Next review' }),
    override: when(
      !isOwn,
      ratingField(ruleSet, 'Our own rating, in place of the one that the answers give', said.override),
    ),
    'override-because': when(
      !isOwn,
      text({
        label: 'Why our rating holds',
        hint: 'It stays visible beside both ratings.',
        rows: 2,
        most: LONGEST_REASON,
        first: said.overrideBecause,
      }),
    ),
  }
}

/** A place of the matrix, or none. */
function ratingField({ matrix }: RuleSet, label: string, first: Rating | undefined) {
  return choice({
    label,
    as: 'select',
    nothing: 'None',
    first: first === undefined ? '' : `${first.likelihood}x${first.consequence}`,
    choices: matrix.likelihood.flatMap((likelihood) =>
      matrix.consequence.map((consequence) => ({
        value: `${likelihood.at}x${consequence.at}`,
        text: `${likelihood.at * consequence.at}: ${likelihood.name} (${likelihood.at}) × ${consequence.name} (${consequence.at})`,
      })),
    ),
  })
}

function ratingOf(typed: string | undefined): Rating | undefined {
  const [, likelihood, consequence] = /^([1-5])x([1-5])$/.exec(typed ?? '') ?? []
  return likelihood === undefined
    ? undefined
    : { likelihood: Number(likelihood), consequence: Number(consequence) }
}

/** What the form says, as it is saved. */
export function entryOf(given: GivenIn<ReturnType<typeof entryFields>>): RiskEntry {
  const { title, owner, appetite, treatment } = given
  const said = <T,>(name: string, value: T | undefined | '') =>
    value === undefined || value === '' ? {} : { [name]: value }
  return {
    ...(title === undefined
      ? {}
      : { own: { title, ...(ratingOf(given.own) ?? { likelihood: 0, consequence: 0 }) } }),
    ...said('ownerId', owner),
    ownerName: given['owner-name'],
    ...said('appetite', appetite === '' ? undefined : Number(appetite)),
    ...said('target', ratingOf(given.target)),
    ...said('targetBy', given['target-by']),
    ...(treatment in TREATMENTS ? { treatment: treatment as keyof typeof TREATMENTS } : {}),
    acceptedBecause: given['accepted-because'],
    ...said('acceptedUntil', given['accepted-until']),
    ...said('reviewOn', given['review-on']),
    ...said('override', ratingOf(given.override)),
    overrideBecause: given['override-because'] ?? '',
  }
}

export function EntryPage({ c, of, form }: { c: PageContext; of: EditedRisk; form: ShownForm }) {
  const { organisation, risk, ruleSet, versions } = of
  const list = paths.riskRegister(organisation.id)
  return (
    <TitledPage
      c={c}
      title={risk === undefined ? 'A risk of our own' : 'Risk register: one risk'}
      heading={risk === undefined ? undefined : <bdi>{risk.short}</bdi>}
      caption={risk === undefined ? undefined : 'Risk register'}
      size="l"
      organisation={organisation}
      crumbs={[{ href: list, text: 'Risk register' }]}
      form={form}
    >
      {risk?.rated !== undefined && (
        <p>
          By the answers it stands at {risk.rated.paper} on paper and {risk.rated.evidence} on evidence.{' '}
          <a href={paths.risk(organisation.id, risk.id)}>How this comes about</a>
        </p>
      )}
      <FormBox of={form} button="Save" cancel={list} />
      {versions.length > 0 && (
        <Details
          summary={`What was said before: ${versions.length === 1 ? '1 version' : `${versions.length} versions`}`}
        >
          <ul class="nhsuk-list nhsuk-list--bullet">
            {versions.map((one) => (
              <li>
                {instantWords(one.savedAt ?? '')}, <bdi>{one.savedBy}</bdi>:{' '}
                <bdi>{saidIn(ruleSet, one.value)}</bdi>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </TitledPage>
  )
}

/** One version in a line. */
function saidIn(ruleSet: RuleSet, value: RiskEntry | undefined): string {
  if (value === undefined) return ''
  const { target, targetBy, treatment, acceptedBecause, acceptedUntil, override, overrideBecause } = value
  return [
    value.ownerName === '' ? 'no owner' : `owner ${value.ownerName}`,
    ...(value.appetite === undefined ? [] : [`accepted up to ${value.appetite}`]),
    ...(treatment === undefined ? [] : [TREATMENTS[treatment]]),
    ...(target === undefined ? [] : [`target ${ratingWords(ruleSet, target)} ${targetBy ?? ''}`.trim()]),
    ...(acceptedUntil === undefined ? [] : [`accepted until ${acceptedUntil}: ${acceptedBecause}`]),
    ...(override === undefined ? [] : [`our rating ${ratingWords(ruleSet, override)}: ${overrideBecause}`]),
  ].join('; ')
}
