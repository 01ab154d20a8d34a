import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread, reply, revisionOfPost } from '../posting.ts'

const forum = startForum()
let slug: string
let categoryId: number
let volunteer: Client
let other: Client

beforeAll(async () => {
  slug = 'the-queue'
  categoryId = await forum.category({ slug })
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  other = await forum.user({ role: 'volunteer', moderates: [categoryId] })
})

type Case = { id: number; urgent: boolean; claim: unknown; post: { id: number; state: string } }

const queue = async (query = '', client = volunteer): Promise<Case[]> =>
  (await client.get(`/moderation/cases?${query}`)).body.items

async function reported(reason = 'spam', values: object = {}) {
  const { postId, id } = await createThread(await forum.user(), categoryId, values)
  await (await forum.user()).post(`/posts/${postId}/reports`, { reason })
  const found = (await queue()).find(({ post }) => post.id === postId)
  return { postId, threadId: id, caseId: found?.id ?? 0 }
}

const stateOf = async (postId: number) =>
  (await queue('', volunteer)).find(({ post }) => post.id === postId)

test('urgent cases come first, then the oldest, page by page', async () => {
  const staff = await forum.user({ role: 'staff' })
  const calm = await reported('abuse')
  const scam = await reported('scam')
  const later = await reported('off_topic')
  const ids = (await queue()).map(({ id }) => id)
  expect(ids).toEqual([scam.caseId, calm.caseId, later.caseId])
  await (await forum.user()).post(`/posts/${later.postId}/reports`, { reason: 'impersonation' })
  expect((await queue()).map(({ id }) => id)).toEqual([scam.caseId, later.caseId, calm.caseId])
  for (let count = 0; count < 19; count += 1) await reported()
  const first = (await staff.get(`/moderation/cases?category=${slug}`)).body
  const second = (await staff.get(`/moderation/cases?category=${slug}&cursor=${first.next}`)).body
  const all = [...first.items, ...second.items].map(({ id }: Case) => id)
  expect([all.length, new Set(all).size]).toEqual([22, 22])
  for (const id of all)
    await staff.post(`/moderation/cases/${id}/resolution`, { outcome: 'dismiss' })
})

test('the queue is filtered by the language of the content', async () => {
  const chinese = await reported('spam', { language: 'zh-CN' })
  const english = await reported('spam', { language: 'en' })
  expect((await queue('language=zh-CN')).map(({ id }) => id)).toEqual([chinese.caseId])
  expect((await queue('language=en')).map(({ id }) => id)).toEqual([english.caseId])
  expect((await volunteer.get('/moderation/posts?language=zh-TW')).body.items).toEqual([])
  expect((await volunteer.get('/moderation/cases?language=xx')).status).toBe(422)
})

test('a claimed case is shown as such to others, and is free after half an hour', async () => {
  const { caseId } = await reported()
  const path = `/moderation/cases/${caseId}/claim`
  const claims = await Promise.all([volunteer.put(path), other.put(path)])
  expect(claims.map(({ status }) => status).sort()).toEqual([204, 409])
  const [winner, loser] = claims[0].status === 204 ? [volunteer, other] : [other, volunteer]
  const claimOf = async (client: Client) =>
    (await queue('', client)).find(({ id }) => id === caseId)?.claim
  expect(await claimOf(winner)).toEqual({ by: winner.username, own: true })
  expect(await claimOf(loser)).toEqual({ by: winner.username, own: false })
  expect((await loser.delete(path)).status).toBe(204)
  expect((await loser.put(path)).body.code).toBe('case_claimed')
  forum.advance(31 * 60_000)
  expect((await loser.put(path)).status).toBe(204)
  await loser.delete(path)
  expect(await claimOf(winner)).toBeNull()
})

test('many are decided at once, each separately', async () => {
  const cases = [await reported(), await reported(), await reported()]
  const ids = cases.map(({ caseId }) => caseId)
  await other.post(`/moderation/cases/${ids[0]}/resolution`, { outcome: 'dismiss' })
  const bulk = { what: 'case', ids, outcome: 'hide', reason: 'spam' }
  const key = { 'idempotency-key': 'bulk-0000001' }
  const { status, body } = await volunteer.post('/moderation/decisions', bulk, key)
  expect([status, body]).toEqual([
    200,
    { done: 2, left: 0, refused: [{ id: ids[0], code: 'case_resolved' }] }
  ])
  expect(await stateOf(cases[1]?.postId ?? 0)).toBeUndefined()
  const member = await forum.user()
  expect((await member.post('/moderation/decisions', bulk)).status).toBe(403)
})

