import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { takesFile } from '../../src/web/app.tsx'
import { limitPatience } from '../../src/web/patience.ts'

let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** A server that answers once it has the whole body; and connections that sent half of one. */
async function start(): Promise<
  (path: string) => Promise<{ socket: Socket; answer: () => Promise<string> }>
> {
  server = createServer((request, response) => {
    request.on('error', () => undefined)
    request.resume().on('end', () => response.end('taken'))
  })
  limitPatience(server, takesFile, { formMs: 60 })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return async (path) => {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    let text = ''
    socket.on('data', (bytes) => (text += String(bytes))).on('error', () => undefined)
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 10\r\n\r\nhalf.`,
    )
    const closed = once(socket, 'close')
    return { socket, answer: async () => (await closed, text) }
  }
}

test('a form that arrives too slowly is cut off, while a file on a slow line still arrives', async () => {
  const send = await start()
  const upload = await send('/o/oak/questions/identity/mfa-remote-ways-in/evidence')
  const form = await send('/o/oak/questions/identity/mfa-remote-ways-in/evidence/review')
  expect(await form.answer()).toMatch(/^HTTP\/1\.1 408 /)
  upload.socket.write('half.')
  expect(await upload.answer()).toMatch(/^HTTP\/1\.1 200 .*taken$/s)
})
