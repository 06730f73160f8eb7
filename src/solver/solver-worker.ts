/** A process of its own: one linear model after the other → its optimum by HiGHS, or the best found in time with its bound. */

import loader, { type Highs, type Model, type ModelData } from 'highs'
import type { LinearModel, Solved, SolverTask, Terms } from './model.ts'

// Its types are those of its older form; in this one the default export is the loader itself.
const highs = await (loader as unknown as typeof loader.default)()

/** Of equal answers the same one is found each time. */
const SEED = 0

function solve({ model, smallest, seconds, start }: SolverTask): Solved {
  if (model.columns.length === 0) return solveEmpty(model)
  return highs.withModel(dataOf(highs, model, smallest), (solver: Model): Solved => {
    solver.options.set({
      output_flag: false,
      random_seed: SEED,
      time_limit: seconds,
      mip_rel_gap: 0,
      mip_abs_gap: 1e-9,
    })
    if (start !== undefined) solver.setSolution({ colValue: Float64Array.from(start) })
    solver.run()
    return answerOf(solver, model, smallest)
  })
}

/** Nothing can be chosen, which HiGHS does not call an answer. */
function solveEmpty({ rows }: LinearModel): Solved {
  const holds = rows.every(({ lower, upper }) => lower <= 0 && upper >= 0)
  return holds ? { kind: 'found', values: [], value: 0, bound: 0 } : { kind: 'none' }
}

function answerOf(solver: Model, { columns }: LinearModel, smallest: Terms): Solved {
  const { modelStatus } = highs.constants
  const status = solver.getModelStatus()
  if (status === modelStatus.infeasible) return { kind: 'none' }
  if (!FOUND.has(solver.info.get('primal_solution_status') as number)) return { kind: 'nothing-yet' }
  // Whole within a tolerance.
  const values = Array.from(solver.getSolution().colValue, (one, at) =>
    columns[at]?.whole === true ? Math.round(one) : one,
  )
  const value = smallest.reduce((sum, [column, factor]) => sum + factor * (values[column] ?? 0), 0)
  const bound = status === modelStatus.optimal ? value : Number(solver.info.get('mip_dual_bound'))
  return { kind: 'found', values, value, bound }
}

/** HiGHS: the values that it holds make every row hold. */
const FOUND = new Set([2])

function dataOf({ constants }: Highs, { columns, rows }: LinearModel, smallest: Terms): ModelData {
  const costs = new Float64Array(columns.length)
  for (const [column, factor] of smallest) costs[column] = factor
  const starts = new Int32Array(rows.length + 1)
  for (const [at, { terms }] of rows.entries()) starts[at + 1] = (starts[at] ?? 0) + terms.length
  const terms = rows.flatMap((row) => row.terms)
  const { integer, continuous } = constants.variableType
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: costs,
    colLower: columns.map(({ lower }) => lower),
    colUpper: columns.map(({ upper }) => upper),
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper }) => upper),
    integrality: columns.map(({ whole }) => (whole ? integer : continuous)),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: Int32Array.from(terms, ([column]) => column),
      values: Float64Array.from(terms, ([, factor]) => factor),
    },
  }
}

process.on('message', (task: SolverTask) => process.send?.(solve(task)))
// Whoever asked is gone.
process.once('disconnect', () => process.exit())
