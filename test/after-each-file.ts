/** What every file of tests leaves behind, whichever worker runs it: workers and their modules stay for the next file, databases do not. */
import { afterAll } from 'vitest'
import { removeFolders } from './folders.ts'
import { dropServerDatabases } from './store/server-databases.ts'

afterAll(async () => {
  removeFolders()
  await dropServerDatabases()
})
