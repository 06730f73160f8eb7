/** Issues board papers of a written trust as its lead does, and gives their files. */

import { formOn } from '../web/form-on.ts'
import type { Visitor } from '../web/visitor.ts'

export const COVER = {
  ...{ title: 'Cyber risk', meeting: 'Board of Directors', presentedBy: 'Ana Bell, digital officer' },
  ...{ 'on-day': '10', 'on-month': '12', 'on-year': '2026' },
}

export interface ChosenFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The answer to the form of a cover. */
export async function sendCover(
  lead: Visitor,
  trust: string,
  typed: Readonly<Record<string, string>> = {},
  file?: ChosenFile,
): Promise<Response> {
  const address = `/o/${trust}/packs/new`
  const page = await (await lead.get(address)).text()
  const fields = formOn(page, address, { ...COVER, ...typed }) as Record<string, string>
  return file === undefined ? lead.post(address, fields) : lead.upload(address, fields, file)
}

/** The address of the pack that was issued. */
export async function issuePapers(...sent: Parameters<typeof sendCover>): Promise<string> {
  const answer = await sendCover(...sent)
  const at = answer.headers.get('Location')
  if (at === null) throw new Error(`No papers were issued: ${answer.status}.`)
  return at
}

export async function fileAt(visitor: Visitor, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await visitor.get(path)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}.`)
  return new Uint8Array(await answer.arrayBuffer())
}
