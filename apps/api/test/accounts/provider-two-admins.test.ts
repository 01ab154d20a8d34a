import { and, eq } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { settleApprovals } from '@stoa/accounts/approvals'
import { approvals, signInProviderRevisions, signInProviders } from '@stoa/accounts/schema'
import { applyConfiguredProviders, readConfiguredProviders } from '@stoa/accounts/providers'
import { allowPasswords } from '@stoa/accounts/sign-in-mode'
import { startForum } from '../forum.ts'
import { mailsTo } from './mailbox.ts'
import { settingsOf } from './provider-acts.ts'
import { modePath, useModes } from './sign-in-modes.ts'

const forum = startForum({ loopback: true, origin: 'http://localhost:3000' })
const modes = useModes(forum)
const { setMode, byProvider } = modes
type By = Awaited<ReturnType<typeof byProvider>>['browser']

const path = '/admin/sign-in-providers'
const changed = (to: object) => {
  const { slug: _, issuer: __, ...settings } = settingsOf({ issuer: modes.issuer() })
  return { ...settings, clientSecret: '', ...to }
}
const save = (by: By, to: object) => by.put(`${path}/acme`, changed(to))
const find = async (by: { get: (path: string) => ReturnType<By['get']> }, slug: string) =>
  (await by.get(path)).body.items.find((one: { slug: string }) => one.slug === slug)
const acme = (by: By) => find(by, 'acme')
const confirm = (by: By, id: number) => by.post(`/approvals/${id}/approval`)

const db = () => forum.connection.db
const isAcme = eq(signInProviders.slug, 'acme')
let atFirst: typeof signInProviders.$inferSelect
beforeAll(async () => {
  atFirst = (await db().select().from(signInProviders).where(isAcme))[0]!
})
afterEach(async () => {
  await allowPasswords(forum.context())
  const { id: _, ...row } = atFirst
  await db().update(signInProviders).set(row).where(isAcme)
  await db().update(approvals).set({ state: 'withdrawn' }).where(eq(approvals.state, 'waiting'))
})

test('while the team must use a provider, one admin alone changes no client of it', async () => {
  const { one, other } = await setMode({ mode: 'staff' })
  const wanted = { clientId: 'mine', scopes: ['openid'], clientSecret: 'a planted secret' }
  const answer = await save(one.browser, { ...wanted, name: { en: 'Renamed' } })
  expect([answer.status, answer.body]).toEqual([200, { waiting: true }])
  const { text } = await other.browser.get(path)
  expect(text).not.toContain('planted')
  const { clientId, name, waitingClient } = await acme(other.browser)
  expect([clientId, name]).toEqual(['forum', 'Renamed'])
  expect(waitingClient).toMatchObject({
    ...{ removes: false, newSecret: true, enabled: null },
    clientId: { before: 'forum', after: 'mine' },
    scopes: { before: 'openid email', after: 'openid' }
  })
  expect((await confirm(one.browser, waitingClient.id)).body.code).toBe('second_person_needed')
  expect((await confirm(other.browser, waitingClient.id)).status).toBe(204)
  expect(await acme(other.browser)).toMatchObject({ clientId: 'mine', waitingClient: null })
})

test('another provider at its issuer stays off until a second admin confirms it', async () => {
  const { one, other } = await setMode({ mode: 'staff' })
  const added = await one.browser.post(path, {
    ...changed({ clientId: 'planted' }),
    issuer: modes.issuer(),
    slug: 'planted'
  })
  expect([added.status, added.body]).toEqual([201, { provider: 'planted', waiting: true }])
  expect((await forum.guest.post('/sign-in-providers/planted/attempts', {})).status).toBe(404)
  const removal = await one.browser.delete(`${path}/acme`)
  expect(removal.body.code).toBe('admin_provider_needed')
  const { waitingClient } = await find(other.browser, 'planted')
  expect(waitingClient.enabled).toEqual({ before: false, after: true })
  expect((await confirm(other.browser, waitingClient.id)).status).toBe(204)
  // Now the first one may go, with two admins.
  expect((await one.browser.delete(`${path}/acme`)).body).toEqual({ waiting: true })
  expect((await acme(other.browser)).waitingClient).toMatchObject({ removes: true })
  await save(one.browser, {})
  expect((await acme(other.browser)).waitingClient).toBeNull()
  await allowPasswords(forum.context())
  expect((await one.browser.delete(`${path}/planted`)).body).toEqual({ waiting: false })
})

