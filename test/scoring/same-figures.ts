/** One reading by the compiled scorer and by the interpreter: every field in which they differ. */

import { help } from '../../src/rules/condition.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { compileScorer } from '../../src/scoring/compiled.ts'
import { isYes, TRUTH } from '../../src/scoring/compiled-conditions.ts'
import { OUTCOMES, STATUSES } from '../../src/scoring/compiled-walks.ts'
import type { Reading } from '../../src/scoring/reading.ts'
import { rateRisk, scoreDomain, scoreOverall, walkChain } from './interpreter.ts'

/** Compares with the same arrays again and again, as who scores many rows uses them. */
export function comparing(ruleSet: RuleSet): (reading: Reading) => string[] {
  const scorer = compileScorer(ruleSet)
  const figures = scorer.makeRoom()
  const scores = scorer.makeRoom()
  const chains = ruleSet.incidents.flatMap((incident) =>
    incident.chains.map((chain) => ({ incident, chain })),
  )
  return (reading) => {
    scorer.find(reading, figures)
    const found: string[] = []
    const same = (what: string, compiled: unknown, interpreted: unknown) => {
      if (compiled !== interpreted) found.push(`${what}: ${String(compiled)}, not ${String(interpreted)}`)
    }

    const domains = ruleSet.domains.map((domain) => scoreDomain(ruleSet, domain, reading))
    const overall = scoreOverall(ruleSet, domains, reading)
    same('overall', figures.overall, overall.score)
    same('overall before limits', figures.overallUncapped, overall.uncapped)
    same('domains', figures.domains.join(), domains.map((one) => one.score).join())
    same('domains before limits', figures.uncapped.join(), domains.map((one) => one.uncapped).join())
    const limits = [...ruleSet.domains.map((one) => one.caps), ruleSet.caps]
    limits.forEach((caps, of) => {
      const first = scorer.scores.firstLimit(of)
      same(
        `limits ${of}`,
        caps
          .filter((_, at) => figures.limits[first + at] === 1)
          .map(({ id }) => id)
          .join(),
        (domains[of] ?? overall).caps.map(({ id }) => id).join(),
      )
    })
    scorer.score(reading, scores)
    for (const field of ['domains', 'uncapped', 'limits'] as const)
      same(`${field} alone`, scores[field].join(), figures[field].join())
    same('overall alone', scores.overall, overall.score)

    ruleSet.risks.forEach((risk, index) => {
      const rated = rateRisk(risk, reading)
      same(`${risk.id} likelihood`, figures.likelihood[index], rated.likelihood)
      same(`${risk.id} consequence`, figures.consequence[index], rated.consequence)
    })
    chains.forEach(({ incident, chain }, index) => {
      const walk = walkChain(ruleSet, incident, chain, reading)
      const name = `${incident.id} ${chain.vantage}`
      const first = scorer.walks.firstStep(index)
      const stoppedAt = figures.stoppedAt[index]!
      same(`${name} outcome`, OUTCOMES[figures.outcomes[index]!], walk.outcome)
      same(`${name} reach`, figures.reach[index], walk.reach)
      same(`${name} meets`, figures.meets[index] === 1, walk.meets)
      same(`${name} stopped at`, stoppedAt < 0 ? null : chain.steps[stoppedAt]?.id, walk.stoppedAt)
      same(
        `${name} steps`,
        chain.steps.map((_, at) => STATUSES[figures.statuses[first + at]!]).join(),
        walk.statuses.join(),
      )
    })
    scorer.helpful.forEach((condition, index) =>
      same(
        `condition ${index}`,
        wordOf(scorer.helps.at(index)),
        help(condition, reading.levels, reading.context),
      ),
    )
    ruleSet.lessons.forEach(({ id, learnedWhen }, index) => {
      const learned = learnedWhen === undefined ? 'no' : help(learnedWhen, reading.levels, reading.context)
      same(`lesson ${id}`, wordOf(figures.lessons[index]!), learned)
    })
    return found
  }
}

const wordOf = (truth: number) => (truth === TRUTH.absent ? 'absent' : isYes(truth) ? 'yes' : 'no')
