/** A made-up framework in both public shapes, and an assessment of it. Nothing of it is anybody's. */

const STATUS = { achieved: '*achieved', partially: '*partially', not: '*not' }

/** The 27 lines as the public file of 3.2 has them: with anchors and aliases. */
function lines(): string {
  const amounts = ['all', 'some', 'none']
  return amounts
    .flatMap((a) => amounts.flatMap((p) => amounts.map((n) => [a, p, n] as const)))
    .map(([a, p, n]) => {
      const status =
        n !== 'none'
          ? STATUS.not
          : a === 'all'
            ? STATUS.achieved
            : p === 'all'
              ? STATUS.partially
              : STATUS.not
      return `  ${a}_${p}_${n}:\n    outcome_status: ${status}\n    outcome_status_message: Because of ${a}, ${p} and ${n}.`
    })
    .join('\n')
}

const STATUSES = `statuses:
  - &achieved Achieved
  - &partially Partially achieved
  - &not Not achieved
`
export const TABLE = `${STATUSES}assessment-rules: &rules\n${lines()}\n`
export const TESTS = `assessment-rules: &rules
  1:
  - achieved
  - all
  2:
  - partially-achieved
  - all
  3:
  - not-achieved
  - any
`

const profile = (baseline: string, enhanced: string) => `
            min_profile_requirement:
              baseline: ${baseline}
              enhanced: ${enhanced}`

/** Two outcomes of lighthouse keeping: one with three groups, one without partly achieved indicators. */
export function objectives(profiles = ['', '']): string {
  return `objectives:
  A:
    code: A
    title: Keeping the light
    principles:
      A1:
        code: A1
        title: The lamp
        outcomes:
          A1.a:
            code: A1.a
            title: Lamp oil
            description: There is always oil.
            indicators:
              not-achieved:
                A1.a.1:
                  description: The lamp ran dry this year.
                A1.a.2:
                  description: Nobody measures the oil.
              partially-achieved:
                A1.a.3:
                  description: Oil lasts for a week.
              achieved:
                A1.a.4:
                  description: Oil lasts for a month.
                A1.a.5:
                  description: A second store stands inland.
            assessment-rules: *rules${profiles[0]}
          A1.b:
            code: A1.b
            title: Lamp glass
            description: ''
            indicators:
              partially-achieved: {}
              not-achieved:
                A1.b.1:
                  description: The glass is cracked.
              achieved:
                A1.b.2:
                  description: The glass is cleaned each day.
            assessment-rules: *rules${profiles[1]}
`
}

export const PROFILES = [profile('*partially', '*achieved'), '']
/** As 3.2 is written: its table, and profiles for the first outcome only. */
export const MADE_UP = TABLE + objectives(PROFILES)
/** As 4.0 is written. */
export const MADE_UP_OF_TESTS = TESTS + objectives()

/** A completed assessment of it in the public shape: the first not achieved, the second achieved. */
export const COMPLETED = {
  'A1.a': {
    indicators: {
      'achieved_A1.a.4': true,
      'achieved_A1.a.5': true,
      'partially-achieved_A1.a.3': true,
      'not-achieved_A1.a.1': true,
      'not-achieved_A1.a.2': false,
      'achieved_A1.a.5_comment': 'The store is shared with the harbour.',
      'achieved_A1.a.4_comment': '',
    },
    confirmation: {
      outcome_status: 'Not achieved',
      confirm_outcome: 'confirm',
      outcome_status_message: 'Because of all, all and some.',
      confirm_outcome_confirm_comment: 'It ran dry in March.',
    },
  },
  'A1.b': {
    indicators: { 'achieved_A1.b.2': true, 'not-achieved_A1.b.1': false },
    confirmation: {
      outcome_status: 'Achieved',
      confirm_outcome: 'confirm',
      outcome_status_message: '',
      confirm_outcome_confirm_comment: 'Looked at in May.',
    },
  },
}
