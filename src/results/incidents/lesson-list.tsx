/** What one past attack teaches, and what a trust's answers show of each lesson. */
import type { Examined } from '../../report/explain-score.ts'
import { describeLessons, lessonsOf, type LessonState } from '../../report/lessons.ts'
import type { OrganisationId } from '../../ids.ts'
import type { Incident } from '../../rules/model.ts'
import { SummaryList, Tag, type TagColour } from '../../web/components/lists.tsx'
import type { PageContext } from '../../web/web.ts'
import { PlanButton } from '../../web/plan-button.tsx'
import { Section } from './parts.tsx'

const COLOURS: Readonly<Record<LessonState, TagColour>> = {
  'on-evidence': 'green',
  'on-paper': 'yellow',
  no: 'red',
  'not-known': 'purple',
  'not-here': 'grey',
  'cannot-be-asked': 'grey',
}

interface LessonListProps {
  c: PageContext
  organisation: OrganisationId
  examined: Examined
  incident: Incident
}

/** Of these somebody can do something. */
const TO_LEARN: readonly LessonState[] = ['no', 'on-paper']

export function LessonList({ c, organisation, examined, incident }: LessonListProps) {
  const lessons = describeLessons(examined, incident)
  const counted = lessonsOf(examined, incident)
  if (lessons.length === 0) return <></>
  return (
    <Section id="lessons" heading="What it teaches, and what you have learned">
      {counted !== undefined && <p>{counted}</p>}
      <SummaryList
        rows={lessons.map(({ lesson, learned, state, because, open }) => ({
          key: lesson.text,
          value: (
            <>
              <p>
                <Tag colour={COLOURS[learned]}>{state}</Tag>
              </p>
              <p class="nhsuk-body-s">{because}</p>
              {TO_LEARN.includes(learned) && (
                <PlanButton
                  c={c}
                  organisation={organisation}
                  source="lesson"
                  about={lesson.id}
                  of={lesson.text}
                />
              )}
              {open.length > 0 && <p class="nhsuk-body-s">It depends on: {open.join('; ')}.</p>}
            </>
          ),
        }))}
      />
    </Section>
  )
}
