import { afterAll, beforeAll, expect } from 'vitest'
import type { TestAnswer, TestForum } from '../forum.ts'
import { agreed, openBrowser, type Browser } from './browser.ts'
import {
  clientId,
  clientSecret,
  startProvider,
  type Person,
  type TestProvider
} from './provider-server.ts'

const slug = 'acme'
const attempts = `/sign-in-providers/${slug}/attempts`

/** What an admin types to add the provider of the tests. */
export const settingsOf = ({ issuer }: Pick<TestProvider, 'issuer'>) => ({
  ...{ slug, issuer, clientId, clientSecret },
  name: { en: 'Acme account' },
  scopes: ['openid', 'email'],
  ownedDomains: [] as string[],
  ...{ isInternal: false, enabled: true }
})

type SignedIn = { browser: Browser; outcome: TestAnswer }

/** A real provider that the forum of a test file knows, and what people do with it. */
export function useProvider(forum: TestForum) {
  const started = { provider: undefined as unknown as TestProvider }
  beforeAll(async () => {
    started.provider = await startProvider(`${forum.origin}/sign-in/with/${slug}/return`)
    const admin = await forum.user({ role: 'admin' })
    await admin.post('/admin/sign-in-providers', settingsOf(started.provider))
    started.provider.deliver = (url, form) => deliver(forum, url, form)
  })
  afterAll(() => started.provider.stop())

  /** Signs a person in at the provider, and returns where it sends the browser back to. */
  async function visit(browser: Pick<Browser, 'post'>, person: Person, begin = attempts) {
    started.provider.person = person
    const begun = await browser.post(begin, { next: '/t/7' })
    return started.provider.visit(begun.body.address)
  }
  const answer = (browser: Pick<Browser, 'post'>, { search }: URL) =>
    browser.post(`/sign-in-providers/${slug}/answers`, { answer: search.slice(1) })

  async function signIn(person: Person, browser = openBrowser(forum)) {
    return { browser, outcome: await answer(browser, await visit(browser, person)) }
  }
  /** Makes the account of somebody who signed in for the first time. */
  function makeMember({ browser, outcome }: SignedIn, { email }: Person, username: string) {
    const { token } = outcome.body.newcomer
    return browser.post('/sign-in-providers/accounts', { ...agreed, token, username, email })
  }
  /** Signs a new person in, who makes their account. */
  async function join(person: Person, username: string) {
    const entered = await signIn(person)
    return { ...entered, joined: await makeMember(entered, person, username) }
  }
  /** Links a person to the account of a signed-in client. */
  async function link(browser: Pick<Browser, 'post'>, person: Person) {
    return answer(browser, await visit(browser, person, `/me/identities/${slug}/attempts`))
  }
  /** Proves again to the forum that the account of a signed-in person is theirs. */
  async function prove(browser: Browser, person: Person) {
    const begin = `/sessions/current/authentication/${slug}/attempts`
    return answer(browser, await visit(browser, person, begin))
  }
  const issuer = () => started.provider.issuer
  const provider = () => started.provider
  const own = (domains: string[]) => ownDomains(forum, domains)
  const map = (mappings: object[]) => mapClaims(forum, mappings)
  return { issuer, provider, visit, answer, signIn, makeMember, join, link, prove, own, map }
}

/** Posts a form to the forum as another server does. */
export async function deliver(forum: TestForum, url: string, form: string) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const sent = { method: 'POST', url, payload: form, headers, remoteAddress: '192.0.2.7' } as const
  const { statusCode: status } = await forum.app.inject({
    ...sent,
    headers: { host: new URL(forum.origin).host, ...headers }
  })
  return { status }
}

/** Gives the provider of the tests these domains, as two admins do. */
async function ownDomains(forum: TestForum, ownedDomains: string[]) {
  const [first, second] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const { items } = (await first.get('/admin/sign-in-providers')).body
  const { clientId, names: name, scopes, isInternal, enabled } = items[0]
  const given = { clientId, name, scopes, isInternal, enabled, ownedDomains }
  expect((await first.put(`/admin/sign-in-providers/${slug}`, given)).status).toBe(200)
  const changes = (await second.get('/approvals')).body.items
  const { id } = changes.find(({ kind }: { kind: string }) => kind === 'provider_domain')
  expect((await first.post(`/approvals/${id}/approval`)).status).toBe(403)
  expect((await second.post(`/approvals/${id}/approval`)).status).toBe(204)
}

/** Lets claims of the provider of the tests give power, as two admins do. */
async function mapClaims(forum: TestForum, mappings: object[]) {
  const [first, second] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const path = `/admin/sign-in-providers/${slug}/claims`
  expect((await first.put(path, { mappings })).body).toEqual({ waiting: true })
  const { id } = (await second.get(path)).body.waiting
  expect((await second.post(`/approvals/${id}/approval`)).status).toBe(204)
}
