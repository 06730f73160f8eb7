import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { getAssessment } from '../../src/service/assessments.ts'
import { findLevels } from '../../src/store/levels.ts'
import { ENGINES } from '../store/engines.ts'
import { CHOICE, openTestHouse, person, storedRowOf } from './house.ts'

test.each(ENGINES)(
  'on $name, what was acknowledged before the process was killed is there, with its levels',
  async ({ newDatabase }) => {
    const database = await newDatabase()
    const program = `
    const { openTestHouse, addTrust, person, CHOICE, choose } = await import(${JSON.stringify(resolve('test/service/house.ts'))})
    const { saveAnswer } = await import(${JSON.stringify(resolve('src/service/answering.ts'))})
    const house = await openTestHouse(${JSON.stringify(database)})
    await addTrust(house, 'a')
    for (let version = 0; ; version++) {
      const saved = await saveAnswer(house, person('a'), 'a', CHOICE.id, version, choose(version % 2, String(version)))
      console.log(saved.version)
    }`
    const writer = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exit = once(writer, 'exit')
    let acknowledged = 0
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged = Number(line)
      if (acknowledged === 40) writer.kill('SIGKILL')
    }
    await exit
    expect(acknowledged).toBeGreaterThanOrEqual(40)

    const house = await openTestHouse(database)
    const view = await getAssessment(house, person('a'), 'a')
    expect(view.versions[CHOICE.id]).toBeGreaterThanOrEqual(acknowledged)
    expect((await findLevels(house.db, view.assessment.id))?.row).toEqual(
      storedRowOf(view.ruleSet, view.answers),
    )
    await house.close()
  },
)