test('a second proposal replaces the first, whose secret is forgotten', async () => {
  const { one, other } = await setMode({ mode: 'staff' })
  await save(one.browser, { clientSecret: 'a first secret' })
  const first = (await acme(other.browser)).waitingClient.id
  // What waits already stays as it was read.
  await save(one.browser, {})
  expect((await acme(other.browser)).waitingClient.id).toBe(first)
  await save(one.browser, { clientId: 'third' })
  expect((await confirm(other.browser, first)).status).toBe(404)
  const { id } = (await acme(other.browser)).waitingClient
  expect(
    (await other.browser.post(`/approvals/${id}/refusal`, { reason: 'Nobody asked for it.' }))
      .status
  ).toBe(204)
  const revisions = await db().select().from(signInProviderRevisions)
  expect(revisions.filter(({ sealedSecret }) => sealedSecret !== null)).toEqual([])
  const { items } = (await other.browser.get('/admin/security-events?group=provider')).body
  const kinds = items.map(({ kind }: { kind: string }) => kind)
  expect(kinds.filter((kind: string) => kind.startsWith('provider.client')).slice(0, 3)).toEqual([
    ...['provider.client_stopped', 'provider.client_proposed', 'provider.client_stopped']
  ])
})

test('power holders are mailed and read what changes; unstopped for a day, it applies', async () => {
  const { one, other } = await setMode({ mode: 'staff' })
  await save(one.browser, { clientId: 'later' })
  const { items } = (await other.browser.get('/approvals')).body
  const difference = { clientId: { before: 'forum', after: 'later' } }
  expect(items).toMatchObject([
    { kind: 'provider_client', name: 'Acme account', client: difference }
  ])
  forum.advance(25 * 3600_000)
  await settleApprovals(forum.context())
  const isLater = and(isAcme, eq(signInProviders.clientId, 'later'))
  expect(await db().$count(signInProviders, isLater)).toBe(1)
  const subjects = (await mailsTo(forum, one.email)).map(({ subject }) => subject)
  expect(subjects).toContain('Please check: a change to a sign-in provider was proposed')
})

test('a proposed mode binds already; the mode of passwords does not', async () => {
  const [one, other] = [await byProvider('admin'), await byProvider('admin')]
  expect((await save(one.browser, { scopes: ['openid'] })).body).toEqual({ waiting: false })
  await one.browser.put(modePath, { mode: 'staff' })
  expect((await save(one.browser, { enabled: false })).body).toEqual({ waiting: true })
  expect((await acme(other.browser)).enabled).toBe(true)
})

test('of two admins who confirm at once, one does; of two who propose, one waits', async () => {
  const { one, other } = await setMode({ mode: 'staff' })
  const third = await byProvider('admin')
  await Promise.all([
    save(one.browser, { clientId: 'first' }),
    save(other.browser, { clientId: 'second' })
  ])
  const { items } = (await third.browser.get('/approvals')).body
  expect(items).toHaveLength(1)
  const proposer = items[0].client.clientId.after === 'first' ? one : other
  const outsiders = [one, other, third].filter((admin) => admin !== proposer)
  const answers = await Promise.all(outsiders.map(({ browser }) => confirm(browser, items[0].id)))
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404])
  const applied = eq(signInProviderRevisions.clientId, items[0].client.clientId.after)
  expect(await db().$count(signInProviderRevisions, applied)).toBe(1)
})

test('a start that would leave the team without a provider is refused in one sentence', async () => {
  const start = (...given: object[]) =>
    applyConfiguredProviders(forum.context(), readConfiguredProviders(JSON.stringify(given)))
  const { enabled: _, isInternal: __, ...acme } = settingsOf({ issuer: modes.issuer() })
  const { one, other } = await setMode({ mode: 'staff' })
  await save(one.browser, { clientId: 'stopped' })
  await start(acme)
  expect((await other.browser.get('/approvals')).body.items).toEqual([])
  const words =
    /switches acme off.*: set it again, or run `npm run stoa -- sign-in:passwords` first/
  await expect(start()).rejects.toThrow(words)
  await expect(start({ ...acme, enabled: false })).rejects.toThrow(words)
  expect((await find(other.browser, 'acme')).enabled).toBe(true)
  await allowPasswords(forum.context())
  await start()
  expect((await find(await forum.user({ role: 'admin' }), 'acme')).enabled).toBe(false)
})
