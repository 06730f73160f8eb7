/**
 * Command line arguments → one command, run, with its exit code.
 * Exit 0: fine, warnings too · 1: faults that `check` finds, or what `caf` or `verify` finds wrong · 2: misuse, or a wrong answers file · 70: a fault of our own.
 * Unknown options and excess arguments are refused; a command is imported only when it is asked for.
 */

import type { Options } from './options.ts'
import { Command, CommanderError, Option } from 'commander'
import { NOT_FOR_CARE, PURPOSE } from '../report/handling.ts'
import { wrap } from '../report/text-page.ts'
import { escapeControls } from '../text.ts'
import { Refusal } from './refusal.ts'

const EXIT_CODES =
  'Exit codes: 0 fine, warnings too; 1 faults that check finds, or what caf, verify or verify-pack finds wrong; 2 misuse or a wrong answers file; 70 a fault of Ward Round itself.'

/** Runs the command line and sets the exit code of the process; never throws, and never ends the process by itself. */
export async function main(args: readonly string[]): Promise<void> {
  endQuietlyWhenNobodyReads()
  try {
    await buildProgram().parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = await exitCodeFor(error)
  }
}

async function exitCodeFor(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof Refusal) {
    for (const line of error.lines) process.stderr.write(`${escapeControls(line)}\n`)
    return error.exitCode
  }
  const { sayOfSystem } = await import('../store/unusable.ts')
  const said = sayOfSystem(error)
  if (said !== undefined) {
    process.stderr.write(`${escapeControls(said)}\n`)
    return 2
  }
  process.stderr.write(
    `Ward Round met a fault of its own. Please report it with these lines:\n${escapeControls(String(error instanceof Error ? error.stack : error))}\n`,
  )
  return 70
}

