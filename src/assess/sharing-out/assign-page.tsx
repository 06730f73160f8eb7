/** The form that gives one part of the questionnaire to one person, with a day and a note. */
import { partsOf } from '../../caf/model.ts'
import { countWords } from '../../report/words.ts'
import { type CafView, nameOfSystem } from '../../service/caf.ts'
import { cafTarget } from '../../service/permission.ts'
import { LONGEST_ASSIGNMENT_NOTE, type SharedOut } from '../../service/sharing-out.ts'
import type { AssessmentView } from '../../service/views.ts'
import { ROLE_NAMES } from '../../store/person.ts'
import { choice, day, hidden, text } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export interface Sharing {
  readonly view: AssessmentView
  readonly shared: SharedOut
}

/** Parts that can be chosen on one page, and what is said of them. */
export interface Parts {
  /** A part as the address named it, by which the same parts are found again. */
  readonly asked: string
  readonly hint: string
  readonly choices: readonly { readonly value: string; readonly text: string }[]
}

export function assignmentFields({ shared, parts }: Sharing & { parts: Parts }) {
  const { asked, hint, choices } = parts
  return {
    asked: hidden(asked),
    /** Such as `domain:identity`, `question:backups-offline`, `first-look`, or `caf:` and the target of a part. */
    part: choice({
      hint,
      choices,
      label: 'What is filled in',
      size: 'm',
      as: 'select',
      nothing: 'Choose',
      first: asked,
    }),
    account: choice({
      label: 'Who fills it in',
      size: 'm',
      hint: 'Contributors and leads of your organisation.',
      as: 'select',
      nothing: 'Choose',
      choices: shared.answerers.map((one) => ({
        value: one.accountId,
        text: `${one.name} – ${ROLE_NAMES[one.role]}`,
      })),
    }),
    due: day({ label: 'By when (optional)', size: 'm', hint: 'For example, 31 3 2027.' }),
    note: text({ label: 'A note to them (optional)', size: 'm', most: LONGEST_ASSIGNMENT_NOTE }),
  }
}

export function AssignPage({ c, of, form }: { c: PageContext; of: Sharing; form: ShownForm }) {
  const { organisation } = of.view
  const list = paths.sharingOut(organisation.id)
  return (
    <TitledPage
      c={c}
      title="Share out a part"
      organisation={organisation}
      current="tasks"
      crumbs={[
        { href: paths.tasks(organisation.id), text: 'Questions' },
        { href: list, text: 'Who fills in what' },
      ]}
      form={form}
    >
      <FormBox of={form} button="Share out" cancel={list} />
    </TitledPage>
  )
}

/** The first look, then each domain, and after it its questions, as far as they can be given one by one. */
export function partsOfQuestionnaire({ ruleSet }: AssessmentView, asked: string): Parts {
  const { length } = ruleSet.firstLook
  const choices = [
    ...(length === 0
      ? []
      : [{ value: 'first-look', text: `The first look: its ${countWords(length, 'question')}` }]),
    ...ruleSet.domains.flatMap((domain) => [
      { value: `domain:${domain.id}`, text: `${domain.title}: all of it` },
      ...ruleSet.questions
        .filter((one) => one.domain === domain.id && one.form.type !== 'share')
        .map((one) => ({ value: `question:${one.id}`, text: `${domain.title}: ${one.short}` })),
    ]),
  ]
  const hint = 'The first look, a whole section, or one question. A register goes with its section.'
  return { asked, hint, choices }
}

/** Of the framework and system that a part names: objectives, each with its principles, each with its outcomes. */
export function partsOfFramework(view: CafView, asked: string, { answerers, usual }: SharedOut): Parts {
  const [frameworkId, systemId = ''] = asked.replace(/^caf:/, '').split('/')
  const place = { frameworkId: frameworkId ?? '', systemId }
  const loaded = view.loaded.find(({ framework }) => framework.id === frameworkId)
  const outcomes = loaded?.official.outcomes ?? []
  const titles = new Map(outcomes.flatMap(partsOf).map(({ code, title }) => [code, title]))
  const choices = [...titles].map(([code, title]) => {
    const target = cafTarget(place, code)
    const last = answerers.find(({ accountId }) => accountId === usual.get(target))
    const held = outcomes.filter((one) => partsOf(one).some((each) => each.code === code)).length
    const all = outcomes.some((one) => one.code === code) ? '' : `: ${countWords(held, 'outcome')}`
    return {
      value: `caf:${target}`,
      text: `${title}${all}${last === undefined ? '' : `, last time ${last.name}`}`,
    }
  })
  const hint = `${loaded?.framework.short ?? 'The framework'}, ${nameOfSystem(view, systemId)}: a whole objective, a principle, or one outcome.`
  return { asked, hint, choices }
}