test('held posts are approved or refused together', async () => {
  const approving = await forum.category({ rule: 'approve_first' })
  const moderator = await forum.user({ role: 'volunteer', moderates: [approving] })
  const asked = [
    await createThread(await forum.user(), approving),
    await createThread(await forum.user(), approving)
  ]
  const ids = asked.map(({ postId }) => postId)
  const read = await Promise.all(
    ids.map(async (id) => [id, (await revisionOfPost(moderator, id)).revision])
  )
  const bulk = { what: 'post', ids, outcome: 'approve', revisions: Object.fromEntries(read) }
  const unread = { ...bulk, revisions: {} }
  expect((await moderator.post('/moderation/decisions', unread)).body.done).toBe(0)
  expect((await volunteer.post('/moderation/decisions', bulk)).body.done).toBe(0)
  expect((await moderator.post('/moderation/decisions', bulk)).body).toEqual({
    done: 2,
    left: 0,
    refused: []
  })
  expect((await forum.guest.get(`/threads/${asked[0]?.id}`)).status).toBe(200)
})

test('two moderators with the same cases at once never lose or double one', async () => {
  const cases = [await reported(), await reported(), await reported(), await reported()]
  const bulk = { what: 'case', ids: cases.map(({ caseId }) => caseId), outcome: 'dismiss' }
  const answers = await Promise.all(
    [volunteer, other, volunteer, other].map((one) => one.post('/moderation/decisions', bulk))
  )
  const done = answers.reduce((sum, { body }) => sum + body.done, 0)
  expect(done).toBe(4)
  const { items } = (await forum.guest.get('/moderation/log')).body
  const dismissed = items
    .slice(0, 5)
    .filter(({ kind }: { kind: string }) => kind === 'report_dismissed')
  expect(dismissed).toHaveLength(4)
})

const undoable = async (client: Client) => (await client.get('/moderation/undoable')).body.items

test('a decision can be undone for ten minutes by its moderator', async () => {
  const { caseId, postId, threadId } = await reported()
  await volunteer.post(`/moderation/cases/${caseId}/resolution`, {
    outcome: 'hide',
    reason: 'spam'
  })
  const [act] = await undoable(volunteer)
  expect(act).toMatchObject({ kind: 'hidden', post: { number: 1 } })
  const path = `/moderation/actions/${act.id}/undo`
  expect((await other.post(path)).status).toBe(404)
  const answers = await Promise.all([volunteer.post(path), volunteer.post(path)])
  expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1)
  expect((await forum.guest.get(`/threads/${threadId}`)).status).toBe(200)
  expect((await stateOf(postId))?.id).toBe(caseId)
  await volunteer.post(`/moderation/cases/${caseId}/resolution`, { outcome: 'dismiss' })
  const [dismissal] = await undoable(volunteer)
  forum.advance(11 * 60_000)
  expect((await volunteer.post(`/moderation/actions/${dismissal.id}/undo`)).status).toBe(404)
})

test('an undone dismissal reopens the case; an undone approval waits again', async () => {
  const { caseId } = await reported()
  await volunteer.post(`/moderation/cases/${caseId}/resolution`, { outcome: 'dismiss' })
  const [dismissal] = await undoable(volunteer)
  expect((await volunteer.post(`/moderation/actions/${dismissal.id}/undo`)).status).toBe(204)
  expect((await queue()).map(({ id }) => id)).toContain(caseId)
  const approving = await forum.category({ rule: 'approve_first' })
  const moderator = await forum.user({ role: 'volunteer', moderates: [approving] })
  const open = await createThread(moderator, approving)
  const waiting = await reply(await forum.user(), open.id)
  await approvePost(moderator, waiting.id)
  const [approval] = await undoable(moderator)
  expect((await moderator.post(`/moderation/actions/${approval.id}/undo`)).status).toBe(204)
  expect((await moderator.get('/moderation/posts')).body.items[0].postId).toBe(waiting.id)
})
