/** Whether score, risks and past attacks agree: what the rules say of made-up organisations, and which targets hold. */
import type { RuleSet } from '../../rules/model.ts'
import { settledRows } from '../../report/calibration.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { countWords } from '../../report/words.ts'
import { paths } from '../../web/paths.ts'
import { Section } from './parts.tsx'

/** Nothing where nobody wrote down what was found of these rules. */
export function CalibrationSection({ ruleSet }: { ruleSet: RuleSet }) {
  const { calibrated } = ruleSet
  if (calibrated === undefined) return <></>
  const { draws, findings, maturities } = calibrated
  const [header = [], ...settled] = settledRows(calibrated)
  const held = findings.filter(({ holds }) => holds).length
  return (
    <Section id="calibration" heading="Do score, risks and past attacks agree?">
      <p>
        They are three readings of the same answers, so they must not contradict each other. We draw {draws}{' '}
        made-up organisations at each maturity, from 0 (every answer at its worst) to 1, and look at all
        three.{' '}
        <strong>
          {held} of {findings.length} targets hold.
        </strong>{' '}
        The targets are our own.
      </p>
      <Table
        caption="Made-up organisations by maturity"
        captionSize="s"
        columns={[
          { header: 'Maturity' },
          { header: 'Overall score, median', numeric: true },
          { header: 'Extreme risks, mean', numeric: true },
          { header: 'Attacks met, mean', numeric: true },
        ]}
        rows={maturities
          .filter(({ shifted }) => !shifted)
          .map((one) => [
            one.t.toFixed(1),
            one.overall,
            one.extremeRisks.toFixed(1),
            one.attacksMet.toFixed(1),
          ])}
      />
      <Details
        summary={`What the ${countWords(ruleSet.firstLook.length, 'question')} of the first look settle`}
      >
        <p>
          How much of what is open at the start these answers settle by themselves, over the made-up
          organisations of maturity 0.2 to 0.8. An open door is an answer below what a step of a past attack
          asks for.
        </p>
        <Table
          caption="Settled while nothing else is answered"
          captionSize="s"
          columns={header.map((one, index) => ({ header: one, numeric: index > 0 }))}
          rows={settled}
        />
        <p>
          As many questions chosen one by one, for this alone, settle more, but need more people in the room.
          The figures for chance are means. Most of a score still depends on the other answers: the first look
          finds open doors rather than a score.
        </p>
      </Details>
      <Details summary="Every target, and what was found">
        <ul>
          {findings.map((one) => (
            <li>
              <strong>{one.holds ? 'Holds' : 'Does not hold'}:</strong> {one.wanted}. Found: {one.found}.{' '}
              {one.because}
            </li>
          ))}
        </ul>
      </Details>
      <p>
        <a href={paths.scoredMoves}>What each answer can move</a>
      </p>
    </Section>
  )
}
