// Sources → one bundle of the program, kept in a folder that only its maker and root can write; where there is none, the sources themselves run.
// It never runs what another account could have put there, and asks what the sources say, never when they were changed.
import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { enableCompileCache, SourceMap } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)))
const HOME = join(PROJECT, 'node_modules/.cache/wardround')
/** So many bundles stay, because a process may still run one of earlier sources. */
const KEPT = 5
const DAY_MS = 86_400_000
const NOT_THERE = { throwIfNoEntry: false }
const me = process.getuid?.()
/** What root made every account may read: it holds nothing but the program. */
const FOLDER_MODE = me === 0 ? 0o755 : 0o700

/** The module of the command line: of the bundle of today's sources, made now if need be and possible; or else the source. */
export async function load() {
  const folder = join(HOME, digestSources())
  let why
  try {
    if (!isThere(folder)) await make(folder)
    why = findDoubt(folder)
  } catch (error) {
    if (error.syscall === undefined) throw error
    why = `${folder} cannot be read or made (${error.code})`
  }
  if (why === undefined) {
    enableCompileCache(join(folder, 'compiled'))
    nameSourcesOf(folder)
    return import(pathToFileURL(join(folder, 'main.mjs')).href)
  }
  process.stderr.write(`Ward Round runs from its sources, which takes longer: ${why}.\n`)
  process.setSourceMapsEnabled(true)
  await import('./sources.mjs')
  return import('./cli/main.ts')
}

/** Makes the bundle, so that the first start need not. An installation never fails by it. */
export async function buildAhead() {
  try {
    const folder = join(HOME, digestSources())
    if (!isThere(folder)) await make(folder)
  } catch (error) {
    process.stderr.write(`Ward Round was not built ahead (${error.message}); its start says more.\n`)
  }
}

/** Over the names and bytes of all that a bundle is made of, and the Node that runs it. */
function digestSources() {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`)
  for (const name of [
    'package-lock.json',
    'tsconfig.json',
    ...listFiles('src'),
    ...listFiles('migrations'),
  ]) {
    const bytes = readIfThere(`${PROJECT}/${name}`)
    hash.update(`\0${name}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex').slice(0, 32)
}

function listFiles(folder) {
  return readdirSync(`${PROJECT}/${folder}`, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = `${folder}/${entry.name}`
      return entry.isDirectory() ? listFiles(name) : [name]
    })
}

/** Where one file is read after the other: a piece of memory for each of some 600 makes Node clear up before it has begun. */
let space = Buffer.allocUnsafeSlow(1 << 19)

