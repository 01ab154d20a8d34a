import { expect, test } from 'vitest'
import { settleApprovals } from '@stoa/accounts/approvals'
import { startForum, type Client } from '../forum.ts'
import { settingsOf, useProvider } from './provider-acts.ts'

// Requests to this machine are refused, as it has a private address.
const forum = startForum()
const { issuer } = useProvider(forum)

const path = '/admin/sign-in-providers'
const admins = async () => [
  await forum.user({ role: 'admin' }),
  await forum.user({ role: 'admin' })
]
const given = (slug: string) => ({
  ...settingsOf({ issuer: issuer() }),
  ...{ slug, clientId: slug, isInternal: true }
})
const listed = async (by: Client, slug: string) =>
  (await by.get(path)).body.items.find((one: { slug: string }) => one.slug === slug)
const begin = (slug: string) => forum.guest.post(`/sign-in-providers/${slug}/attempts`, {})

async function changeOf(by: Client) {
  const { items } = (await by.get('/approvals')).body
  return items.find(({ kind }: { kind: string }) => kind === 'provider_internal')
}

test('one admin alone opens no way into the own network; a second one does', async () => {
  const [first, second] = await admins()
  expect((await first!.post(path, given('inside'))).status).toBe(201)
  const waiting = { isInternal: false, waitingInternal: true }
  expect(await listed(first!, 'inside')).toMatchObject(waiting)
  expect((await begin('inside')).body.code).toBe('provider_unreachable')
  const { id, name } = await changeOf(second!)
  expect(name).toBe(issuer())
  expect((await first!.post(`/approvals/${id}/approval`)).status).toBe(403)
  expect((await second!.post(`/approvals/${id}/approval`)).status).toBe(204)
  expect(await listed(first!, 'inside')).toMatchObject({ isInternal: true, waitingInternal: false })
  expect((await begin('inside')).status).toBe(200)
})

test('it never opens by itself, however long nobody stops it', async () => {
  const [first] = await admins()
  await first!.post(path, given('patient'))
  forum.advance(10 * 24 * 3600_000)
  await settleApprovals(forum.context())
  const [third, fourth] = await admins()
  expect(await listed(third!, 'patient')).toMatchObject({
    ...{ isInternal: false, waitingInternal: true }
  })
  expect((await changeOf(fourth!)).appliesAt).toBeNull()
  expect((await third!.delete(`${path}/patient`)).status).toBe(200)
})

test('other changes keep it, and a provider that is only there needs it', async () => {
  const [first, second] = await admins()
  const { slug: _, issuer: __, ...settings } = given('inside')
  const save = (isInternal: boolean) => first!.put(`${path}/inside`, { ...settings, isInternal })
  const refused = await save(false)
  expect(refused.body.errors?.[0]?.path).toBe('issuer')
  expect((await save(true)).status).toBe(200)
  expect(await changeOf(second!)).toBeUndefined()
})

test('it is stopped when it is taken back, and when the provider is removed', async () => {
  const [first, second] = await admins()
  await first!.post(path, given('third'))
  expect(await changeOf(second!)).toBeDefined()
  expect((await first!.delete(`${path}/third`)).status).toBe(200)
  expect(await changeOf(second!)).toBeUndefined()
  await first!.post(path, given('fourth'))
  const { id } = await changeOf(second!)
  expect(
    (await second!.post(`/approvals/${id}/refusal`, { reason: 'Nobody asked for it.' })).status
  ).toBe(204)
  expect(await listed(first!, 'fourth')).toMatchObject({
    isInternal: false,
    waitingInternal: false
  })
})

test('two confirmations at once open it once', async () => {
  const [first, second] = await admins()
  const third = await forum.user({ role: 'admin' })
  await first!.post(path, given('fifth'))
  const { id } = await changeOf(second!)
  const confirm = (by: Client) => by.post(`/approvals/${id}/approval`)
  const answers = await Promise.all([confirm(second!), confirm(third)])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404])
})
