/** A stored file → a response that a browser only ever saves: its name is ours, its type is from our list, and nothing in it runs. */
import { extensionOf } from '../../exchange/evidence-file.ts'
import type { EvidenceFile } from '../../service/evidence.ts'
import type { PageContext } from '../../web/web.ts'

export function download(c: PageContext, { title, type, bytes }: EvidenceFile): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type === 'text/csv' ? 'text/csv; charset=utf-8' : type,
    'Content-Disposition': attachmentNamed(title, extensionOf(type)),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'no-store',
  })
}

/** The header that names a download by its title. Source: RFC 6266 section 4 and appendix D; RFC 8187 section 3.2. */
export function attachmentNamed(title: string, extension: string): string {
  const name = title
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"*/:<>?\\|]+/gu, ' ')
    .toWellFormed()
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
  const whole = `${[...name].slice(0, 100).join('').trim() || 'evidence'}.${extension}`
  const plain = whole.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll('%', '_')
  const encoded = encodeURIComponent(whole).replaceAll(
    /['()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
