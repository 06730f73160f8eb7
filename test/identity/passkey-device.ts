/** A device with one passkey, for tests without a browser: it signs what it is asked, and says how often it was used. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { PasskeyRow } from '../../src/store/passkeys.ts'

export interface Device {
  /** As our store keeps it. */
  readonly row: PasskeyRow
  /** The JSON with which a browser answers a challenge. */
  answer(challenge: string, counter: number): string
}

const hash = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest()

export function newDevice(accountId: string, origin: string, counter: number): Device {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coordinate = (text: string) => Buffer.from(text, 'base64url')
  // CBOR of a COSE key: EC2, ES256, P-256. Source: RFC 9053, section 7.1.1.
  const key = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    coordinate(x),
    Buffer.from('225820', 'hex'),
    coordinate(y),
  ])
  const id = randomBytes(16).toString('base64url')
  return {
    row: {
      id,
      accountId,
      label: 'Test device',
      publicKey: new Uint8Array(key),
      counter,
      transports: [],
      createdAt: '2026-11-01T00:00:00.000Z',
      usedAt: undefined,
    },
    answer: (challenge, times) => {
      const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin }))
      const count = Buffer.alloc(4)
      count.writeUInt32BE(times)
      // Its holder was there, and was checked.
      const data = Buffer.concat([hash(new URL(origin).hostname), Buffer.from([0x05]), count])
      const signature = sign('sha256', Buffer.concat([data, hash(client)]), privateKey)
      return JSON.stringify({
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      })
    },
  }
}
