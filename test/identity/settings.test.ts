import { describe, expect, test } from 'vitest'
import { readServiceSettings } from '../../src/identity/settings.ts'

const SECRET = 'Rx7!ttQm-92kLpVz-eWq4-hUu6-oJn3-Bd8y'
const OIDC = {
  WARDROUND_OIDC_ISSUER: 'https://login.trust.example',
  WARDROUND_OIDC_CLIENT_ID: 'ward-round',
  WARDROUND_OIDC_CLIENT_SECRET: 'of-the-client',
}

describe('the settings of the service', () => {
  test('are all optional on one’s own machine', () => {
    expect(readServiceSettings({ WARDROUND_URL: '', WARDROUND_SECRET: '' })).toEqual({
      origin: undefined,
      secret: undefined,
      proxy: undefined,
      sso: undefined,
    })
  })

  test('are read', () => {
    expect(
      readServiceSettings({
        ...OIDC,
        WARDROUND_URL: 'https://wardround.trust.example/',
        WARDROUND_SECRET: SECRET,
        WARDROUND_PROXY: '::1',
        WARDROUND_OIDC_ACR: ' urn:mfa  urn:smartcard ',
      }),
    ).toEqual({
      origin: 'https://wardround.trust.example',
      secret: SECRET,
      proxy: '::1',
      sso: {
        issuer: 'https://login.trust.example',
        clientId: 'ward-round',
        clientSecret: 'of-the-client',
        acr: ['urn:mfa', 'urn:smartcard'],
      },
    })
    expect(readServiceSettings({ WARDROUND_URL: 'http://localhost:8080' }).origin).toBe(
      'http://localhost:8080',
    )
  })

  test.each([
    ['WARDROUND_URL', 'wardround.trust.example', 'must be the address'],
    ['WARDROUND_URL', 'https://wardround.trust.example/app', 'with nothing after it'],
    ['WARDROUND_URL', 'https://user:word@wardround.trust.example', 'must be the address'],
    ['WARDROUND_URL', 'http://wardround.trust.example', 'must begin with https://'],
    ['WARDROUND_URL', 'https://192.0.2.7', 'must have a name'],
    ['WARDROUND_URL', 'http://[::1]:3000', 'must have a name'],
    ['WARDROUND_SECRET', 'short', 'at least 32 random characters'],
    ['WARDROUND_SECRET', 'a'.repeat(64), 'random'],
    ['WARDROUND_SECRET', 'please-change-me-Rx7!ttQm-92kLpVz-eWq4', 'no example'],
    ['WARDROUND_PROXY', 'proxy.trust.example', 'the address of the proxy'],
    ['WARDROUND_OIDC_ISSUER', 'https://login.trust.example', 'together, or none'],
  ])('refuse %s=%s in a sentence that does not repeat a secret', (name, value, words) => {
    const read = () => readServiceSettings({ [name]: value })
    expect(read).toThrow(words)
    if (name === 'WARDROUND_SECRET') expect(read).not.toThrow(value)
  })

  test('refuse a sign-in service that is not reached over TLS', () => {
    const env = { ...OIDC, WARDROUND_OIDC_ISSUER: 'http://login.trust.example' }
    expect(() => readServiceSettings(env)).toThrow('https://')
  })
})
