import { beforeEach, expect, test } from 'vitest'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { startReceiver } from './receiver.ts'
import { subscribing } from './subscribing.ts'

const forum = startForum({ loopback: true })
const receiver = startReceiver()
const { subscribe, sent, reset } = subscribing(forum, receiver)
beforeEach(reset)

test('a filter by category lets its sub-categories pass, and no others', async () => {
  const [wanted, other] = [await forum.category(), await forum.category()]
  const inner = await forum.category({ parentId: wanted })
  await subscribe(['thread.created', 'user.role_changed'], { categories: [wanted] })
  const member = await forum.user()
  for (const categoryId of [other, inner, wanted]) await createThread(member, categoryId)
  const messages = await sent()
  expect(messages.map(({ data }) => data.category.id)).toEqual([inner, wanted])
})

test('an event that has no category passes a filter by category', async () => {
  const categoryId = await forum.category()
  await subscribe(['announcement.published'], { categories: [categoryId] })
  const author = await announcer(forum)
  const forAll = await announce(author)
  const forIt = await announce(author, { categories: [categoryId] })
  await announce(author, { categories: [await forum.category()] })
  expect((await sent()).map(({ data }) => data.id)).toEqual([forAll, forIt])
})

test('a filter by type of announcement and one by severity both apply', async () => {
  const filters = { announcementTypes: ['maintenance'], severities: ['important'] }
  await subscribe(['announcement.published'], filters)
  const author = await announcer(forum)
  await announce(author, { type: 'info', severity: 'important' })
  await announce(author, { type: 'maintenance', severity: 'normal' })
  const wanted = await announce(author, { type: 'maintenance', severity: 'important' })
  expect((await sent()).map(({ data }) => data.id)).toEqual([wanted])
})

test('a filter by kind of reason lets cases with one of them pass', async () => {
  await subscribe(['case.opened'], { reasons: ['illegal'] })
  const { id } = await createThread(await forum.user(), await forum.category())
  const reporter = await forum.user()
  for (const reason of ['spam', 'illegal']) {
    const post = await reply(await forum.user(), id, `A reply about ${reason}.`)
    await reporter.post(`/posts/${post.id}/reports`, { reason })
  }
  expect((await sent()).map(({ data }) => data.reasons)).toEqual([['illegal']])
})

test('a filter that names no known severity is refused', async () => {
  const admin = await forum.user({ role: 'admin' })
  const input = { name: 'Status page', url: 'https://hook.invalid/', events: ['thread.created'] }
  const { status, body } = await admin.post('/webhooks', { ...input, severities: ['loud'] })
  expect([status, body.errors[0].path]).toEqual([422, 'severities.0'])
})

test('a filter follows a category that is merged into another one', async () => {
  const [former, target] = [await forum.category(), await forum.category()]
  const { id, admin } = await subscribe(['thread.created'], { categories: [former] })
  expect((await admin.post(`/categories/${former}/merge`, { into: target })).status).toBe(204)
  await forum.settle()
  await createThread(await forum.user(), target)
  expect((await sent()).map(({ data }) => data.category.id)).toEqual([target])
  const { items } = (await admin.get('/webhooks')).body
  expect(items).toMatchObject([{ id, categories: [target] }])
})
