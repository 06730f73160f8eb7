/** The risks to patients: how many are above what is accepted, how far each has come down, three to act on, the same on the matrix; tables are folded. */
import { raw } from 'hono/html'
import { drawMatrix } from '../../charts/matrix.ts'
import { drawRiskList } from '../../charts/risk-list.ts'
import {
  acceptedSentence,
  chartMatrix,
  chartRiskList,
  couldBeLower,
  groupRisks,
  type GroupedRisk,
  risksSentence,
  risksToDo,
  type TargetOf,
} from '../../report/risk-list.ts'
import { isTooEarly } from '../../planning/too-early.ts'
import { sourceWords } from '../../report/words.ts'
import type { RuleSet } from '../../rules/model.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { AnswerFirst, AskedNext, Picture } from '../../web/answer-first.tsx'
import type { Standing } from '../examined.ts'
import { SignedNote } from '../signed-note.tsx'
import { RiskTable } from './risk-table.tsx'

/** `targetOf`: by the register. */
export function RisksPage({ findings, targetOf }: { findings: Standing; targetOf: TargetOf }) {
  const { view, found, examined, readsAnswers } = findings
  const { id } = view.organisation
  const { ruleSet } = examined
  const lower = couldBeLower(examined)
  const hasTarget = ruleSet.risks.some((risk) => targetOf(risk.id) !== undefined)
  return (
    <AnswerFirst
      findings={findings}
      title="Risks to patients"
      current="risks"
      sentence={risksSentence(examined)}
      picture={
        <Picture title={acceptedSentence(examined)} svg={drawRiskList(chartRiskList(examined, targetOf))} />
      }
      toDo={{
        heading: isTooEarly(examined) ? 'To do first' : 'What keeps risks high',
        none: 'No risk asks for action. Keep the evidence in date.',
        presses: risksToDo(examined).map(({ heading, says, risk }) => ({
          heading,
          says,
          href: risk !== undefined ? paths.risk(id, risk) : readsAnswers ? paths.tasks(id) : undefined,
        })),
      }}
    >
      <SignedNote found={found} />
      <div class="wr-answer">
        <div>
          <h2 class="nhsuk-heading-m">The same on the matrix</h2>
          <div class="wr-chart">
            <h3 class="nhsuk-heading-s">
              On paper, with arrows to evidence{hasTarget && ' and target'}. Beyond the thick line is more
              than we accept
            </h3>
            {raw(
              drawMatrix(
                chartMatrix(examined, (risk) => paths.risk(id, risk), groupRisks(examined), targetOf),
              ),
            )}
          </div>
        </div>
        <div>
          {lower !== undefined && (
            <>
              <h2 class="nhsuk-heading-m">Could still be lower</h2>
              <p>{lower}</p>
            </>
          )}
          <AskedNext
            links={[
              [paths.fixFirst(id), 'What to fix first'],
              [paths.riskRegister(id), 'Our risk register: owners, targets and what we accept'],
              [paths.replays(id), 'What past attacks would have met here'],
              [paths.results(id), 'Which domains need work, and which proof'],
              [paths.scoredRisks, 'How risks are rated'],
            ]}
          />
        </div>
      </div>
      <Folded id={id} ruleSet={ruleSet} risks={groupRisks(examined)} />
    </AnswerFirst>
  )
}

function Folded({ id, ruleSet, risks }: { id: string; ruleSet: RuleSet; risks: readonly GroupedRisk[] }) {
  const { matrix } = ruleSet
  const numberOf = new Map(risks.map(({ row, number }) => [row.id, number]))
  return (
    <>
      <Details summary="Each risk in patients’ words, with its numbers as a table" printed>
        <RiskTable
          captionHidden
          caption="Risks to patients, in the order of the list"
          rows={risks.map(({ row }) => row)}
          nameOf={({ id: risk, short, axes: { before, after } }) => (
            <>
              {numberOf.get(risk)}. <a href={paths.risk(id, risk)}>{short}</a>
              <span class="nhsuk-body-s wr-line-note wr-no-print">
                Likelihood × consequence: {before.likelihood} × {before.consequence} before,{' '}
                {after.likelihood} × {after.consequence} on paper
              </span>
            </>
          )}
        />
      </Details>
      <Details summary="What the five steps mean, and where the matrix comes from">
        <p>
          Each risk is rated from 1 to 25, likelihood × consequence. Source of the matrix:{' '}
          {sourceWords(matrix.source)}. Likelihood is read over {matrix.period}. The cyber readings of its
          steps are our own.
        </p>
        <Table
          caption="What the steps of the matrix mean"
          columns={[{ header: 'Step' }, { header: 'Likelihood' }, { header: 'Consequence' }]}
          rows={matrix.likelihood.map((step, index) => [
            String(step.at),
            `${step.name}: ${step.reading.replaceAll(' %', '\u00a0%')}`,
            `${matrix.consequence[index]?.name ?? ''}: ${matrix.consequence[index]?.reading ?? ''}`,
          ])}
        />
      </Details>
    </>
  )
}
