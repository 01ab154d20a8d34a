import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { effectsDone } from '@stoa/core/schema'
import type { Client } from '../client.ts'
import { startForum, type TestForum } from '../forum.ts'
import { approvePost, createThread, reply } from '../posting.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { mailsTo } from './mailbox.ts'

const forum = startForum()

const inboxOf = async (client: Client) => {
  await forum.settle()
  return (await client.get('/notifications')).body
}
const kindsOf = async (client: Client): Promise<string[]> =>
  (await inboxOf(client)).items.map(({ kind }: { kind: string }) => kind)
const unreadOf = async (client: Client): Promise<number> =>
  (await client.get('/me')).body.unread.notifications

/** Dispatches events again, as after a crash that lost the record of their effects. */
async function sendEventsAgain({ connection, settle }: TestForum) {
  await connection.db.delete(effectsDone)
  await connection.db.execute(
    sql`update events set dispatched_at = null where type like 'ticket.%'`
  )
  await settle()
}

async function setUp() {
  const categoryId = await forum.category()
  const [asker, helper] = [await forum.user(), await forum.user()]
  return { categoryId, asker, helper, thread: await createThread(asker, categoryId) }
}

test('the asker is notified of an answer, with title, URL and author', async () => {
  const { asker, helper, thread } = await setUp()
  const post = await reply(helper, thread.id)
  const inbox = await inboxOf(asker)
  expect(inbox).toMatchObject({ next: null, unread: 1 })
  expect(inbox.items).toEqual([
    expect.objectContaining({ kind: 'answer', title: thread.title, url: post.url, read: false })
  ])
  expect(inbox.items[0].actor.username).toBe(helper.username)
  expect(await unreadOf(asker)).toBe(1)
})

test('nobody is notified of their own acts', async () => {
  const { asker, helper, thread } = await setUp()
  await reply(asker, thread.id, 'I forgot the number of the block.')
  await asker.post(`/threads/${thread.id}/posts`, { body: `And I am @${asker.username}.` })
  expect(await kindsOf(asker)).toEqual([])
  expect(await kindsOf(helper)).toEqual([])
})

test('a post gives one notification, with the most specific reason', async () => {
  const { asker, helper, thread } = await setUp()
  const follower = await forum.user()
  const mentioned = await forum.user()
  for (const one of [follower, mentioned]) await one.put(`/threads/${thread.id}/following`)
  await reply(helper, thread.id, `@${asker.username} and @${mentioned.username}, ten minutes.`)
  expect(await kindsOf(asker)).toEqual(['answer'])
  expect(await kindsOf(mentioned)).toEqual(['mention'])
  expect(await kindsOf(follower)).toEqual(['reply'])
})

test('the author of an accepted answer is notified', async () => {
  const { asker, helper, thread } = await setUp()
  const post = await reply(helper, thread.id)
  await asker.put(`/threads/${thread.id}/accepted-answer`, { postId: post.id })
  const { items } = await inboxOf(helper)
  expect(items[0]).toMatchObject({ kind: 'accepted', actor: { username: asker.username } })
})

test('followers of a category or its parent are notified of a new thread', async () => {
  const parentId = await forum.category()
  const child = await forum.category({ parentId })
  const [follower, muting, author] = [await forum.user(), await forum.user(), await forum.user()]
  await follower.put(`/categories/${parentId}/following`)
  await muting.put(`/categories/${parentId}/following`)
  await muting.put(`/categories/${child}/following`, { level: 'muted' })
  await createThread(author, child)
  expect(await kindsOf(follower)).toEqual(['new_thread'])
  expect(await kindsOf(muting)).toEqual([])
})

test('users who muted the author or the thread are not notified', async () => {
  const { asker, helper, thread } = await setUp()
  const follower = await forum.user()
  await follower.put(`/threads/${thread.id}/following`, { level: 'muted' })
  await asker.put(`/users/${helper.username}/muting`)
  await reply(helper, thread.id, `@${follower.username}, look here.`)
  expect(await kindsOf(asker)).toEqual([])
  expect(await kindsOf(follower)).toEqual([])
})

test('a held post notifies once, when it is approved', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const [author, follower] = [await forum.user(), await forum.user()]
  await follower.put(`/categories/${categoryId}/following`)
  const thread = await createThread(author, categoryId)
  expect(await kindsOf(follower)).toEqual([])
  await approvePost(volunteer, thread.postId)
  expect(await kindsOf(follower)).toEqual(['new_thread'])
  expect(await kindsOf(author)).toEqual(['moderation'])
})

test('hidden content disappears from inbox and count', async () => {
  const { asker, helper, thread } = await setUp()
  const post = await reply(helper, thread.id, 'Send me your recovery phrase')
  expect(await kindsOf(asker)).toEqual(['answer'])
  const staff = await forum.user({ role: 'staff' })
  await staff.post(`/posts/${post.id}/hiding`, { reason: 'scam' })
  const inbox = await inboxOf(asker)
  expect(inbox).toMatchObject({ items: [], unread: 0 })
  expect(await unreadOf(asker)).toBe(0)
})

test('a mention in a staff-only thread notifies only staff', async () => {
  const categoryId = await forum.category({ rule: 'staff_only' })
  const [author, staff] = [await forum.user({ role: 'staff' }), await forum.user({ role: 'staff' })]
  const member = await forum.user()
  const body = `@${staff.username} and @${member.username}, see this.`
  await createThread(author, categoryId, { body })
  expect(await kindsOf(staff)).toEqual(['mention'])
  expect(await kindsOf(member)).toEqual([])
})

