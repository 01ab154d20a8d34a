import { expect, test } from 'vitest'
import { identities, securityEvents, sessions } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { useProvider } from './provider-acts.ts'
import type { Person } from './provider-server.ts'

const forum = startForum({ loopback: true })
const { visit, answer, map, provider } = useProvider(forum)
const path = '/admin/sign-in-providers/acme'
const person = { subject: 'tester', email: 'tester@mail.test', groups: ['forum-staff'] }

/** An admin in a browser that keeps the cookie of the attempt. */
async function tester() {
  const admin = await forum.user({ role: 'admin' })
  const state = { cookie: admin.headers['cookie'] ?? '' }
  const post = async (to: string, payload?: object) => {
    const answered = await admin.inject({
      method: 'POST',
      url: `/api/v1${to}`,
      headers: { cookie: state.cookie },
      ...(payload && { payload })
    })
    const set = [answered.headers['set-cookie'] ?? []].flat()[0]?.split(';', 1)[0]
    if (set) state.cookie = `${admin.headers['cookie']}; ${set}`
    return answered
  }
  return { post }
}

async function runTest(of: Person = person) {
  const browser = await tester()
  return answer(browser, await visit(browser, of, `${path}/tests`))
}

test('a test says claim by claim what the provider says, and stores nothing', async () => {
  await map([{ claim: 'groups', value: 'forum-staff', role: 'staff' }])
  const { db } = forum.connection
  const count = () =>
    Promise.all([db.$count(identities), db.$count(sessions), db.$count(securityEvents)])
  const browser = await tester()
  const before = await count()
  const { tested } = (await answer(browser, await visit(browser, person, `${path}/tests`))).body
  expect(tested).toMatchObject({ subject: 'tester', account: null, error: null, missing: [] })
  const groups = tested.claims.find(({ name }: { name: string }) => name === 'groups')
  expect(groups).toMatchObject({ value: '["forum-staff"]', gives: [{ role: 'staff' }] })
  expect(tested.claims.map(({ name }: { name: string }) => name)).not.toContain('nonce')
  expect(await count()).toEqual(before)
})

test('a test names claims that rules need and the provider left out', async () => {
  const { tested } = (await runTest({ subject: 'tester' })).body
  expect(tested.missing).toEqual(['groups'])
})

test('a test works before the provider is offered, and sign-in does not', async () => {
  const admin = await forum.user({ role: 'admin' })
  const { items } = (await admin.get('/admin/sign-in-providers')).body
  const { clientId, names: name, scopes, isInternal, ownedDomains } = items[0]
  const given = { clientId, name, scopes, isInternal, ownedDomains }
  expect((await admin.put(path, { ...given, enabled: false })).status).toBe(200)
  expect((await runTest()).body.tested.subject).toBe('tester')
  expect((await forum.guest.post('/sign-in-providers/acme/attempts', {})).status).toBe(404)
  await admin.put(path, { ...given, enabled: true })
})

test('a refusal at the provider is told with its own code', async () => {
  const browser = await tester()
  const back = await visit(browser, person, `${path}/tests`)
  back.searchParams.delete('code')
  back.searchParams.set('error', 'access_denied')
  const { tested } = (await answer(browser, back)).body
  expect(tested).toMatchObject({ error: { said: 'access_denied' }, claims: [] })
  expect(provider().issuer).toContain('http')
})
