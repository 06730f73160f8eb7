/** The form that gives one part of the questionnaire to one person, with a day and a note. */
import { countWords } from '../../report/words.ts'
import { LONGEST_ASSIGNMENT_NOTE, type SharedOut } from '../../service/sharing-out.ts'
import type { AssessmentView } from '../../service/views.ts'
import { ROLE_NAMES } from '../../store/person.ts'
import { choice, day, text } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export interface Sharing {
  readonly view: AssessmentView
  readonly shared: SharedOut
}

export function assignmentFields({ view, shared }: Sharing, c: PageContext) {
  return {
    /** Such as `domain:identity`, `question:backups-offline` or `first-look`. */
    part: choice({
      label: 'What is filled in',
      size: 'm',
      hint: 'The first look, a whole section, or one question. A register goes with its section.',
      as: 'select',
      nothing: 'Choose',
      choices: partItems(view),
      first: c.req.query('part'),
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
function partItems({ ruleSet }: AssessmentView): { value: string; text: string }[] {
  const { length } = ruleSet.firstLook
  return [
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
}
