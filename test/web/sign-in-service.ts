/**
 * A real OpenID provider on this machine, for tests: whoever comes is signed in at once as whom it is told, with the proof it is told.
 *
 *     const trust = await openSignInService()
 *     trust.who = { subject: 'lena', acr: 'urn:mfa' }
 *     const back = await trust.visit(urlOfOurs)   // path and query with which the browser returns
 */
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type ClientAuthMethod, type KoaContextWithOIDC } from 'oidc-provider'

export interface Who {
  readonly subject: string
  readonly acr?: string
  readonly amr?: readonly string[]
  /** How long ago they signed in there. */
  readonly minutesAgo?: number
}

export interface SignInService {
  readonly settings: { issuer: string; clientId: string; clientSecret: string; acr: string[] }
  /** Who stands before it. */
  who: Who
  /** It shows keys with which it did not sign. */
  hasFalseKeys: boolean
  /** How often somebody was asked to sign in. */
  asked: number
  /** Goes where our page sends a browser, and gives the path and query with which it comes back. */
  visit(url: string): Promise<string>
  close(): Promise<void>
}

const SECRET = 'u8VnQ2-kf7Jw-0tYpL4xZr-b6Hs9Ec'

/** `proof` is the one way in which it lets us prove who we are; the other is refused. */
export async function openSignInService(
  redirect: string,
  proof: 'client_secret_post' | 'client_secret_basic' = 'client_secret_post',
): Promise<SignInService> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = newProvider(issuer, redirect, proof)
  const falseKeys = JSON.stringify({ keys: [newKey().public] })
  const handle = provider.callback()
  const service: SignInService = {
    settings: { issuer, clientId: 'ward-round', clientSecret: SECRET, acr: [] },
    who: { subject: 'lena' },
    hasFalseKeys: false,
    asked: 0,
    visit: (url) => visit(url, new URL(redirect).origin),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  server.on('request', (request, response) => {
    if (request.url === '/jwks' && service.hasFalseKeys) {
      response.setHeader('Content-Type', 'application/json').end(falseKeys)
      return
    }
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response)
    service.asked++
    const { subject, acr, amr, minutesAgo = 0 } = service.who
    const login = {
      accountId: subject,
      ts: Math.floor(Date.now() / 1000) - minutesAgo * 60,
      ...(acr === undefined ? {} : { acr }),
      ...(amr === undefined ? {} : { amr: [...amr] }),
    }
    void provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
  })
  return service
}

function newProvider(issuer: string, redirect: string, proof: ClientAuthMethod): Provider {
  const provider: Provider = new Provider(issuer, {
    clientAuthMethods: [proof],
    clients: [
      {
        client_id: 'ward-round',
        client_secret: SECRET,
        redirect_uris: [redirect],
        token_endpoint_auth_method: proof,
      },
    ],
    cookies: { keys: ['for tests only'] },
    jwks: { keys: [newKey().private] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    acrValues: ['urn:mfa', 'urn:password'],
    // It names a mail address too, which nobody may believe.
    claims: { openid: ['sub', 'email', 'email_verified', 'acr', 'amr', 'auth_time'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, email: 'lena@trust.example', email_verified: true }),
    }),
    loadExistingGrant: async (context: KoaContextWithOIDC) => {
      const { session, client } = context.oidc
      const grant = new provider.Grant({
        accountId: session?.accountId ?? '',
        clientId: client?.clientId ?? '',
      })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  // Its advice about cookies and keys is not for tests.
  provider.on('server_error', (_, error) => console.error('The sign-in service of a test:', error.message))
  return provider
}

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const as = { alg: 'RS256', use: 'sig', kid: 'test' }
  return {
    private: { ...privateKey.export({ format: 'jwk' }), ...as },
    public: { ...publicKey.export({ format: 'jwk' }), ...as },
  }
}

/** Follows redirects with cookies, as a browser does, until one leads to our own host. */
async function visit(url: string, ours: string): Promise<string> {
  const jar = new Map<string, string>()
  for (let step = 0, at = url; step < 10; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at, { redirect: 'manual', headers: { Cookie: cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const location = response.headers.get('Location')
    if (location === null)
      throw new Error(`The sign-in service stopped with ${response.status}: ${await response.text()}`)
    const next = new URL(location, at)
    if (next.origin === ours) return next.pathname + next.search
    at = next.href
  }
  throw new Error('The sign-in service leads nowhere.')
}
