/**
 * Files of nhsuk-frontend and of `client/` → a fixed map of assets under one address that changes with their content.
 * No name in a request ever reaches the file system, no font is loaded, and nothing comes from another host.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Hono } from 'hono'
import { PROJECT } from '../project.ts'

const NHSUK = join(
  dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')),
  'dist',
  'nhsuk',
)
const CLIENT = fileURLToPath(new URL('src/web/client/', PROJECT))

const CSS = 'text/css; charset=utf-8'
const JS = 'text/javascript; charset=utf-8'
const SVG = 'image/svg+xml; charset=utf-8'

/** Every file that is served, with where it comes from. Names are relative, so that files can refer to each other. */
const FILES = {
  'nhsuk.css': [NHSUK, 'nhsuk-frontend.min.css', CSS],
  'nhsuk.js': [NHSUK, 'nhsuk-frontend.min.js', JS],
  'ward-round.css': [CLIENT, 'ward-round.css', CSS],
  'supported.js': [CLIENT, 'supported.js', JS],
  'ward-round.js': [CLIENT, 'ward-round.js', JS],
  'autosave.js': [CLIENT, 'autosave.js', JS],
  'leaving.js': [CLIENT, 'leaving.js', JS],
  'or.js': [CLIENT, 'or.js', JS],
  'passkey.js': [CLIENT, 'passkey.js', JS],
  'print.js': [CLIENT, 'print.js', JS],
  'session.js': [CLIENT, 'session.js', JS],
  'favicon.svg': [CLIENT, 'favicon.svg', SVG],
  'images/nhsuk-icon-cross.svg': [NHSUK, 'assets/images/nhsuk-icon-cross.svg', SVG],
  'images/nhsuk-icon-arrow-up.svg': [NHSUK, 'assets/images/nhsuk-icon-arrow-up.svg', SVG],
  'images/nhsuk-icon-arrow-down.svg': [NHSUK, 'assets/images/nhsuk-icon-arrow-down.svg', SVG],
  'images/nhsuk-icon-arrow-up-down.svg': [NHSUK, 'assets/images/nhsuk-icon-arrow-up-down.svg', SVG],
} as const satisfies Record<string, readonly [folder: string, file: string, type: string]>

export type AssetName = keyof typeof FILES

interface Asset {
  readonly type: string
  readonly bytes: Buffer<ArrayBuffer>
  /** Filled at the first request that wants it. */
  gzipped?: Promise<Buffer<ArrayBuffer>>
}

export interface Assets {
  /** Address of an asset, good for ever: other content has another address. */
  url(name: AssetName): string
  readonly routes: Hono
}

/** Reads all assets once; about 350 KB in memory. */
export function loadAssets(): Assets {
  const assets = new Map<string, Asset>()
  const hash = createHash('sha256')
  for (const [name, [folder, file, type]] of Object.entries(FILES)) {
    const path = join(folder, file)
    const bytes = type === SVG ? readFileSync(path) : Buffer.from(clean(readFileSync(path, 'utf8')))
    assets.set(name, { type, bytes })
    hash.update(name).update('\0').update(bytes).update('\0')
  }
  const digest = hash.digest('hex').slice(0, 16)
  const base = `/assets/${digest}`
  return { url: (name) => `${base}/${name}`, routes: serveAssets(assets, digest) }
}

function serveAssets(assets: ReadonlyMap<string, Asset>, current: string): Hono {
  const routes = new Hono()
  routes.get('/assets/:digest/:name{.+}', async (c) => {
    const asset = assets.get(c.req.param('name'))
    if (asset === undefined) return c.notFound()
    // A page from before an update asks for its old address: it gets today's file, but must not keep it.
    const isCurrent = c.req.param('digest') === current
    c.header('Cache-Control', isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache')
    c.header('Content-Type', asset.type)
    c.header('Vary', 'Accept-Encoding')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    if (!/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')) return c.body(asset.bytes)
    c.header('Content-Encoding', 'gzip')
    asset.gzipped ??= promisify(gzip)(asset.bytes, { level: 9 }) as Promise<Buffer<ArrayBuffer>>
    return c.body(await asset.gzipped)
  })
  return routes
}

/** Takes out web fonts and source maps of other places, and makes addresses of images relative. */
function clean(text: string): string {
  return text
    .replace(/@font-face\{[^}]*\}/g, '')
    .replaceAll('url(/assets/images/', 'url(images/')
    .replace(/\/\/# sourceMappingURL=\S+|\/\*# sourceMappingURL=\S+ \*\//g, '')
}
