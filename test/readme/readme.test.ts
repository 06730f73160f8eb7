import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((block) =>
  (block[1] ?? '').trim().split('\n'),
)
const WARDROUND = `'${process.execPath}' '${join(root, 'src/wardround.mjs')}'`
const setUp = ['npm ci && npm start', 'npm ci && npm test']

test('the two set-up commands stand in the README, and the gate runs the test command', () => {
  expect(commands).toEqual(expect.arrayContaining(setUp))
  expect(readFileSync(join(root, '.ci/run'), 'utf8').split('\n')).toContain(setUp[1])
})

test('every other command of the README works as it is written', () => {
  mkdirSync(join(root, '.data'), { recursive: true })
  const folder = mkdtempSync(join(root, '.data/readme-'))
  try {
    const [first = '', ...others] = commands.filter((one) => !setUp.includes(one))
    run(first)
    // npx takes longer than the program that it finds, which is the same for all.
    for (const command of others) run(command.replace(/^npx wardround /, `${WARDROUND} `))
    expect(JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'))).toHaveProperty('overall.score')
  } finally {
    rmSync(folder, { recursive: true })
  }

  function run(command: string): void {
    // Commands that name the rules' folder are written for the top of the clone.
    const here = command.replace(/(?<=check |--rules )rules$/, join(root, 'rules'))
    expect(() => execFileSync('bash', ['-c', here], { cwd: folder, stdio: 'pipe' }), command).not.toThrow()
  }
})

test('what the README links to is there', () => {
  const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '')
  const files = targets.filter((target) => !/^https?:/.test(target))
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  const anchors = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1])
  const headings = [...readme.matchAll(/^##+ (.+)$/gm)].map((match) =>
    (match[1] ?? '').toLowerCase().replaceAll(' ', '-'),
  )
  expect(anchors.filter((anchor) => !headings.includes(anchor ?? ''))).toEqual([])
})
