import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** What opens a transaction, reads past one, or asks for permission. */
const ASKS =
  /(?<!function )\b(?:(write|writeAlone|writeBeside|read|demand|demandForSome|demandNational|demandState)\(|\w+\((house\.db)\b)/g

/** Everybody comes through `acting.ts`. These alone ask by themselves, so often, and why. */
const THEMSELVES: Readonly<Record<string, readonly [asks: string, why: string]>> = {
  'accounts.ts': ['demandNational', 'the role of who asks may have ended since their request began'],
  'administrator-again.ts': ['write', 'a command on the machine: no person asks'],
  'bringing-evidence.ts': ['demandForSome', 'a large file is looked at before the transaction'],
  'caf.ts': ['demand demand', 'which parts hold an outcome is known once its framework is found'],
  'deleting.ts': ['house.db house.db house.db write', 'the operator’s schedule: no person asks'],
  'evidence.ts': ['demand', 'only the row says to which question a file belongs'],
  'health.ts': ['read write', 'anybody may ask whether the service is well'],
  'house.ts': ['write', 'the house is opened: there is nobody in it yet'],
  'importing.ts': ['demandNational', 'a large file is read before the transaction'],
  'inviting.ts': ['write', 'after a letter, about the letter'],
  'loading-caf.ts': ['write', 'a command on the machine: no person asks'],
  'moment.ts': ['read', 'one moment around everything that a page asks'],
  'on-show.ts': ['read', 'the demonstration, open to everybody'],
  'ordering.ts': ['house.db house.db house.db', 'remembers of which database one is being prepared'],
  'organisations.ts': ['house.db', 'names that everybody may read'],
  'proposed-rules.ts': ['write', 'a command on the machine: no person asks'],
  'proving.ts': ['read read', 'a command on the machine: no person asks'],
  'recording.ts': ['writeBeside', 'a job: no person asks'],
  'refusals.ts': ['write', 'of who was refused, whatever it was'],
  'register-worker.ts': ['read', 'another process compares what somebody may read already'],
  'release-worker.ts': ['read write', 'another process does what an analyst ordered'],
  'releases.ts': ['demandNational', 'before it is told that another release is being prepared'],
  'reminding.ts': [
    'house.db house.db house.db read read write write write write',
    'a job, and links in letters',
  ],
  'settling.ts': ['house.db write write', 'whom a request concerns is worked out from the request'],
  'shared.ts': ['read write', 'what was granted to one account, whatever its roles'],
  'signing-off.ts': ['demandState', 'a form that was sent twice finds the state after it'],
  'trails.ts': ['house.db', 'the pages of an export that was allowed and entered'],
  'waiting.ts': ['house.db read read read write write', 'whom a request concerns, and links in letters'],
}

const src = resolve(import.meta.dirname, '../../src')
const folder = join(src, 'service')
const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')

test('every act of the service comes through one wrapper, or is named here with its reason', () => {
  const found = readdirSync(folder)
    .filter((name) => !['acting.ts', 'permission.ts'].includes(name))
    .flatMap((name): [string, string][] => {
      const asks = [...withoutComments(readFileSync(join(folder, name), 'utf8')).matchAll(ASKS)].map(
        (match) => match[1] ?? match[2] ?? '',
      )
      return asks.length === 0 ? [] : [[name, asks.toSorted().join(' ')]]
    })
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(THEMSELVES).map(([name, [asks]]) => [name, asks])),
  )
})

test('every id that the service, a door or a page is given has its kind, so that none is taken for another', () => {
  const bare =
    /\b(?:organisation|assessment|period|account|question|register|row|domain|evidence|release)Ids?\??: (?:readonly )?string\b/
  const rooms = ['service', 'identity', 'web', 'assess', 'results', 'people', 'cli', 'jobs', 'demo']
  const wrong = rooms.flatMap((room) =>
    readdirSync(join(src, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .filter((name) => bare.test(withoutComments(readFileSync(join(src, room, name), 'utf8'))))
      .map((name) => `${room}/${name}`),
  )
  expect(wrong).toEqual([])
})
