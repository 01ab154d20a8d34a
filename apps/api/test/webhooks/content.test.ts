import { beforeEach, expect, test } from 'vitest'
import { wakeReceivers } from '@stoa/webhooks'
import { startForum } from '../forum.ts'
import { approvePost, createThread, reply } from '../posting.ts'
import { startReceiver } from './receiver.ts'
import { subscribing } from './subscribing.ts'

const forum = startForum({ loopback: true })
const receiver = startReceiver()
const { subscribe, sent, reset } = subscribing(forum, receiver)
beforeEach(reset)

const typesOf = (messages: { type: string }[]) => messages.map(({ type }) => type)

test('a thread, its replies and its answer are sent by ids, title, category and link', async () => {
  await subscribe(['thread.created', 'post.created', 'answer.accepted', 'answer.confirmed'])
  const [asker, helper] = [await forum.user(), await forum.user()]
  const categoryId = await forum.category()
  const { id, title, url } = await createThread(asker, categoryId, { body: 'Walrus.' })
  const post = await reply(helper, id, 'Ocelot.')
  await asker.put(`/threads/${id}/accepted-answer`, { postId: post.id })
  await (
    await forum.user({ role: 'staff' })
  ).put(`/threads/${id}/accepted-answer`, {
    postId: post.id
  })
  const messages = await sent()
  const [thread, answer, accepted, confirmed] = messages
  const category = { id: categoryId, slug: expect.any(String), name: expect.any(String) }
  const link = `${forum.origin}${url}`
  expect(thread?.data).toMatchObject({ threadId: id, title, category, url: link, closed: false })
  expect(answer?.data).toMatchObject({ postId: post.id, number: 2, title, authorId: helper.id })
  expect(typesOf(messages).slice(2)).toEqual(['answer.accepted', 'answer.confirmed'])
  expect([accepted?.data.postId, confirmed?.data.confirmed]).toEqual([post.id, true])
  expect(JSON.stringify(messages)).not.toMatch(/Walrus|Ocelot/)
})

test('a held reply is sent once it is approved, and a hidden one by its ids', async () => {
  await subscribe(['post.created', 'post.approved', 'post.hidden', 'post.restored'])
  const staff = await forum.user({ role: 'staff' })
  const { id } = await createThread(staff, await forum.category({ rule: 'approve_first' }))
  const post = await reply(await forum.user(), id)
  expect(await sent()).toEqual([])
  await approvePost(staff, post.id)
  expect(typesOf(await sent())).toEqual(['post.approved'])
  await staff.post(`/posts/${post.id}/hiding`, { reason: 'spam' })
  const [hidden] = await sent()
  expect(hidden?.type).toBe('post.hidden')
  expect(Object.keys(hidden?.data).toSorted()).toEqual(
    ['category', 'number', 'postId', 'threadId', 'title', 'url'].toSorted()
  )
})

test('a thread that was hidden while its message waited is discarded', async () => {
  const { id, admin } = await subscribe(['thread.created'])
  receiver.status = 500
  const { postId } = await createThread(await forum.user(), await forum.category())
  await sent()
  receiver.status = 204
  await admin.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  const [failed] = (await admin.get(`/webhooks/${id}/deliveries`)).body.items
  expect(failed).toMatchObject({ state: 'waiting', attempts: 1 })
  forum.advance(2 * 60_000)
  await wakeReceivers(forum.context())
  expect(await sent()).toEqual([])
  const later = await forum.user({ role: 'admin' })
  const { items } = (await later.get(`/webhooks/${id}/deliveries`)).body
  expect(items).toMatchObject([{ state: 'discarded' }])
})

test('members are sent by id, name and role, never by address', async () => {
  await subscribe(['user.role_changed', 'user.renamed', 'user.hidden'])
  const member = await forum.user()
  const { id, username } = member
  const admin = await forum.user({ role: 'admin' })
  await admin.put(`/users/${username}/role`, { role: 'volunteer', capabilities: [] })
  const messages = await sent()
  expect(messages).toMatchObject([
    {
      type: 'user.role_changed',
      data: { userId: id, username, url: `${forum.origin}/u/${username}` }
    }
  ])
  expect(JSON.stringify(messages)).not.toContain('@')
})

test('a case is sent by reason and outcome, without reporter and reported words', async () => {
  await subscribe(['case.opened', 'case.resolved'])
  const staff = await forum.user({ role: 'staff' })
  const [author, reporter] = [await forum.user(), await forum.user()]
  const { id, title } = await createThread(author, await forum.category())
  const post = await reply(await forum.user(), id, 'Buy in Zanzibar.')
  const report = { reason: 'spam', note: 'Peppermint told me.' }
  await reporter.post(`/posts/${post.id}/reports`, report)
  const [opened] = await sent()
  expect(opened).toMatchObject({ type: 'case.opened', data: { reasons: ['spam'], urgent: false } })
  const caseId = opened?.data.caseId as number
  await staff.post(`/moderation/cases/${caseId}/resolution`, { outcome: 'dismiss' })
  const [decided] = await sent()
  expect(decided).toMatchObject({ type: 'case.resolved', data: { caseId, outcome: 'dismissed' } })
  const all = JSON.stringify([opened, decided])
  for (const word of ['Zanzibar', 'Peppermint', title, author.username, reporter.username])
    expect(all).not.toContain(word)
})

test('an event that nobody subscribes to costs no statement', async () => {
  const { id } = await createThread(await forum.user(), await forum.category())
  const member = await forum.user()
  const statements = () => forum.count(async () => (await reply(member, id), forum.settle()))
  await statements()
  const before = await statements()
  await subscribe(['ticket.opened', 'announcement.published'])
  await forum.settle()
  await statements()
  expect(await statements()).toEqual(before)
})
