/**
 * The history of one answer: who saved what and when, the present one marked. It only reads.
 * What one person saved within one sitting, as pages that save by themselves do, is folded under what they left there.
 */
import type { PastVersion } from '../../service/history.ts'
import { countWords } from '../../report/words.ts'
import { Tag } from '../../web/components/lists.tsx'
import { Details } from '../../web/components/panels.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { paths } from '../../web/paths.ts'
import { instantWords } from '../../web/times.ts'
import { AnswerWords } from './answer-words.tsx'
import type { QuestionPageProps } from './question-page.tsx'
import { crumbsOf } from './walk.ts'

export function HistoryPage(props: QuestionPageProps & { past: readonly PastVersion[] }) {
  const { c, view, domain, question, past } = props
  const { id } = view.organisation
  return (
    <TitledPage
      c={c}
      title="History of this answer"
      within={[question.text, domain.title]}
      organisation={view.organisation}
      current="tasks"
      crumbs={[
        ...crumbsOf(c, id, domain),
        { href: paths.question(id, domain.id, question.id), text: question.short },
      ]}
      caption={question.text}
      size="l"
    >
      <p>The newest is first. Nothing here can be changed or deleted.</p>
      {past.length === 0 && <p>Nobody has answered this question yet.</p>}
      {sittingsOf(past).map(([last, ...before], index) => (
        <section class="nhsuk-card" aria-labelledby={`version-${last.version}`}>
          <div class="nhsuk-card__content">
            <h2 class="nhsuk-heading-s nhsuk-u-margin-bottom-2" id={`version-${last.version}`}>
              Version {last.version} {index === 0 && <Tag colour="green">Present</Tag>}
            </h2>
            <Saved {...props} one={last} />
            {before.length > 0 && (
              <Details summary={`${countWords(before.length, 'version')} before it, by the same person then`}>
                {before.map((one) => (
                  <>
                    <h3 class="nhsuk-heading-xs nhsuk-u-margin-bottom-1">Version {one.version}</h3>
                    <Saved {...props} one={one} />
                  </>
                ))}
              </Details>
            )}
          </div>
        </section>
      ))}
    </TitledPage>
  )
}

function Saved({ question, view, one }: QuestionPageProps & { one: PastVersion }) {
  return (
    <>
      <p class="nhsuk-body-s">
        {actOf(one)} by <bdi>{one.savedBy || 'somebody'}</bdi>
        {one.savedAt !== '' && <>, {instantWords(one.savedAt)}</>}
      </p>
      {one.question.text !== question.text && (
        <p class="nhsuk-body-s">The question was then: {one.question.text}</p>
      )}
      <AnswerWords question={one.question} answer={one.value} cohort={view.answers.organisation.cohort} />
    </>
  )
}

type Sitting = [last: PastVersion, ...before: PastVersion[]]

/** Longest pause within one sitting, in minutes: as long as a session lasts without use. */
const PAUSE_MINUTES = 30

/** The versions, newest first, in runs of one person without a longer pause. */
function sittingsOf(past: readonly PastVersion[]): Sitting[] {
  const sittings: Sitting[] = []
  for (const one of past) {
    const sitting = sittings.at(-1)
    const next = sitting?.at(-1)
    if (sitting !== undefined && next !== undefined && isSameSitting(one, next)) sitting.push(one)
    else sittings.push([one])
  }
  return sittings
}

function isSameSitting(one: PastVersion, next: PastVersion): boolean {
  const pause = Date.parse(next.savedAt) - Date.parse(one.savedAt)
  if (one.isMove || next.isMove) return false
  return one.savedById !== '' && one.savedById === next.savedById && pause <= PAUSE_MINUTES * 60_000
}

function actOf({ value, isMove, ruleSet }: PastVersion): string {
  if (!isMove) return value === undefined ? 'Cleared' : 'Saved'
  const move = `Moved to rule set ${ruleSet.version}`
  return value === undefined ? `${move}, which has no place for the answer,` : move
}
