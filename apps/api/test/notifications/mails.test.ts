import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { effectsDone } from '@stoa/core/schema'
import { users } from '@stoa/accounts/schema'
import { queueDigests } from '@stoa/notifications'
import { startForum, type NewUser } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { letPostMailsLeave, mailsTo, unsubscribePath } from './mailbox.ts'

const forum = startForum()
const minute = 60_000
const hour = 60 * minute

let serial = 0
async function setUp(values: NewUser = {}) {
  const address = `asker${(serial += 1)}@example.test`
  const asker = await forum.user({ email: address, ...values })
  const helper = await forum.user()
  const thread = await createThread(asker, await forum.category())
  const mails = async () => {
    await letPostMailsLeave(forum)
    return mailsTo(forum, address)
  }
  return { asker, helper, thread, mails }
}

test('an answer is mailed to the asker, in their language, without words of a newcomer', async () => {
  const { helper, thread, mails } = await setUp({ locale: 'zh-CN' })
  const post = await reply(helper, thread.id, 'visit https://phishing.example now')
  const [mail, ...others] = await mails()
  expect(others).toEqual([])
  expect(mail?.subject).toBe(`新回答：${thread.title}`)
  expect(mail?.text).toContain(`${forum.origin}${post.url}`)
  expect(mail?.html).toContain('lang="zh-CN"')
  expect(`${mail?.text}${String(mail?.html)}`).not.toContain('phishing')
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail?.references).toContain(`thread-${thread.id}@`)
})

test('every mail has a List-Id and one-click unsubscribe', async () => {
  const { helper, thread, mails } = await setUp()
  await reply(helper, thread.id)
  const [mail] = await mails()
  const lines = mail?.headerLines.map(({ line }) => line.replace(/\s+/g, ' ')).join('\n')
  expect(lines).toContain('List-ID: <notifications.127.0.0.1>')
  expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(lines).toMatch(/List-Unsubscribe: <http:\/\/127.0.0.1:3000\/api\/v1\/[^>]+>/)
})

test('a mail is sent once, even if its effect runs again', async () => {
  const { helper, thread, mails } = await setUp()
  await reply(helper, thread.id)
  expect(await mails()).toHaveLength(1)
  const { db } = forum.connection
  const before = await db.execute(sql`select count(*) from sent_mails`)
  await db.delete(effectsDone)
  await db.execute(sql`update events set dispatched_at = null`)
  expect(await mails()).toHaveLength(1)
  expect(await db.execute(sql`select count(*) from sent_mails`)).toEqual(before)
})

test('content hidden before the mail leaves is not mailed', async () => {
  const { helper, thread, mails } = await setUp()
  const staff = await forum.user({ role: 'staff' })
  const post = await reply(helper, thread.id)
  await staff.post(`/posts/${post.id}/hiding`, { reason: 'scam' })
  expect(await mails()).toEqual([])
})

test('mentions and moderation decisions are mailed, with the reason in words', async () => {
  const { asker, helper, thread, mails } = await setUp({ locale: 'en' })
  const other = await createThread(helper, await forum.category(), {
    body: `@${asker.username}, you know this.`
  })
  const staff = await forum.user({ role: 'staff' })
  await staff.post(`/posts/${thread.postId}/hiding`, { reason: 'off_topic' })
  // Effects of different threads run in parallel, so either may be first.
  const sent = await mails()
  const subjects = sent.map(({ subject }) => subject).sort()
  expect(subjects).toEqual([
    `Moderation decision: ${thread.title}`,
    `You were mentioned: ${other.title}`
  ])
  const decision = sent.find(({ subject }) => subject?.startsWith('Moderation'))
  expect(decision?.text).toContain('Reason: Off topic')
  expect(decision?.text).not.toContain(staff.username)
})

test('preferences decide what is mailed; votes and followed threads never at once', async () => {
  const { asker, helper, thread, mails } = await setUp()
  const { items } = (await asker.get('/notifications/preferences')).body
  expect(items).toContainEqual({ kind: 'answer', mail: 'at_once' })
  expect(items).toContainEqual({ kind: 'reply', mail: 'daily' })
  const wish = { items: [{ kind: 'answer', mail: 'never' }] }
  expect((await asker.put('/notifications/preferences', wish)).body.items).toContainEqual(
    wish.items[0]
  )
  await reply(helper, thread.id)
  await helper.put(`/posts/${thread.postId}/vote`)
  expect(await mails()).toEqual([])
  const wrong = { items: [{ kind: 'answer', mail: 'hourly' }] }
  expect((await asker.put('/notifications/preferences', wrong)).status).toBe(422)
  expect((await forum.guest.get('/notifications/preferences')).status).toBe(401)
})

test('the daily mail contains unread notifications, once a day', async () => {
  const { asker, helper, thread, mails } = await setUp({ locale: 'en' })
  const other = await createThread(helper, await forum.category())
  await asker.put(`/threads/${other.id}/following`)
  for (const text of ['First.', 'Second.']) await reply(helper, other.id, text)
  await forum.settle()
  forum.advance(hour)
  await queueDigests(forum.context())
  await queueDigests(forum.context())
  const [digest, ...others] = await mails()
  expect(others).toEqual([])
  expect(digest?.subject).toBe('2 new notifications')
  expect(digest?.text).toContain(other.title)
  expect(digest?.text).not.toContain(thread.title)
})

test('a notification between two daily mails is in the next one only, even if late', async () => {
  const { asker, helper, mails } = await setUp({ locale: 'en' })
  const other = await createThread(helper, await forum.category())
  await asker.put(`/threads/${other.id}/following`)
  await queueDigests(forum.context())
  // More than a clock correction may go back.
  forum.advance(hour)
  for (const [text, hours] of [
    ['First.', 20],
    ['Second.', 24]
  ] as const) {
    await reply(helper, other.id, text)
    await forum.settle()
    forum.advance(hours * hour)
  }
  await queueDigests(forum.context())
  forum.advance(24 * hour)
  await queueDigests(forum.context())
  expect((await mails()).map(({ subject }) => subject)).toEqual(['2 new notifications'])
})

test('one click unsubscribes from one kind; a forged token does nothing', async () => {
  const { helper, thread, mails } = await setUp()
  await reply(helper, thread.id)
  const [mail] = await mails()
  const url = unsubscribePath(mail)
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: '' }
  const post = (to: string) =>
    forum.guest.inject({ method: 'POST', url: to, headers, payload: 'List-Unsubscribe=One-Click' })
  expect((await post(`${url.slice(0, -3)}abc`)).status).toBe(404)
  const page = await forum.guest.inject({ method: 'GET', url })
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.text).toContain('<form method="post"><button>')
  forum.advance(10 * minute)
  await reply(helper, thread.id, 'Or twenty.')
  expect(await mails()).toHaveLength(2)
  expect((await post(url)).status).toBe(200)
  forum.advance(10 * minute)
  await reply(helper, thread.id, 'Or thirty.')
  expect(await mails()).toHaveLength(2)
})

test('an erased account gets no mail', async () => {
  const { asker, helper, thread, mails } = await setUp()
  await reply(helper, thread.id)
  const gone = { email: null, erasedAt: forum.now() }
  await forum.connection.db.update(users).set(gone).where(eq(users.id, asker.id))
  expect(await mails()).toEqual([])
})