test('an edit with a mention notifies once', async () => {
  const { asker, helper, thread } = await setUp()
  const mentioned = await forum.user()
  const post = await reply(helper, thread.id)
  expect(await kindsOf(asker)).toEqual(['answer'])
  await helper.patch(`/posts/${post.id}`, { body: `Ask @${mentioned.username}.` })
  await helper.patch(`/posts/${post.id}`, {
    body: `Better ask @${mentioned.username} or @${asker.username}.`
  })
  expect(await kindsOf(mentioned)).toEqual(['mention'])
  expect(await kindsOf(asker)).toEqual(['answer'])
})

test('the author sees decision and reason without a name; the reporter the outcome', async () => {
  const { asker, helper, thread } = await setUp()
  const post = await reply(helper, thread.id)
  await asker.post(`/posts/${post.id}/reports`, { reason: 'spam' })
  const staff = await forum.user({ role: 'staff' })
  await staff.post(`/posts/${post.id}/hiding`, { reason: 'spam' })
  const told = await inboxOf(helper)
  expect(told.items[0]).toMatchObject({
    kind: 'moderation',
    title: thread.title,
    url: post.url,
    actor: null,
    detail: { action: 'hidden', reason: 'spam' }
  })
  const outcome = (await inboxOf(asker)).items[0]
  expect(outcome).toMatchObject({ kind: 'report_outcome', title: thread.title, actor: null })
  const [act] = (await staff.get('/moderation/undoable')).body.items
  expect((await staff.post(`/moderation/actions/${act.id}/undo`)).status).toBe(204)
  await forum.settle()
  expect(await kindsOf(asker)).not.toContain('report_outcome')
})

test('reading a thread reads its notifications; others are marked by id or all', async () => {
  const { asker, helper, thread, categoryId } = await setUp()
  const second = await createThread(asker, categoryId)
  const third = await createThread(asker, categoryId)
  const post = await reply(helper, thread.id)
  for (const { id } of [second, third]) await reply(helper, id)
  expect((await inboxOf(asker)).unread).toBe(3)
  await asker.put(`/threads/${thread.id}/reading`, { number: post.number })
  const { items, unread } = (await asker.get('/notifications?unread=true')).body
  expect([items.length, unread]).toEqual([2, 2])
  const named = await asker.post('/notifications/read', { ids: [items[0].id] })
  expect(named.body).toEqual({ unread: 1 })
  expect((await helper.post('/notifications/read', { ids: [items[1].id] })).body).toEqual({
    unread: 0
  })
  expect(await unreadOf(asker)).toBe(1)
  expect((await asker.post('/notifications/read')).body).toEqual({ unread: 0 })
})

test('the inbox is paged and is nobody else’s', async () => {
  const { asker, thread } = await setUp()
  const helpers = await Promise.all(Array.from({ length: 32 }, () => forum.user()))
  for (const helper of helpers) await reply(helper, thread.id)
  const first = await inboxOf(asker)
  const second = (await asker.get(`/notifications?cursor=${first.next}`)).body
  expect([first.items.length, second.items.length, second.next]).toEqual([30, 2, null])
  expect((await forum.guest.get('/notifications')).status).toBe(401)
})

test('changes of a ticket notify once until read, also after repeated events', async () => {
  const email = 'rung-once@example.com'
  const [requester, desk] = [await forum.user({ email }), await agent(forum)]
  const number = await openTicket(requester)
  const change = async (state: string) => {
    await desk.patch(`/tickets/${number}`, { state })
    await forum.settle()
  }
  await change('waiting_on_third_party')
  const [first] = (await inboxOf(requester)).items
  await change('waiting_on_requester')
  const { items, unread } = await inboxOf(requester)
  expect([items.length, unread, items[0].id > first.id]).toEqual([1, 1, true])
  expect(await mailsTo(forum, email)).toHaveLength(2)
  await sendEventsAgain(forum)
  expect((await inboxOf(requester)).items).toEqual(items)
  await requester.post('/notifications/read', {})
  await change('closed')
  expect(await inboxOf(requester)).toMatchObject({ items: [{ read: false }, { read: true }] })
})

test('changes of two tickets notify twice, and each requester of their own only', async () => {
  const [requester, other, desk] = [await forum.user(), await forum.user(), await agent(forum)]
  const mine = [await openTicket(requester), await openTicket(requester)]
  const numbers = [...mine, await openTicket(other)]
  await desk.post('/desk/changes', { numbers, state: 'closed' })
  expect(await kindsOf(requester)).toEqual(['ticket_changed', 'ticket_changed'])
  expect(await kindsOf(other)).toEqual(['ticket_changed'])
})

test('a row says a line of what was said, and nothing of what is hidden', async () => {
  const asker = await forum.user()
  const thread = await createThread(asker, await forum.category())
  const helper = await forum.user()
  const quote = `> Earlier words.\n\n**Wait** ten minutes. ${'And so on. '.repeat(40)}`
  const shown = await reply(helper, thread.id, quote)
  await forum.settle()
  const inbox = async () => (await asker.get('/notifications')).body.items
  const [{ said }] = await inbox()
  expect(said).toEqual({
    text: expect.stringMatching(/^Wait ten minutes\. And so on\./),
    language: 'en'
  })
  expect([...said.text].length).toBeLessThanOrEqual(161)
  const admin = await forum.user({ role: 'admin' })
  await admin.post(`/posts/${shown.id}/hiding`, { reason: 'scam' })
  expect(await inbox()).toEqual([])
})
