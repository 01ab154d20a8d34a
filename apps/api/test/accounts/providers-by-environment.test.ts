import { expect, test } from 'vitest'
import { applyConfiguredProviders, readConfiguredProviders } from '@stoa/accounts/providers'
import { startForum } from '../forum.ts'
import { settingsOf, useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { issuer, join, signIn } = useProvider(forum)

const path = '/admin/sign-in-providers'
const given = (changed: object = {}) => {
  const {
    ownedDomains: _,
    isInternal: __,
    enabled: ___,
    ...short
  } = settingsOf({ issuer: issuer() })
  return { ...short, ...changed }
}
/** Starts the forum with these providers in its environment. */
const startWith = (...providers: object[]) =>
  applyConfiguredProviders(forum.context(), readConfiguredProviders(JSON.stringify(providers)))

const admin = () => forum.user({ role: 'admin' })
const listed = async () => (await (await admin()).get(path)).body.items

test('a provider of the environment takes over, trusted at once, and stays as it is', async () => {
  await startWith(given({ ownedDomains: ['Acme.example'] }))
  const [provider] = await listed()
  expect(provider).toMatchObject({ fromEnvironment: true, ownedDomains: ['acme.example'] })
  expect(provider).toMatchObject({ ownedDomains: ['acme.example'], hasSecret: true })
  await startWith(given({ ownedDomains: ['acme.example'] }))
  const { items } = (await (await admin()).get('/admin/security-events?group=provider')).body
  const kinds = items.map(({ kind }: { kind: string }) => kind)
  expect(kinds).toEqual(['provider.changed', 'provider.added'])
})

test('admins cannot change or remove it, and read what to do', async () => {
  const { slug: _, issuer: __, ...settings } = settingsOf({ issuer: issuer() })
  const by = await admin()
  for (const answer of [await by.put(`${path}/acme`, settings), await by.delete(`${path}/acme`)])
    expect(answer).toMatchObject({ status: 409, body: { code: 'provider_from_environment' } })
  expect((await listed())[0].ownedDomains).toEqual(['acme.example'])
})

test('one that left the environment is off and trusted no more; its people come back', async () => {
  const person = { subject: 'anna', email: 'anna@acme.example' }
  await startWith(given())
  const { browser } = await join(person, 'anna')
  await startWith()
  expect((await browser.get('/me')).body.role).toBe('guest')
  const off = { fromEnvironment: false, enabled: false, ownedDomains: [], hasSecret: false }
  expect((await listed())[0]).toMatchObject({ ...off, identityCount: 1 })
  expect((await forum.guest.post('/sign-in-providers/acme/attempts', {})).status).toBe(404)
  await startWith(given())
  expect((await signIn(person)).outcome.body.newcomer).toBeNull()
})

test('two nodes that start at once add it once', async () => {
  const nodes = [1, 2].map(() => startWith(given(), given({ slug: 'both', clientId: 'both' })))
  await Promise.all(nodes)
  expect((await listed()).filter(({ slug }: { slug: string }) => slug === 'both')).toHaveLength(1)
})

test('a name or client that has another owner stops the start', async () => {
  await expect(startWith(given({ issuer: 'https://other.example' }))).rejects.toThrow(/issuer/)
  await expect(startWith(given({ slug: 'other' }))).rejects.toThrow(/another provider/)
})

test.each([
  ['{"slug":"acme"}', 'it is neither a JSON list nor a file'],
  ['[{"slug":', 'it is not JSON'],
  [[{ colour: 'red' }], 'provider 1, colour: '],
  [[{ slug: 'Not A Slug' }], 'provider 1, slug: '],
  [[{}, { slug: 'two', issuer: 'acme' }], 'provider 2, issuer: '],
  [[{ name: { cn: 'Acme' } }], 'provider 1, name.cn: '],
  [[{ name: {} }], 'provider 1, name: '],
  [[{ scopes: ['email'] }], 'provider 1, scopes: '],
  [[{ ownedDomains: ['org'] }], 'provider 1, ownedDomains.0: '],
  [[{ clientSecret: ['hunter2'] }], 'provider 1, clientSecret: '],
  [[{}, {}], 'two providers are called acme']
])('bad settings %j are named in one sentence, without a secret', (wrong, words) => {
  const text = typeof wrong === 'string' ? wrong : JSON.stringify(wrong.map((one) => given(one)))
  const read = () => readConfiguredProviders(text)
  expect(read).toThrow(`STOA_SIGN_IN_PROVIDERS is not valid (${words}`)
  expect(read).not.toThrow(/hunter2|a secret of the tests|\n/)
})
