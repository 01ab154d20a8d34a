import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

/** An account at the provider: its subject and the claims about it. */
export type Person = { subject: string } & Record<string, unknown>

export type TestProvider = {
  issuer: string
  /** Who signs in next, without being asked. */
  person: Person
  /** Stands in for the browser at the provider: returns the address it is sent back to. */
  visit(address: string): Promise<URL>
  stop(): Promise<void>
}

export const clientId = 'forum'
export const clientSecret = 'a secret of the tests'

/** Starts a real OpenID provider on this machine. @param returnAddress where it sends people back */
export async function startProvider(returnAddress: string): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const signedIn: { person: Person } = { person: { subject: 'nobody' } }
  const provider = new Provider(issuer, configurationFor(signedIn, returnAddress))
  const answer = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) =>
    request.url?.startsWith('/login/')
      ? void signIn(provider, signedIn.person, request, response)
      : void answer(request, response)
  )
  return Object.assign(signedIn, {
    issuer,
    visit: (address: string) => follow(address, issuer),
    stop: () => new Promise<void>((done) => void server.close(() => done()))
  })
}

const configurationFor = (signedIn: { person: Person }, returnAddress: string): Configuration => ({
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [returnAddress] }],
  claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
  ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60 },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/login/${uid}` },
  findAccount: (_, accountId) => ({
    accountId,
    claims: () => ({ ...signedIn.person, sub: accountId })
  }),
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

async function follow(address: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(address)
  while (url.origin === issuer) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    url = new URL(answer.headers.get('location') ?? `data:,${await answer.text()}`, url)
  }
  return url
}