/** The bytes of a file, until the next one is read. A copy of the program may come without its lock file. */
function readIfThere(path) {
  let file
  try {
    file = openSync(path)
    for (;;) {
      const length = readSync(file, space, 0, space.length, 0)
      if (length < space.length) return space.subarray(0, length)
      space = Buffer.allocUnsafeSlow(2 * space.length)
    }
  } catch (error) {
    if (error.code === 'ENOENT') return space.subarray(0, 0)
    throw error
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Builds beside, and moves it to its place whole. @throws an error of the file system where nothing can be written. */
async function make(folder) {
  if (findDoubt(HOME) !== undefined) return
  mkdirSync(HOME, { recursive: true, mode: FOLDER_MODE })
  const beside = join(HOME, `making-${randomUUID()}`)
  mkdirSync(beside, { mode: FOLDER_MODE })
  try {
    // On the disk before it has its name: a power cut leaves no half of a program.
    for (const { path, contents } of await bundle(beside))
      writeFileSync(path, contents, { mode: 0o644, flush: path.endsWith('.mjs') })
    renameSync(beside, folder)
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    // Another start was quicker.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  }
  forgetOldest()
}

/** What a start left half made goes after a day; the others may be making theirs. */
function forgetOldest() {
  const byAge = readdirSync(HOME)
    .map((name) => ({ name, changed: lstatSync(join(HOME, name), NOT_THERE)?.mtimeMs ?? 0 }))
    .sort((a, b) => b.changed - a.changed)
  const halfMade = byAge.filter(
    ({ name, changed }) => name.startsWith('making-') && Date.now() - changed > DAY_MS,
  )
  const whole = byAge.filter(({ name }) => !name.startsWith('making-'))
  for (const { name } of [...halfMade, ...whole.slice(KEPT)])
    rmSync(join(HOME, name), { recursive: true, force: true })
}

/**
 * Why what lies there may be another account's work, or leads elsewhere; undefined when it does not, or nothing is there.
 * Folders above `.cache` are not asked: who can write them can change the program itself.
 */
function findDoubt(folder) {
  const there = [...new Set([dirname(HOME), HOME, folder])].filter(isThere)
  const inmost = there.at(-1)
  if (inmost === undefined) return undefined
  if (realpathSync(inmost) !== inmost) return `${inmost} is reached through a link`
  const inside = inmost === HOME || inmost !== folder ? [] : readdirSync(folder, { recursive: true })
  const open = [...there, ...inside.map((name) => join(folder, name))].find(isOpen)
  return open && `another account could have written ${open}`
}

/** What has gone meanwhile is not open. */
function isOpen(path) {
  const found = lstatSync(path, NOT_THERE)
  if (found === undefined || me === undefined) return false
  return (found.uid !== me && found.uid !== 0) || (found.mode & 0o022) !== 0
}

function isThere(path) {
  return lstatSync(path, NOT_THERE) !== undefined
}

/** Stack traces name the sources. Node would read every map at each start; here the first fault that shows a file reads its map. */
function nameSourcesOf(folder) {
  const maps = new Map()
  const mapOf = (path) => {
    if (!maps.has(path)) maps.set(path, new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8'))))
    return maps.get(path)
  }
  const nameSource = (written, url, line, column) => {
    if (dirname(fileURLToPath(url)) !== folder) return written
    const { fileName, lineNumber, columnNumber } = mapOf(fileURLToPath(url)).findOrigin(
      Number(line),
      Number(column),
    )
    return fileName === undefined ? written : `${join(folder, fileName)}:${lineNumber}:${columnNumber}`
  }
  Error.prepareStackTrace = (error, calls) =>
    [String(error), ...calls.map((call) => `    at ${call}`)]
      .join('\n')
      .replace(/(file:\/\/[^\s()]+\.mjs):(\d+):(\d+)/g, nameSource)
}

/** The files of the bundle, as if they stood in the folder. */
async function bundle(folder) {
  const { build, stop } = await import('esbuild')
  const { outputFiles } = await build({
    absWorkingDir: PROJECT,
    entryPoints: {
      main: 'src/cli/main.ts',
      'release-worker': 'src/service/release-worker.ts',
      'impact-worker': 'src/assess/carrying/impact-worker.ts',
      'register-worker': 'src/service/register-worker.ts',
      'solver-worker': 'src/solver/solver-worker.ts',
      'table-worker': 'src/documents/table-worker.ts',
      'workbook-worker': 'src/documents/workbook-worker.ts',
      typeset: 'src/documents/typeset.ts',
    },
    outdir: folder,
    write: false,
    bundle: true,
    splitting: true,
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    platform: 'node',
    target: 'node22.18',
    // Natives stay where they are, and the solver beside its WebAssembly; pg asks for one that it can do without.
    external: ['better-sqlite3', '@myriaddreamin/*', '@node-rs/argon2', 'highs', 'pg-native'],
    // Packages of the older kind call `require`; one is made for all the files, which lie in one folder.
    banner: {
      js: "import{createRequire as r_}from'node:module';const require=globalThis.r_??=r_(import.meta.url);",
    },
    // Read by project.ts.
    define: { BUNDLED: 'true' },
    minifyWhitespace: true,
    minifySyntax: true,
    // Node shows the line of a fault that nobody catches.
    lineLimit: 200,
    legalComments: 'none',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
  })
  await stop()
  return outputFiles
}
