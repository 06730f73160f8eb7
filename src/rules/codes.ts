/**
 * The closed list of faults that reading and checking a rule set can report, each with its meaning.
 * Running its cases adds `case-disagrees` and `case-trust-faulty`, which are found in `scoring/cases.ts`.
 * A code never changes its meaning: tests, waivers and authors' notes name it.
 */
export const ruleCodes = {
  // The files and their YAML
  'unknown-file': 'a file that has no place in a rule set',
  'missing-file': 'a file that every rule set needs is not there',
  'file-too-big': 'a file of more than 1 MB',
  'not-text': 'a file that is not text in UTF-8',
  'symbolic-link': 'a link in the place of a file',
  'file-name': 'a file whose name does not agree with the id inside',
  'not-yaml': 'text that is not YAML',
  'not-plain-yaml': 'an anchor, alias, tag, directive, or a key that is not a word',
  'duplicate-key': 'a key written twice in one place',
  'text-cut': 'a text without quotes, cut off by what reads as a comment',
  'unseen-letter': 'a character that nobody sees',
  // Shape
  'unknown-key': 'a key that has no meaning there',
  'missing-key': 'a key that is needed and not there',
  'missing-source': 'a rule or fact that does not say where it comes from',
  'wrong-shape': 'a value of the wrong kind',
  // Names
  'unknown-id': 'a name that nothing has',
  'unknown-level': 'a level that the question does not have',
  'unknown-option': 'an option that the question or column does not have',
  'duplicate-id': 'two things with one name',
  'retired-id': 'the name of a question that was withdrawn',
  'named-twice': 'a list that holds one name or text twice',
  // Frameworks
  'question-unmapped': 'a question that points to no outcome of a framework',
  'relation-missing': 'an outcome of which nothing says what it was, or became, in the version beside it',
  'outcome-changed': 'an outcome of the same code and another name, said to be the same',
  'outcome-carried-over': 'a question with one code in two versions, which mean different things by it',
  // Questions and their levels
  'too-many-levels': 'more than 11 levels',
  'levels-out-of-order': 'bounds that do not go from worst to best',
  'level-bound': 'a level with a bound it cannot have, or without the one it needs',
  'credit-out-of-order': 'a level with less credit than the one before',
  'score-cannot-reach-0': 'a first level with more than no credit',
  'score-cannot-reach-100': 'a last level with less than full credit',
  'levels-alike': 'neighbouring levels that nothing tells apart',
  'level-means-unknown': 'a level that means "we do not know"',
  'must-have-out-of-range': 'a must-have item that limits nothing',
  'weight-disagrees': 'a weight that the dossiers do not give',
  'double-question': 'warning: a yes-or-no question that may ask two things',
  // Context
  'question-never-shown': 'a question that no scope shows',
  'question-without-use': 'a context question that nothing reads and that is not for the record',
  'show-when-scored-question': 'a show-when or exposed-when that reads a scored question',
  'too-many-contexts': 'more than 64 combinations of scope',
  'cohort-question': 'not exactly one question taken from the organisation',
  'domain-can-vanish': 'a domain without a question that is always there',
  'hidden-question-read': 'a question that may be hidden, read without a rule for when it is',
  // Conditions and limits
  'direction-broken': 'below in what helps, or at-least in what harms',
  'literal-always-true': 'a comparison that is true for every answer',
  'literal-never-true': 'a comparison that is true for no answer',
  'condition-never-true': 'a condition whose parts exclude each other',
  'too-many-branches': 'a condition that can be met in more than 256 ways',
  'cap-without-below': 'a limit that can hold without a bad answer',
  'cap-cannot-bind': 'a limit that never lowers a score',
  'seen-when-question': 'a seen-when that reads a question which is not always there',
  // Registers
  'register-without-use': 'a register that feeds no question',
  'column-type': 'a column with what its type does not have, or without what it needs',
  'column-without-use': 'a column that nothing reads and that is not for the record',
  'list-without-use': 'a list of tests that nothing names',
  'list-names-a-list': 'a list of tests that names a list',
  'column-read-twice':
    'a share that reads a column in several tests whose cells cannot be filled in every way',
  'total-of-no-percentage': 'a total of a question that is not typed as two numbers',
  'test-column-type': 'a test that the type of the column cannot pass',
  // Risks, matrix and bands
  'never-below-above-inherent': 'a floor above the start of a risk',
  'lowering-without-effect': 'a lowering of nothing',
  'risk-title': 'a risk not written as "If …, then patients would …"',
  'bands-out-of-order': 'bands that do not start at the bottom or do not rise',
  'matrix-incomplete': 'a scale that is not 1, 2, 3, 4, 5',
  'version-without-change': 'a version without an entry in the list of changes',
  'version-published': 'a rule set that differs from what was published under its version',
  // Cohorts
  'cells-no-partition': 'a cohort and region in no cell, or in two',
  'cell-cannot-merge': 'a cell that has nothing to merge with when it is small',
  'cohort-twice': 'a cohort that is another one under a second name',
  // Improvements
  'improvement-missing': 'a question, or an item of one, of which nothing says how to raise it',
  'sizes-out-of-order': 'sizes of effort that do not rise',
  'range-wrong-way-round': 'a range whose least is more than its most',
  'needs-in-a-circle': 'steps that need each other, so that none can be taken first',

  // Cases
  'case-expects-nothing': 'a case that expects nothing, so that it can never disagree',
  'case-day-unread': 'a day in a case of which nothing depends on a day',
  'case-state': 'a state that the question cannot have',
  // Incidents
  'dossier-incomplete': 'a dossier without what every dossier has, or an exercise with what none has',
  'step-without-controls':
    'a step with neither controls nor the reason why it cannot be tested, or with both',
  'stops-outside-attack': 'stops on a step that is not an attack',
  'customer-chain-stops': 'stops or detects in the chain of a customer',
  'customer-does-not-own': 'a customer chain that names what a customer does not own',
  'confirmed-kind': 'confirmed without saying what, or the other way round',
  'claim-replayed': 'controls on a step that is only claimed',
  'strength-above-fact': 'evidence stronger than the allegation it rests on',
  'chain-without-attack': 'a chain in your place without an attack step',
} as const

export type RuleCode = keyof typeof ruleCodes
