import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { settingsOf, useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { issuer } = useProvider(forum)

const admin = () => forum.user({ role: 'admin' })
const path = '/admin/sign-in-providers'

/** The settings of the provider of the tests, as its form sends them. */
const changed = (to: object) => {
  const { slug: _, issuer: __, ...settings } = settingsOf({ issuer: issuer() })
  return { ...settings, ...to }
}

test('what is done to a provider is in the security log', async () => {
  const by = await admin()
  expect((await by.put(`${path}/acme`, changed({ name: { en: 'Acme' } }))).status).toBe(200)
  const { items } = (await by.get('/admin/security-events')).body
  const kinds = items.map(({ kind }: { kind: string }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['provider.added', 'provider.changed']))
})

test('its secret is shown to nobody, and stays unless another is typed', async () => {
  const by = await admin()
  await by.put(`${path}/acme`, changed({ clientSecret: '' }))
  const { text, body } = await by.get(path)
  expect(text).not.toContain('a secret of the tests')
  expect(body.items[0]).toMatchObject({ hasSecret: true, returnAddress: expect.any(String) })
})

test('two at once add one provider of a name', async () => {
  const by = await admin()
  const add = (clientId: string) =>
    by.post(path, { ...settingsOf({ issuer: issuer() }), slug: 'twice', clientId })
  const answers = await Promise.all([add('one'), add('two')])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
})

test('a client that another provider has is refused, also in a change', async () => {
  const by = await admin()
  const other = { ...settingsOf({ issuer: issuer() }), slug: 'other-one', clientId: 'third' }
  expect((await by.post(path, other)).status).toBe(201)
  const answer = await by.put(`${path}/other-one`, changed({}))
  expect(answer).toMatchObject({ status: 409, body: { code: 'provider_exists' } })
})

test.each([
  [{ issuer: 'https://nobody.invalid' }, 'issuer'],
  [{ issuer: 'http://127.0.0.1:9/' }, 'issuer'],
  [{ ownedDomains: ['org'] }, 'ownedDomains'],
  [{ slug: 'Not A Slug' }, 'slug'],
  [{ scopes: ['email'] }, 'scopes'],
  [{ name: { 'zh-CN': '没有英文' } }, 'name.en']
])('bad settings %j are refused at their field', async (wrong, field) => {
  const given = { ...settingsOf({ issuer: issuer() }), slug: 'other', clientId: 'other', ...wrong }
  const answer = await (await admin()).post(path, given)
  expect(answer.status).toBe(422)
  expect(answer.body.errors[0].path).toBe(field)
})

test('a domain waits for a second admin, and is stopped when it is taken back', async () => {
  const [first, second] = [await admin(), await admin()]
  await first.put(`${path}/acme`, changed({ ownedDomains: ['Acme.example', '*.acme.example'] }))
  const waiting = async () => (await second.get(path)).body.items[0].waitingDomains
  expect(await waiting()).toEqual(['acme.example', '*.acme.example'])
  await first.put(`${path}/acme`, changed({ ownedDomains: ['acme.example'] }))
  expect(await waiting()).toEqual(['acme.example'])
})

test('a removed provider signs nobody in, until it is added again', async () => {
  const by = await admin()
  expect((await by.delete(`${path}/acme`)).status).toBe(200)
  expect((await forum.guest.post('/sign-in-providers/acme/attempts', {})).status).toBe(404)
  expect((await by.post(path, settingsOf({ issuer: issuer() }))).status).toBe(201)
})
