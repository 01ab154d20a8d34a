import { beforeEach, expect, test } from 'vitest'
import { approvals } from '@stoa/accounts/schema'
import { settleApprovals, waitsFor } from '@stoa/accounts/approvals'
import { wakeReceivers } from '@stoa/webhooks'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { startReceiver } from './receiver.ts'
import { subscribing } from './subscribing.ts'

const forum = startForum({ loopback: true })
const receiver = startReceiver()
const { subscribe, sent, reset } = subscribing(forum, receiver)
beforeEach(reset)

const events = ['thread.created', 'post.created', 'case.opened', 'moderation.urgent_case']

/** The receiver as the list shows it. */
const shown = async (admin: Client, id: number) =>
  (await admin.get('/webhooks')).body.items.find((one: { id: number }) => one.id === id)

const confirm = async (by: Client, id: number) => {
  const { internalRequest } = await shown(by, id)
  return by.post(`/approvals/${internalRequest?.id}/approval`)
}

/** A receiver that two admins let have internal content. */
async function allowed(values: object = {}) {
  const { id, admin } = await subscribe(events, { internal: true, ...values })
  const { status, text } = await confirm(await forum.user({ role: 'admin' }), id)
  if (status !== 204) throw new Error(text)
  return { id, admin }
}

/** A thread, a reply and a report where guests read nothing. */
async function writeInside(category: object) {
  const staff = await forum.user({ role: 'staff' })
  const { id } = await createThread(staff, await forum.category(category))
  const post = await reply(await forum.user({ role: 'staff' }), id)
  await staff.post(`/posts/${post.id}/reports`, { reason: 'scam' })
}

test.each([{ rule: 'staff_only' }, { readerGroups: [99] }, { signInRequired: true }])(
  'of a category that guests do not read nothing is sent or counted: %o',
  async (category) => {
    const { id, admin } = await subscribe(events)
    await writeInside(category)
    expect(await sent()).toEqual([])
    expect((await admin.get(`/webhooks/${id}/deliveries`)).body.items).toEqual([])
  }
)

test('once a second admin agrees, it is sent; the one who asked cannot agree', async () => {
  const { id, admin } = await subscribe(events, { internal: true })
  expect((await confirm(admin, id)).status).toBe(403)
  await writeInside({ rule: 'staff_only' })
  expect(await sent()).toEqual([])
  const second = await forum.user({ role: 'admin' })
  expect((await confirm(second, id)).status).toBe(204)
  expect(await shown(admin, id)).toMatchObject({ internal: true, internalRequest: null })
  await writeInside({ rule: 'staff_only' })
  const types = (await sent()).map(({ type }) => type)
  expect(types).toEqual(events)
})

test('a day without objection is no agreement', async () => {
  const { id } = await subscribe(events, { internal: true })
  forum.advance(25 * 3600_000)
  await settleApprovals(forum.context())
  const admin = await forum.user({ role: 'admin' })
  expect(await shown(admin, id)).toMatchObject({ internal: false, internalRequest: {} })
})

test.each([
  ['another URL', { path: '/elsewhere' }, false],
  ['another event', { events: [...events, 'post.edited'] }, false],
  ['a filter that is gone', { categories: [] }, false],
  ['fewer events', { events: ['post.created'] }, true],
  ['a narrower filter', { categories: [1] }, true]
])('after a change to %s it is asked again only if that widens', async (_, change, keeps) => {
  const { id, admin } = await allowed({ categories: [1, 2] })
  const { path = '/hook', ...values } = change as { path?: string }
  const input = { name: 'Mirror', url: `${receiver.origin}${path}`, events, categories: [1, 2] }
  await admin.patch(`/webhooks/${id}`, { ...input, internal: true, ...values })
  const { internal, internalRequest } = await shown(admin, id)
  expect([internal, internalRequest === null]).toEqual([keeps, keeps])
})

test('what was read before a change can no longer be confirmed', async () => {
  const { id, admin } = await subscribe(events, { internal: true })
  const { internalRequest } = await shown(admin, id)
  const input = { name: 'Mirror', url: `${receiver.origin}/elsewhere`, events, internal: true }
  await admin.patch(`/webhooks/${id}`, input)
  const second = await forum.user({ role: 'admin' })
  const path = `/approvals/${internalRequest.id}/approval`
  expect((await second.post(path)).status).toBe(404)
  expect(await shown(admin, id)).toMatchObject({ internal: false, internalRequest: {} })
})

test('a change and a confirmation at once never allow what nobody has read', async () => {
  const { id, admin } = await subscribe(events, { internal: true })
  const second = await forum.user({ role: 'admin' })
  const input = { name: 'Mirror', url: `${receiver.origin}/elsewhere`, events, internal: true }
  const answers = await Promise.all([confirm(second, id), admin.patch(`/webhooks/${id}`, input)])
  expect(answers[1]?.status).toBe(204)
  expect([204, 404]).toContain(answers[0]?.status)
  expect(await shown(admin, id)).toMatchObject({ internal: false })
})

test('what waits for a receiver that lost it is not sent', async () => {
  const { id, admin } = await allowed()
  const staff = await forum.user({ role: 'staff' })
  receiver.status = 500
  await createThread(staff, await forum.category({ rule: 'staff_only' }))
  await sent()
  receiver.status = 204
  const input = { name: 'Mirror', url: `${receiver.origin}/hook`, events, internal: false }
  await admin.patch(`/webhooks/${id}`, input)
  forum.advance(2 * 60_000)
  await wakeReceivers(forum.context())
  expect(await sent()).toEqual([])
})

test('where only members read the forum, threads, members and cases are internal', async () => {
  const { admin } = await subscribe([...events, 'user.role_changed'])
  await admin.put('/admin/reading-access', { signInRequired: true })
  await writeInside({})
  const { username } = await forum.user()
  await admin.put(`/users/${username}/role`, { role: 'volunteer', capabilities: [] })
  expect(await sent()).toEqual([])
  await admin.put('/admin/reading-access', { signInRequired: false })
  await writeInside({})
  expect((await sent()).map(({ type }) => type)).toEqual(events)
})

test('a request for an older version of a receiver allows nothing', async () => {
  const { id, admin } = await subscribe(events, { internal: true })
  await forum.connection.db
    .update(approvals)
    .set({ subject: { webhookId: id, revision: 0 } })
    .where(waitsFor('webhook_internal', { webhookId: id }))
  expect((await confirm(await forum.user({ role: 'admin' }), id)).status).toBe(204)
  expect(await shown(admin, id)).toMatchObject({ internal: false })
})

test('a merged category in a filter has to be confirmed again', async () => {
  const [former, target] = [await forum.category(), await forum.category()]
  const { id, admin } = await allowed({ categories: [former] })
  await admin.post(`/categories/${former}/merge`, { into: target })
  await forum.settle()
  expect(await shown(admin, id)).toMatchObject({ internal: false, categories: [target] })
})
