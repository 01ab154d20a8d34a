import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { clientId } from './provider-server.ts'

export type Forgery = {
  claims?: JWTPayload
  /** Signs with a key that it does not publish. */
  otherKey?: boolean
  /** Signs not at all. */
  unsigned?: boolean
}

export type ForgingProvider = {
  issuer: string
  /** How the next ID token differs from an honest one. */
  forgery: Forgery
  /** Stands in for the browser at the provider: returns the address it is sent back to. */
  visit(address: string): Promise<URL>
  /** Signs a logout token, or one that differs in `forgery`, for the client of the tests. */
  logoutToken(claims: JWTPayload, forgery?: Forgery): Promise<string>
  stop(): Promise<void>
}

/** What a token must repeat of the attempt that its code is for. */
type Begun = { nonce: string; aud: string }

const algorithm = 'RS256'

/**
 * Starts a provider whose ID tokens can be wrong in one way at a time, as those of an attacker in
 * the middle would be.
 */
export async function startForgingProvider(): Promise<ForgingProvider> {
  const [honest, other] = [await generateKeyPair(algorithm), await generateKeyPair(algorithm)]
  const keys = [{ ...(await exportJWK(honest.publicKey)), alg: algorithm, kid: 'honest' }]
  const state = { forgery: {} as Forgery }
  const begun = new Map<string, Begun>()
  const documents: Record<string, (body: URLSearchParams) => Promise<object>> = {
    '/.well-known/openid-configuration': async () => metadataOf(issuer),
    '/jwks': async () => ({ keys }),
    '/token': async (body) => ({
      ...{ access_token: 'opaque', token_type: 'bearer' },
      id_token: await tokenOf(
        { iss: issuer, ...begun.get(body.get('code') ?? '') },
        state.forgery,
        state.forgery.otherKey ? other : honest
      )
    })
  }
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const document = documents[request.url ?? '']?.(new URLSearchParams(body))
      response.setHeader('content-type', 'application/json').end(JSON.stringify(await document))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  server.unref()
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(state, {
    issuer,
    async visit(address: string) {
      const { searchParams } = new URL(address)
      const code = `code-${begun.size}`
      begun.set(code, {
        nonce: searchParams.get('nonce') ?? '',
        aud: searchParams.get('client_id') ?? ''
      })
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({
        ...{ code, iss: issuer },
        state: searchParams.get('state') ?? ''
      }).toString()
      return back
    },
    logoutToken: (claims: JWTPayload, forgery: Forgery = {}) =>
      tokenOf(logoutClaims(issuer, claims), forgery, forgery.otherKey ? other : honest),
    stop: () => new Promise<void>((done) => void server.close(() => done()))
  })
}

const logoutClaims = (iss: string, claims: JWTPayload): JWTPayload => ({
  ...{ iss, aud: clientId, jti: randomUUID() },
  events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  ...claims
})

const metadataOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  id_token_signing_alg_values_supported: [algorithm]
})

async function tokenOf(
  given: JWTPayload,
  forgery: Forgery,
  { privateKey }: Awaited<ReturnType<typeof generateKeyPair>>
): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000)
  const times = { iat: seconds, exp: seconds + 300 }
  const claims = { sub: 'somebody', ...given, ...times, ...forgery.claims }
  if (forgery.unsigned) return new UnsecuredJWT(claims).encode()
  return new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid: 'honest' }).sign(privateKey)
}
