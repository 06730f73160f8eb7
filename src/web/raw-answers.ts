/**
 * What the server itself answers before or instead of a route: a request that it cannot read, or that comes too slowly.
 * Every answer, these too, carries the headers of security.
 */
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { HEADERS } from './security.ts'

const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Gives all answers of a server the headers of security, whoever writes them. */
export function headEveryAnswer(server: Server): void {
  const head = (_: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of [...HEADERS, NO_STORE]) response.setHeader(name, value)
  }
  server.prependListener('request', head)
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    head(request, response)
    response.writeHead(417).end()
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) =>
    refuseRaw(socket, STATUS_OF[error.code ?? ''] ?? 400),
  )
}

/** Answers on a connection whose request could not be read to its end, and closes it. */
export function refuseRaw(socket: Duplex, status: number): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const words = `${STATUS_CODES[status] ?? 'Refused'}.`
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...[...HEADERS, NO_STORE].map(([name, value]) => `${name}: ${value}`),
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${words.length}`,
    'Connection: close',
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${words}`, () => socket.destroy())
}

const NO_STORE = ['Cache-Control', 'no-store'] as const
