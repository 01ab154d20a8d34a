import { expect, test } from 'vitest'
import { publicArticle } from '../articles/writing.ts'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { reportByThree } from './reporting.ts'

const forum = startForum()
const day = 24 * 3600_000

/** Milliseconds from `time` to the first of the next month. */
const toNextMonth = (time: string) => {
  const now = new Date(time)
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) - now.getTime() + day
}

test('an ended month has statistics, without names', async () => {
  const categoryId = await forum.category()
  const closed = await forum.category({ rule: 'staff_only' })
  const staff = await forum.user({ role: 'staff' })
  const author = await forum.user({ username: 'somebody-hidden' })
  for (const outcome of ['hide', 'dismiss']) {
    const { postId } = await createThread(author, categoryId)
    await (await forum.user()).post(`/posts/${postId}/reports`, { reason: 'spam' })
    const { items } = (await staff.get('/moderation/cases')).body
    const decision = { outcome, reason: 'spam' }
    await staff.post(`/moderation/cases/${items[0].id}/resolution`, decision)
  }
  const [decided] = (await author.get('/me/decisions')).body.items
  const text = 'Please look again.'
  const appeal = await author.post(`/moderation/actions/${decided.id}/appeal`, { text })
  const admin = await forum.user({ role: 'admin' })
  const path = `/moderation/appeals/${appeal.body.id}/decision`
  expect((await admin.post(path, { outcome: 'rejected' })).status).toBe(204)
  const colleague = await forum.user({ role: 'staff' })
  const other = await forum.user({ role: 'admin' })
  const internal = await createThread(colleague, closed)
  await admin.put(`/threads/${internal.id}/closing`, { reason: 'duplicate' })
  await staff.post(`/posts/${internal.postId}/reports`, { reason: 'spam' })
  await admin.post(`/posts/${internal.postId}/hiding`, { reason: 'spam' })
  const [hidden] = (await colleague.get('/me/decisions')).body.items
  const again = (await colleague.post(`/moderation/actions/${hidden.id}/appeal`, { text })).body.id
  await other.post(`/moderation/appeals/${again}/decision`, { outcome: 'upheld' })
  const month = forum.now().slice(0, 7)
  expect((await forum.guest.get(`/moderation/transparency?month=${month}`)).status).toBe(422)
  forum.advance(toNextMonth(forum.now()))
  const { body, text: answer } = await forum.guest.get('/moderation/transparency')
  expect(body.month).toBe(month)
  expect(
    Object.fromEntries(
      body.actions.map(({ kind, count }: { kind: string; count: number }) => [kind, count])
    )
  ).toEqual({
    hidden: 1,
    report_dismissed: 1,
    appeal_rejected: 1
  })
  expect(body.cases).toMatchObject({ upheld: 1, dismissed: 1 })
  expect(body.cases.minutesToAction).toBeLessThan(5)
  expect(body.appeals).toEqual({ decided: 1, upheld: 0 })
  expect(body.course).toHaveLength(12)
  expect(body.course.at(-1)).toMatchObject({ month, actions: 3 })
  expect(answer).not.toContain('somebody-hidden')
})

test('the first action is a moderator’s on the post or its author, not auto-hiding', async () => {
  const categoryId = await forum.category()
  const [staff, author] = [await forum.user({ role: 'staff' }), await forum.user()]
  const { postId } = await createThread(author, categoryId)
  const another = await createThread(author, categoryId)
  await reportByThree(forum, postId)
  const [found] = (await staff.get('/moderation/cases')).body.items
  expect(found.post.autoHidden).toBe(true)
  await staff.put(`/moderation/cases/${found.id}/claim`)
  await staff.post(`/posts/${another.postId}/hiding`, { reason: 'spam' })
  forum.advance(10 * 60_000)
  const warning = { kind: 'warning', reason: 'spam' }
  expect((await staff.post(`/users/${author.username}/sanctions`, warning)).status).toBe(201)
  forum.advance(10 * 60_000)
  await staff.post(`/moderation/cases/${found.id}/resolution`, { outcome: 'hide', reason: 'spam' })
  forum.advance(toNextMonth(forum.now()))
  const { cases } = (await forum.guest.get('/moderation/transparency')).body
  expect(Math.round(cases.minutesToAction)).toBe(10)
})

test('decisions about articles, which staff alone see, are in no statistics', async () => {
  const [article, member] = [await publicArticle(forum), await forum.user()]
  const staff = await forum.user({ role: 'staff' })
  await member.post(`/articles/${article.id}/translations/en/reports`, { reason: 'scam' })
  const [{ id }] = (await staff.get('/moderation/cases')).body.items
  const decision = { outcome: 'uphold', reason: 'scam' }
  expect((await staff.post(`/moderation/cases/${id}/resolution`, decision)).status).toBe(204)
  forum.advance(toNextMonth(forum.now()))
  const { actions, cases } = (await forum.guest.get('/moderation/transparency')).body
  expect(actions).toEqual([])
  expect(cases).toMatchObject({ upheld: 0, dismissed: 0 })
})
