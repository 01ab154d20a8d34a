import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

/** An account at the provider: its subject and the claims about it. */
export type Person = { subject: string } & Record<string, unknown>

export type TestProvider = {
  issuer: string
  /** Who signs in next, without being asked. */
  person: Person
  /** Subjects that the provider no longer knows. */
  gone: Set<string>
  /** Receives the forms that the provider posts to the forum by itself. */
  deliver(path: string, form: string): Promise<{ status: number }>
  /** Stands in for the browser at the provider: returns the address it is sent back to. */
  visit(address: string): Promise<URL>
  /** Signs the browser of the last visit out, there and at the clients that ask to be told. */
  signOut(address?: string): Promise<URL>
  stop(): Promise<void>
}

export const clientId = 'forum'
export const clientSecret = 'a secret of the tests'

/** Starts a real OpenID provider on this machine. @param returnAddress where it sends people back */
export async function startProvider(returnAddress: string): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const signedIn: State = {
    person: { subject: 'nobody' },
    gone: new Set(),
    deliver: async () => ({ status: 200 })
  }
  let jar: Cookies = new Map()
  const provider = new Provider(issuer, configurationFor(signedIn, returnAddress))
  const answer = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) =>
    request.url?.startsWith('/login/')
      ? void signIn(provider, signedIn.person, request, response)
      : void answer(request, response)
  )
  return Object.assign(signedIn, {
    issuer,
    visit: (address: string) => follow(address, issuer, (jar = new Map())),
    async signOut(address = `${issuer}/session/end`) {
      const page = await open(new URL(address), jar)
      const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(await page.text()) ?? []
      const body = new URLSearchParams({ xsrf, logout: 'yes' })
      const answer = await open(new URL('/session/end/confirm', issuer), jar, body)
      return new URL(answer.headers.get('location') ?? '')
    },
    stop: () => new Promise<void>((done) => void server.close(() => done()))
  })
}

/** A page of the provider; browser tests check its accessibility as that of the forum's. */
const page = (form: string) =>
  `<!doctype html><html lang="en"><title>Acme</title><main><h1>Sign out</h1>${form}
  <button form="op.logoutForm" name="logout" value="yes">Sign out</button></main></html>`

type State = Pick<TestProvider, 'person' | 'gone' | 'deliver'>

const client = (returnAddress: string) => ({
  ...{ client_id: clientId, client_secret: clientSecret, redirect_uris: [returnAddress] },
  grant_types: ['authorization_code', 'refresh_token'],
  post_logout_redirect_uris: [new URL('/signed-out', returnAddress).href],
  backchannel_logout_uri: new URL('/api/v1/sign-in-providers/acme/logout', returnAddress).href,
  backchannel_logout_session_required: true
})

// Providers say them in many ways, and leave some out above a limit.
const groupClaims = ['groups', 'realm_access', 'hasgroups', '_claim_names']

const configurationFor = (signedIn: State, returnAddress: string): Configuration => ({
  clients: [client(returnAddress)],
  claims: { openid: ['sub', 'amr', 'sid'], email: ['email', 'email_verified', ...groupClaims] },
  // As long as the slowest browser test.
  ttl: {
    ...{ Interaction: 600, Grant: 600, Session: 600 },
    ...{ AccessToken: 600, IdToken: 600, RefreshToken: 600 }
  },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => void (ctx.body = page(form)) }
  },
  issueRefreshToken: () => true,
  rotateRefreshToken: () => true,
  async fetch(input, init) {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    return new Response('', await signedIn.deliver(pathname, await request.text()))
  },
  interactions: { url: (_, { uid }) => `/login/${uid}` },
  findAccount: (_, accountId) =>
    signedIn.gone.has(accountId)
      ? undefined
      : { accountId, claims: () => ({ ...signedIn.person, sub: accountId }) },
  // Consent is given to the forum by the organisation.
  async loadExistingGrant(ctx) {
    const { client, session, provider } = ctx.oidc
    const grant = new provider.Grant({
      clientId: client?.clientId ?? '',
      accountId: session?.accountId ?? ''
    })
    grant.addOIDCScope('openid email profile')
    await grant.save()
    return grant
  }
})

const signIn = (
  provider: Provider,
  { subject, amr }: Person,
  request: IncomingMessage,
  response: ServerResponse
) =>
  provider.interactionFinished(request, response, {
    login: { accountId: subject, ...(Array.isArray(amr) && { amr: amr as string[] }) }
  })

type Cookies = Map<string, string>

/** Sends one request as a browser with these cookies. */
async function open(url: URL, cookies: Cookies, body?: URLSearchParams): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const sent = { headers: { cookie }, ...(body && { method: 'POST', body }) }
  const answer = await fetch(url, { redirect: 'manual', ...sent })
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    cookies.set(name, value)
  }
  return answer
}

async function follow(address: string, issuer: string, cookies: Cookies): Promise<URL> {
  let url = new URL(address)
  while (url.origin === issuer) {
    const answer = await open(url, cookies)
    url = new URL(answer.headers.get('location') ?? `data:,${await answer.text()}`, url)
  }
  return url
}
