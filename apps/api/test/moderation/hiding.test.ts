import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread, reply } from '../posting.ts'

const forum = startForum()
const hide = { reason: 'spam' }

test('members cannot hide, and volunteers of another category see no button', async () => {
  const categoryId = await forum.category()
  const thread = await createThread(await forum.user(), categoryId)
  const path = `/posts/${thread.postId}/hiding`
  const stranger = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  expect((await forum.guest.post(path, hide)).status).toBe(401)
  expect((await (await forum.user()).post(path, hide)).status).toBe(403)
  expect((await stranger.post(path, hide)).status).toBe(403)
  expect((await stranger.post(path, { reason: 'no such reason' })).status).toBe(422)
})

test('a volunteer does not hide what staff wrote', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const thread = await createThread(await forum.user(), categoryId)
  const post = await reply(await forum.user({ role: 'staff' }), thread.id)
  expect((await volunteer.post(`/posts/${post.id}/hiding`, hide)).body.code).toBe('role_not_below')
})

test('thirty hides an hour stop a moderator and notify staff; an hour later it goes on', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const admin = await forum.user({ role: 'admin' })
  const thread = await createThread(await forum.user(), categoryId)
  const authors = await Promise.all(Array.from({ length: 32 }, () => forum.user()))
  const posts = []
  for (const author of authors) posts.push(await reply(author, thread.id))
  const answers = []
  for (const post of posts.slice(0, 31))
    answers.push(await volunteer.post(`/posts/${post.id}/hiding`, hide))
  expect(answers.slice(0, 30).every(({ status }) => status === 204)).toBe(true)
  expect(answers[30]).toMatchObject({ status: 429, body: { code: 'too_many_hides' } })
  expect(Number(answers[30]?.headers['retry-after'])).toBeGreaterThan(3000)
  await forum.settle()
  const [alert] = (await admin.get('/notifications')).body.items
  expect(alert).toMatchObject({ kind: 'alert', actor: { username: volunteer.username } })
  expect(alert.url).toBe(`/u/${volunteer.username}/moderate#reverse`)
  forum.advance(3601_000)
  expect((await volunteer.post(`/posts/${posts[31]?.id}/hiding`, hide)).status).toBe(204)
})

test('a held post waits in the queue until a moderator approves it', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const stranger = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  const author = await forum.user()
  const thread = await createThread(author, categoryId)
  expect((await forum.guest.get(`/threads/${thread.id}`)).status).toBe(404)
  expect((await stranger.get('/moderation/posts')).body.items).toEqual([])
  const { items } = (await volunteer.get('/moderation/posts')).body
  expect(items).toEqual([expect.objectContaining({ postId: thread.postId, title: thread.title })])
  expect((await approvePost(author, thread.postId)).status).toBe(403)
  expect((await approvePost(volunteer, thread.postId)).status).toBe(204)
  expect((await forum.guest.get(`/threads/${thread.id}`)).status).toBe(200)
  expect((await volunteer.get('/moderation/posts')).body.items).toEqual([])
})

/** Creates a question with a unique word and an accepted answer. */
async function answered(word: string) {
  const categoryId = await forum.category()
  const [asker, helper] = [await forum.user(), await forum.user()]
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const thread = await createThread(asker, categoryId, { body: `Buy ${word} from me.` })
  const answer = await reply(helper, thread.id)
  await asker.put(`/threads/${thread.id}/accepted-answer`, { postId: answer.id })
  await forum.settle()
  return { asker, helper, volunteer, thread, answer }
}

const seenBy = async (client: Client, { id }: { id: number }) =>
  (await client.get(`/threads/${id}`)).body
const noticesOf = async (client: Client) => {
  await forum.settle()
  return (await client.get('/notifications')).body.items
}

test('hiding only the text of the first post keeps the thread and accepted answer', async () => {
  const { asker, volunteer, thread, answer } = await answered('hydroponics')
  const given = { ...hide, keepReplies: true }
  expect((await volunteer.post(`/posts/${thread.postId}/hiding`, given)).status).toBe(204)
  const page = await seenBy(forum.guest, thread)
  expect(page.thread).toMatchObject({ title: thread.title, replyCount: 1 })
  expect(page.posts).toMatchObject([
    { state: 'hidden', html: null, hiddenReason: 'spam' },
    { id: answer.id, state: 'visible' }
  ])
  expect(page.acceptedPost.html).toContain('ten minutes')
  expect((await seenBy(asker, thread)).thread.can.withdraw).toBe(false)
  expect((await volunteer.delete(`/posts/${thread.postId}/hiding`)).status).toBe(204)
  expect((await seenBy(forum.guest, thread)).posts[0].html).toContain('hydroponics')
})

test('search, feeds and related threads do not show a text hidden alone', async () => {
  const { volunteer, thread } = await answered('aquaponics')
  const found = async () => (await forum.guest.get('/search?q=aquaponics')).body.items.length
  expect(await found()).toBe(1)
  await volunteer.post(`/posts/${thread.postId}/hiding`, { ...hide, keepReplies: true })
  await forum.settle()
  expect(await found()).toBe(0)
  const urls = ['/feed.xml', `/t/${thread.id}/feed.xml`, `/api/v1/threads/${thread.id}/related`]
  for (const url of [...urls, `/api/v1/posts/${thread.postId}/source`])
    expect((await forum.guest.inject({ method: 'GET', url })).text).not.toContain('aquaponics')
})

