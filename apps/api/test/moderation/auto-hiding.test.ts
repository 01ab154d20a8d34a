import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import * as reporting from './reporting.ts'

const forum = startForum()

const report = (postId: number, user: Client, options = {}) =>
  reporting.report(forum, postId, user, options)
const reportByThree = (postId: number) => reporting.reportByThree(forum, postId)

async function setUp() {
  const categoryId = await forum.category()
  const author = await forum.user()
  const thread = await createThread(await forum.user(), categoryId)
  const post = await reply(author, thread.id, 'Send me ten coins and get twenty')
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  return { categoryId, thread, post, author, volunteer }
}

const seenBy = async (client: Client, threadId: number) =>
  (await client.get(`/threads/${threadId}`)).body.posts[1]

test('reports of enough weight hide a post until a moderator has decided', async () => {
  const { thread, post, author, volunteer } = await setUp()
  await report(post.id, await forum.user())
  await report(post.id, await forum.user())
  expect((await seenBy(forum.guest, thread.id)).state).toBe('visible')
  await report(post.id, await forum.user())
  const hidden = { state: 'hidden', autoHidden: true, hiddenReason: 'spam' }
  expect(await seenBy(forum.guest, thread.id)).toMatchObject({ ...hidden, html: null })
  expect((await seenBy(author, thread.id)).html).toContain('ten coins')
  const [decision] = (await author.get('/me/decisions')).body.items
  expect(decision).toMatchObject({ kind: 'auto_hidden', can: { appeal: false } })
  const { items } = (await volunteer.get('/moderation/cases')).body
  expect(items[0]).toMatchObject({ post: { autoHidden: true }, can: { hide: true } })
  const [entry] = (await forum.guest.get('/moderation/log')).body.items
  expect(entry).toMatchObject({ kind: 'auto_hidden', actorRole: 'system', actor: null })
})

test('a moderator keeps it hidden, and then the author may appeal', async () => {
  const { thread, post, author, volunteer } = await setUp()
  await reportByThree(post.id)
  const hiding = await volunteer.post(`/posts/${post.id}/hiding`, { reason: 'scam' })
  expect(hiding.status).toBe(204)
  const shown = await seenBy(forum.guest, thread.id)
  expect(shown).toMatchObject({ state: 'hidden', autoHidden: false, hiddenReason: 'scam' })
  expect((await volunteer.get('/moderation/cases')).body.items).toEqual([])
  const [decision] = (await author.get('/me/decisions')).body.items
  expect(decision).toMatchObject({ kind: 'hidden', can: { appeal: true } })
})

test('a moderator hides only the text of a first post; an undo restores all', async () => {
  const { thread, volunteer } = await setUp()
  await reportByThree(thread.postId)
  const seen = () => forum.guest.get(`/threads/${thread.id}`)
  expect((await seen()).status).toBe(404)
  await volunteer.post(`/posts/${thread.postId}/hiding`, { reason: 'spam', keepReplies: true })
  expect((await seen()).body.posts).toMatchObject([{ html: null }, { state: 'visible' }])
  const [act] = (await volunteer.get('/moderation/undoable')).body.items
  expect((await volunteer.post(`/moderation/actions/${act.id}/undo`)).status).toBe(204)
  expect((await seen()).status).toBe(404)
  const [row] = (await volunteer.get('/moderation/cases')).body.items
  expect(row.post).toMatchObject({ autoHidden: true })
})

test('dismissing the case restores the post, and protects it for seven days', async () => {
  const { thread, post, volunteer } = await setUp()
  await reportByThree(post.id)
  const [found] = (await volunteer.get('/moderation/cases')).body.items
  const path = `/moderation/cases/${found.id}/resolution`
  expect((await volunteer.post(path, { outcome: 'dismiss' })).status).toBe(204)
  expect((await seenBy(forum.guest, thread.id)).state).toBe('visible')
  expect((await volunteer.get('/moderation/cases')).body.items).toEqual([])
  await reportByThree(post.id)
  expect((await seenBy(forum.guest, thread.id)).state).toBe('visible')
  forum.advance(8 * 24 * 3600_000)
  await report(post.id, await forum.user())
  expect((await seenBy(forum.guest, thread.id)).state).toBe('hidden')
})

test('new members have no weight, and a network counts once', async () => {
  const { thread, post } = await setUp()
  for (let count = 0; count < 5; count += 1)
    await report(post.id, await forum.user({ trust: 'new' }))
  const network = 200
  for (let count = 0; count < 4; count += 1) await report(post.id, await forum.user(), { network })
  expect((await seenBy(forum.guest, thread.id)).state).toBe('visible')
  await report(post.id, await forum.user())
  await report(post.id, await forum.user())
  expect((await seenBy(forum.guest, thread.id)).state).toBe('hidden')
})

test('networks are also distinguished for IPv4 addresses mapped to IPv6', async () => {
  const { thread, post } = await setUp()
  for (let count = 0; count < 3; count += 1)
    await report(post.id, await forum.user(), { prefix: '::ffff:' })
  expect((await seenBy(forum.guest, thread.id)).state).toBe('hidden')
})

test('a reporter with dismissed reports has less weight', async () => {
  const { categoryId, volunteer, thread, post } = await setUp()
  const wrong = [await forum.user(), await forum.user(), await forum.user()]
  const harmless = await createThread(await forum.user(), categoryId)
  const path = `/posts/${harmless.postId}/reports`
  for (const user of wrong) await user.post(path, { reason: 'spam' })
  const [found] = (await volunteer.get('/moderation/cases')).body.items
  await volunteer.post(`/moderation/cases/${found.id}/resolution`, { outcome: 'dismiss' })
  for (const user of wrong) await report(post.id, user)
  expect((await seenBy(forum.guest, thread.id)).state).toBe('visible')
})

test('official posts are not hidden', async () => {
  const { thread } = await setUp()
  const official = await reply(await forum.user({ role: 'staff' }), thread.id)
  await reportByThree(official.id)
  const { body } = await forum.guest.get(`/threads/${thread.id}`)
  expect(body.posts[2].state).toBe('visible')
})

test('an urgent case notifies its moderators, once, and nobody else', async () => {
  const { post, author, volunteer } = await setUp()
  const onCall = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const elsewhere = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  const reporter = await forum.user({ username: 'careful-reporter' })
  await report(post.id, await forum.user(), { reason: 'off_topic' })
  await report(post.id, reporter, { reason: 'scam' })
  await report(post.id, await forum.user(), { reason: 'leaked_secret' })
  const alerts = async (client: Client) => {
    const { items } = (await client.get('/notifications')).body
    return items.filter(({ kind }: { kind: string }) => kind === 'urgent_case')
  }
  const [alert, ...more] = await alerts(onCall)
  expect(alert).toMatchObject({ url: '/moderation', actor: null })
  expect([more, await alerts(desk), await alerts(elsewhere), await alerts(author)]).toEqual([
    ...[[], [], []],
    []
  ])
  expect(await alerts(volunteer)).toHaveLength(1)
  expect(JSON.stringify(alert)).not.toContain('careful-reporter')
})

test('a report by mailed code counts as a new member’s', async () => {
  const { thread, post, volunteer } = await setUp()
  await report(post.id, await forum.withCode(volunteer))
  await report(post.id, await forum.withCode(await forum.user({ trust: 'trusted' })))
  expect((await seenBy(forum.guest, thread.id)).state).toBe('visible')
  await reportByThree(post.id)
  expect((await seenBy(forum.guest, thread.id)).state).toBe('hidden')
})
