/** The results of an assessment: what it comes to, the profile of its domains, the worst three, where the points went; the numbers themselves are folded. */
import { drawProfile } from '../charts/profile.ts'
import { drawWaterfall } from '../charts/waterfall.ts'
import { isTooEarly } from '../planning/too-early.ts'
import { chartPoints, pointsSentence } from '../report/points.ts'
import {
  bandsSentence,
  chartProfile,
  type Group,
  resultsSentence,
  type SignedBefore,
  worstThree,
} from '../report/profile.ts'
import {
  byTodayWords,
  describeContradictions,
  describeDomains,
  describeLimits,
  noRealChangeWords,
} from '../report/results.ts'
import { sumOverall } from '../report/sums.ts'
import { countWords, TWO_READINGS } from '../report/words.ts'
import { decide } from '../service/permission.ts'
import { Details } from '../web/components/panels.tsx'
import { paths } from '../web/paths.ts'
import { AnswerFirst, AskedNext, Picture } from '../web/answer-first.tsx'
import { Contradictions } from './contradictions.tsx'
import type { Findings, Standing } from './examined.ts'
import { limitCount, Limits } from './limits.tsx'
import { SignedNote } from './signed-note.tsx'
import { SumExplained, SumTable } from './sum-table.tsx'

/** `before`: signed before it. `group`: the narrowest published group that holds the organisation; undefined: none. */
export function ResultsPage({ findings, before, group }: Props) {
  const { view, found, examined, signed, readsAnswers } = findings
  const { id } = view.organisation
  return (
    <AnswerFirst
      findings={findings}
      title="Results"
      current="results"
      sentence={resultsSentence(signed)}
      picture={
        <Picture
          title={bandsSentence(signed, before)}
          svg={drawProfile(chartProfile(signed, before, group))}
        />
      }
      toDo={{
        heading: isTooEarly(signed) ? 'To do first' : 'Where we are weakest',
        none: 'No domain stands out. Keep the evidence in date.',
        presses: worstThree(signed).map(({ heading, says, domain }) => ({
          heading,
          says,
          href:
            domain !== undefined
              ? paths.domainResult(id, domain)
              : readsAnswers
                ? paths.tasks(id)
                : undefined,
        })),
      }}
    >
      <SignedNote found={found} />
      <div class="wr-answer">
        {!isTooEarly(examined) && (
          <div>
            <h2 class="nhsuk-heading-m">Where the points went</h2>
            <Picture
              title={`${signed === examined ? '' : 'By today’s method: '}${pointsSentence(examined)}`}
              svg={drawWaterfall(chartPoints(examined))}
            />
          </div>
        )}
        <AskedNext links={linksOf(findings)} />
      </div>
      <Folded findings={findings} />
    </AnswerFirst>
  )
}

interface Props {
  findings: Standing
  before: SignedBefore | undefined
  group: Group | undefined
}

function linksOf({ c, view, examined, readsAnswers }: Findings): [string, string][] {
  const { id } = view.organisation
  const { ruleSet, result } = examined
  const unanswered = result.unanswered.filter((one) => ruleSet.byId.has(one)).length
  const answers: [string, string][] = [
    [paths.answers(id, 'unanswered'), `Not answered (${unanswered})`],
    [paths.answers(id, 'dont-know'), `Not known (${result.notKnown.length})`],
    [paths.answers(id, 'unevidenced'), 'On our word only'],
    [paths.answers(id, 'stale'), 'Evidence out of date'],
    [paths.insurer(id), 'What an insurer would ask'],
  ]
  return [
    [paths.fixFirst(id), 'What to fix first'],
    ...(readsAnswers ? answers : []),
    ...(decide('read-whole', c.get('person'), id) === 'allowed'
      ? ([[paths.evidenceCalendar(id), 'What evidence runs out next']] as [string, string][])
      : []),
    [paths.trend(id), 'How it went from one signed assessment to the next'],
    [paths.caf(id), 'Pointers for our DSPT evidence'],
    [paths.howItIsScored, 'How it is scored'],
    ...(decide('share', c.get('person'), id) === 'allowed'
      ? ([[paths.sharing(id), 'Share a signed assessment outside']] as [string, string][])
      : []),
  ]
}

/** The numbers, once; what does not fit together; and what the words mean. */
function Folded({ findings: { c, view, examined, signed, readsAnswers } }: { findings: Findings }) {
  const { id } = view.organisation
  const { ruleSet, result } = examined
  const misfits = describeContradictions(examined)
  return (
    <>
      <Details summary="The same numbers as a table: how they add up, and what limits them">
        <div id="adds-up">
          {signed !== examined && <p>{byTodayWords(ruleSet, result.overall)}</p>}
          <Overall id={id} examined={examined} />
          <h3 class="nhsuk-heading-s">Limits on the overall score, and why</h3>
          <Limits
            limits={describeLimits(ruleSet.caps, result.overall.caps, result.overall)}
            none="No limit holds on the overall score."
          />
        </div>
      </Details>
      <Details
        summary={`Explain or correct: ${misfits.length === 0 ? 'nothing' : countWords(misfits.length, 'place')} where answers do not fit together`}
      >
        <div id="explain-or-correct">
          <Contradictions
            c={c}
            found={misfits}
            ruleSet={ruleSet}
            organisation={id}
            readsAnswers={readsAnswers}
          />
        </div>
      </Details>
      <Details summary={`What ${ruleSet.bands.map(({ name }) => name).join(', ')} mean for patients`}>
        <p>
          {TWO_READINGS} {noRealChangeWords(ruleSet)}
        </p>
        <ul class="nhsuk-list nhsuk-list--bullet">
          {ruleSet.bands.map(({ name, from, means }) => (
            <li>
              <strong>
                {name}, from {from}:
              </strong>{' '}
              {means}
            </li>
          ))}
        </ul>
      </Details>
    </>
  )
}

function Overall({ id, examined }: { id: string; examined: Findings['examined'] }) {
  const sum = sumOverall(examined)
  const domains = describeDomains(examined)
  return (
    <>
      <SumTable
        caption="Points of each domain in the overall score"
        sum={sum}
        of="Domain"
        value="Score"
        hrefOf={(line) => (line.kind === 'domain' ? paths.domainResult(id, line.id) : undefined)}
        noteOf={(line) => {
          const domain = domains.find((one) => line.kind === 'domain' && one.id === line.id)
          if (domain === undefined) return undefined
          const limits = domain.limits.length === 0 ? [] : [`Limits: ${limitCount(domain.limits)}`]
          const notes = [...(domain.open === undefined ? [] : [domain.open.note]), ...limits]
          return notes.length === 0 ? undefined : notes.join('. ')
        }}
      />
      <SumExplained sum={sum} of="Domain" value="Score" />
    </>
  )
}