test('a reply that is visible again notifies nobody of the thread', async () => {
  const { helper, volunteer, thread, answer } = await answered('photovoltaics')
  const [first, other] = [thread.postId, answer.id].map((id) => `/posts/${id}/hiding`)
  await volunteer.post(first!, hide)
  await forum.settle()
  await volunteer.delete(first!)
  expect((await noticesOf(helper))[0]).toMatchObject({ kind: 'thread_hidden', read: false })
  await helper.post('/notifications/read', {})
  await volunteer.post(other!, hide)
  await volunteer.delete(other!)
  expect(await noticesOf(helper)).not.toContainEqual(
    expect.objectContaining({ kind: 'thread_hidden', read: false })
  )
})

test('a held thread is refused as a whole, whatever is to be kept', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const thread = await createThread(await forum.user(), categoryId)
  await volunteer.post(`/posts/${thread.postId}/hiding`, { ...hide, keepReplies: true })
  expect((await forum.guest.get(`/threads/${thread.id}`)).status).toBe(404)
})

test('repliers are notified when the thread is hidden, and when it is visible again', async () => {
  const { asker, helper, volunteer, thread } = await answered('geothermics')
  const path = `/posts/${thread.postId}/hiding`
  await volunteer.post(path, hide)
  expect((await noticesOf(helper))[0]).toMatchObject({
    ...{ kind: 'thread_hidden', title: thread.title, url: '/notifications', actor: null }
  })
  expect((await noticesOf(asker))[0]).toMatchObject({ kind: 'moderation' })
  for (const one of [asker, volunteer])
    expect(await noticesOf(one)).not.toContainEqual(
      expect.objectContaining({ kind: 'thread_hidden' })
    )
  await volunteer.delete(path)
  const restored = { kind: 'thread_hidden', detail: { action: 'restored' }, read: false }
  const [notice, ...others] = await noticesOf(helper)
  expect(notice).toMatchObject({ ...restored, url: expect.stringContaining(`/t/${thread.id}`) })
  expect(others.map(({ kind }: { kind: string }) => kind)).not.toContain('thread_hidden')
  await volunteer.post(path, { ...hide, keepReplies: true })
  expect(await noticesOf(helper)).toHaveLength(others.length + 1)
})

test('a reporter is notified with the title they could read, not a later one', async () => {
  const { volunteer, thread } = await answered('petrology')
  const reporter = await forum.user()
  await reporter.post(`/posts/${thread.postId}/reports`, { reason: 'spam' })
  await volunteer.post(`/posts/${thread.postId}/hiding`, hide)
  const notice = { kind: 'report_outcome', title: thread.title, url: '/notifications' }
  expect((await noticesOf(reporter))[0]).toMatchObject(notice)
  forum.advance(1000)
  await volunteer.patch(`/threads/${thread.id}`, { title: 'Known swindler, third account' })
  expect((await noticesOf(reporter))[0]).toMatchObject(notice)
})

test('a reporter gets no title of a thread that became staff-only', async () => {
  const [reporter, admin] = [await forum.user(), await forum.user({ role: 'admin' })]
  const thread = await createThread(admin, await forum.category())
  await reporter.post(`/posts/${thread.postId}/reports`, { reason: 'spam' })
  const change = { categoryId: await forum.category({ rule: 'staff_only' }), title: 'For us alone' }
  expect((await admin.patch(`/threads/${thread.id}`, change)).status).toBe(204)
  const other = await forum.user({ role: 'admin' })
  await other.post(`/posts/${thread.postId}/hiding`, hide)
  expect((await noticesOf(reporter))[0]).toMatchObject({ kind: 'report_outcome', title: '' })
})

test('a case says how many replies would be hidden, and is decided without them', async () => {
  const { volunteer, thread } = await answered('metallurgy')
  await (await forum.user()).post(`/posts/${thread.postId}/reports`, { reason: 'spam' })
  const [row] = (await volunteer.get('/moderation/cases')).body.items
  expect(row.post.replyCount).toBe(1)
  const decision = { outcome: 'hide', reason: 'spam', keepReplies: true }
  const { status } = await volunteer.post(`/moderation/cases/${row.id}/resolution`, decision)
  expect(status).toBe(204)
  expect((await seenBy(forum.guest, thread)).posts[0].html).toBeNull()
})

test('an upheld appeal restores the text; undone, it is hidden alone again', async () => {
  const { asker, volunteer, thread } = await answered('limnology')
  await volunteer.post(`/posts/${thread.postId}/hiding`, { ...hide, keepReplies: true })
  const [{ id }] = (await asker.get('/me/decisions')).body.items
  const appeal = await asker.post(`/moderation/actions/${id}/appeal`, { text: 'I sell none.' })
  const admin = await forum.user({ role: 'admin' })
  await admin.post(`/moderation/appeals/${appeal.body.id}/decision`, { outcome: 'upheld' })
  expect((await seenBy(forum.guest, thread)).posts[0].html).toContain('limnology')
  const [act] = (await admin.get('/moderation/undoable')).body.items
  expect((await admin.post(`/moderation/actions/${act.id}/undo`)).status).toBe(204)
  expect((await seenBy(forum.guest, thread)).posts).toMatchObject([{ html: null }, {}])
})