function buildProgram(): Command {
  const program = new Command('wardround')
    .description('Ward Round: NHS trusts examine their own cyber defences.')
    .exitOverride()
    .configureOutput({ writeErr: (text) => void process.stderr.write(escapeControls(text)) })
    .showSuggestionAfterError()
    .showHelpAfterError('Add --help to see how it is used.')
    .addHelpText(
      'after',
      ['', ...[EXIT_CODES, PURPOSE, NOT_FOR_CARE].flatMap((text) => wrap(text, 80))].join('\n'),
    )
  const rules = () => new Option('--rules <dir>', 'folder of another rule set')
  const database = () =>
    new Option(
      '--database <file>',
      'SQLite file or PostgreSQL URL; without it, the one of DATABASE_URL or WARDROUND_DB',
    )
  const json = () => new Option('--json', 'print data instead of sentences')

  program
    .command('check')
    .description('find every fault of a rule set, and run its cases')
    .argument('[dir]', "folder of the rule set; without it, the project's own")
    .option('--publish', 'record that this version never changes again')
    .addOption(json())
    .action(async (dir: string | undefined, options: Options) =>
      (await import('./check.ts')).check(dir, options),
    )
  program
    .command('calibrate')
    .description('check on made-up organisations that score, risks and past attacks agree')
    .argument('[dir]', "folder of the rule set; without it, the project's own")
    .option('--write', 'keep what was found beside the rules, for the pages that explain the scoring')
    .addOption(json())
    .action(async (dir: string | undefined, options: Options) =>
      (await import('./calibrate.ts')).calibrate(dir, options),
    )
  program
    .command('score')
    .description('score an answers file, with risks and past attacks')
    .argument('<file>', 'answers file, YAML or JSON; - reads standard input')
    .addOption(rules())
    .addOption(json())
    .action(async (file: string, options: Options) => (await import('./score.ts')).score(file, options))
  program
    .command('replay')
    .description('replay past attacks against an answers file')
    .argument('<file>', 'answers file; - reads standard input')
    .argument('[incident]', 'one incident, step by step; without it, all of them')
    .addOption(rules())
    .addOption(json())
    .action(async (file: string, incident: string | undefined, options: Options) =>
      (await import('./replay.ts')).replay(file, incident, options),
    )
  program
    .command('fix-first')
    .description(
      'say what to fix first: which moves lower most risk for their effort, and what only has to be shown',
    )
    .argument('<file>', 'answers file; - reads standard input')
    .addOption(rules())
    .addOption(json())
    .action(async (file: string, options: Options) =>
      (await import('./fix-first.ts')).fixFirst(file, options),
    )
  program
    .command('plan')
    .description('find what to do within money and days, to reach a band, or to stop an attack')
    .argument('<file>', 'answers file; - reads standard input')
    .option('--budget <pounds>', 'money for one year; without it, no limit')
    .option('--days <days>', 'days of own staff; without it, no limit')
    .option('--reach <band>', 'the cheapest way to this band, on paper')
    .option('--stop <incident>', 'the cheapest way to stop this past attack before it does harm')
    .addOption(severally('--keep <question=level>', 'raise this answer at least so far, come what may'))
    .addOption(severally('--without <question>', 'leave this answer as it is'))
    .addOption(rules())
    .addOption(json())
    .action(async (file: string, options: Options) => (await import('./plan.ts')).plan(file, options))
  program
    .command('explain')
    .description('say why a number is what it is')
    .argument('<file>', 'answers file; - reads standard input')
    .argument('<id>', 'id of a question, a domain or a risk, or the word overall')
    .addOption(rules())
    .addOption(json())
    .action(async (file: string, id: string, options: Options) =>
      (await import('./explain.ts')).explain(file, id, options),
    )
  program
    .command('template')
    .description('print an answers file to fill in, with every question')
    .addOption(
      new Option('--example <name>', 'one filled in for an invented trust').choices([
        'weak',
        'middling',
        'strong',
      ]),
    )
    .addOption(rules())
    .action(async (options: Options) => (await import('./template.ts')).template(options))
  program
    .command('caf')
    .description('name the defects of a CAF file, or compute a completed assessment again with it')
    .argument('<framework>', 'the framework, YAML as WebCAF has it; - reads standard input')
    .argument('[assessment]', 'a completed assessment, JSON as WebCAF has it')
    .option(
      '--load <framework>',
      'keep the file in the installation, as caf-4.0-dspt or another of the rules',
    )
    .addOption(database())
    .addOption(json())
    .action(async (framework: string, assessment: string | undefined, options: Options) =>
      (await import('./caf.ts')).caf(framework, assessment, options),
    )
  program
    .command('serve')
    .description('serve people with accounts, from this machine (settings: README, For an operator)')
    .option('--demo', 'the demonstration instead: fictional trusts, which anybody may enter')
    .action(async (options: Options) => (await import('./serve.ts')).serve(options))
  program
    .command('migrate')
    .description('bring the tables of a database up to date, and serve nothing')
    .addOption(database())
    .action(async (options: Options) => (await import('./migrate.ts')).migrate(options))
  program
    .command('administrator')
    .description('make an administrator, where nobody else can')
    .argument('<email>', 'their email address')
    .argument('<name>', 'their full name')
    .addOption(database())
    .action(async (email: string, name: string, options: Options) =>
      (await import('./administrator.ts')).administrator(email, name, options),
    )
  program
    .command('export')
    .description('print a whole assessment as JSON: answers, results, evidence list, notes, history')
    .argument('[organisation]', 'its id, as in the address of its pages')
    .option('--schema', 'print the JSON Schema of such a document instead')
    .addOption(database())
    .action(async (organisation: string | undefined, options: Options) =>
      (await import('./export.ts')).exportWhole(organisation, options),
    )
  program
    .command('impact')
    .description('say what a proposed rule set would move in the present assessments of a database')
    .argument('<dir>', 'folder of the proposed rule set')
    .option('--show', 'show it in the installation: these counts to authors, to each trust its own effect')
    .addOption(database())
    .addOption(json())
    .action(async (folder: string, options: Options) => (await import('./impact.ts')).impact(folder, options))
  program
    .command('schemas')
    .description('write a JSON Schema for each kind of rule file, with which an editor completes and checks')
    .argument('<dir>', 'folder to write them to')
    .action(async (folder: string) => (await import('./schemas.ts')).schemas(folder))
  program
    .command('verify')
    .description('prove the trail and everything derived, and name each broken link')
    .addOption(database())
    .option('--head <hash>', 'a head of the trail that you wrote down, to look for')
    .option('--organisation <id>', 'its trail, assessments and signatures alone')
    .addOption(json())
    .action(async (options: Options) => (await import('./verify.ts')).verify(options))
  program
    .command('verify-pack')
    .description('say which issued board paper a file is, and whether it was changed since')
    .argument('<file>', 'a Word document, a PDF or a workbook')
    .addOption(database())
    .addOption(json())
    .action(async (file: string, options: Options) =>
      (await import('./verify-pack.ts')).verifyPack(file, options),
    )
  program
    .command('backup')
    .description('copy the database to a new file, also while it is used, and check the copy')
    .argument('<file>', 'the copy; it must not be there yet')
    .addOption(database())
    .action(async (file: string, options: Options) => (await import('./backup.ts')).backup(file, options))
  program
    .command('restore')
    .description('make a database of a backup; nobody stays signed in')
    .argument('<file>', 'the backup')
    .addOption(database())
    .option('--replace <database>', 'the database that may be overwritten, named once more')
    .action(async (file: string, options: Options) => (await import('./backup.ts')).restore(file, options))
  program
    .command('copy')
    .description(
      'move an installation from a SQLite file to PostgreSQL, or back, and prove that nothing changed',
    )
    .requiredOption('--from <file or URL>', 'the database as it is; no service may use it')
    .requiredOption('--to <file or URL>', 'an empty one; a missing file is made')
    .addOption(json())
    .action(async (options: Options) => (await import('./copy.ts')).copy(options))
  program
    .command('release')
    .description('look after the published comparisons')
    .command('verify')
    .description('compute every published comparison again, and compare it byte for byte')
    .addOption(database())
    .addOption(json())
    .action(async (options: Options) => (await import('./release.ts')).verify(options))
  return program
}

/** An option that may be given more than once. */
function severally(flags: string, description: string): Option {
  return new Option(flags, `${description}; may be given more than once`).argParser(
    (one: string, before: readonly string[] | undefined) => [...(before ?? []), one],
  )
}

/** A reader such as `head` may close the pipe: the rest of the text is then nobody's, and no fault. */
function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      process.exit(process.exitCode ?? 0)
    })
}
