/**
 * How long a request may take to arrive: a form not long, a file longer, so that a slow line can send it.
 * It says nothing about how long an answer may take.
 */
import type { Server } from 'node:http'
import { refuseRaw } from './raw-answers.ts'

/** Of headers, and of a form; ours: who sends a byte now and then holds no connection for long. */
const HEADERS_MS = 10_000
const FORM_MS = 20_000
/** The largest file over half a megabit a second, about (ours). */
const UPLOAD_MS = 180_000

/** Cuts off requests that arrive too slowly, with 408. Paths that take a file wait longer. */
export function limitPatience(
  server: Server,
  takesFile: (path: string) => boolean,
  { formMs = FORM_MS, uploadMs = UPLOAD_MS } = {},
): void {
  server.headersTimeout = Math.min(HEADERS_MS, uploadMs)
  server.requestTimeout = uploadMs
  server.on('request', (request) => {
    if (takesFile(request.url?.split('?')[0] ?? '')) return
    const { socket } = request
    const timer = setTimeout(() => {
      if (!request.complete) refuseRaw(socket, 408)
    }, formMs)
    request.once('close', () => clearTimeout(timer))
  })
}
