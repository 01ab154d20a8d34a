import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { Problem } from '@stoa/core'
import { events } from '@stoa/core/schema'
import { translate } from '@stoa/messages'
import { drafts, mentions, readings, threadFollowings, threads } from '@stoa/threads/schema'
import { startForum } from '../forum.ts'
import { asks, differentQuestions, question } from './writing.ts'

const forum = startForum()

const words = {
  required: translate('field_required', {}, 'en'),
  invalid: translate('field_invalid', {}, 'en')
}

test('a member asks, and everybody reads the question', async () => {
  const member = await forum.user()
  const categoryId = await forum.category()
  const asked = await asks(member, categoryId, { tags: ['BTC', 'btc'] })
  expect(asked.url).toBe(`/t/${asked.id}/deposit-of-0-5-btc-is-missing`)
  const { body: page } = await forum.guest.get(`/threads/${asked.id}`)
  expect(page.thread).toMatchObject({ kind: 'question', language: 'en', tags: ['btc'] })
  expect(page.posts).toMatchObject([{ number: 1, html: '<p>I sent it three hours ago.</p>\n' }])
})

test('a category that was not chosen is missing, an unknown one is wrong', async () => {
  const member = await forum.user()
  const asking = (categoryId: string) =>
    member.post('/threads', question(0, { categoryId }), { 'accept-language': 'en' })
  const { body } = await asking('')
  expect(body.errors).toMatchObject([{ path: 'categoryId', message: words.required }])
  expect((await asking('0')).body.errors).toMatchObject([{ message: words.invalid }])
})

test('asking follows the thread, marks it read, deletes its draft and emits an event', async () => {
  const { db } = forum.connection
  const member = await forum.user()
  for (const key of ['ask', 'ask:1x9k2m7q'])
    await db.insert(drafts).values({ userId: member.id, key, content: {}, updatedAt: forum.now() })
  const draft = 'ask:1x9k2m7q'
  const { id, postId } = await asks(member, await forum.category(), { draft })
  expect(await db.$count(threadFollowings, eq(threadFollowings.threadId, id))).toBe(1)
  expect(await db.$count(readings, eq(readings.threadId, id))).toBe(1)
  const left = await db.select().from(drafts).where(eq(drafts.userId, member.id))
  expect(left).toMatchObject([{ key: 'ask' }])
  const happened = await db.select().from(events).where(eq(events.actorId, member.id))
  expect(happened).toMatchObject([{ type: 'thread.created', payload: { threadId: id, postId } }])
})

test('the language is detected unless the asker names it', async () => {
  const member = await forum.user()
  const categoryId = await forum.category()
  const chinese = { title: '充值三小时还没到账', body: '请问怎么办？' }
  const told = await asks(member, categoryId, chinese)
  const said = await asks(member, categoryId, { ...chinese, language: 'zh-TW' })
  const language = async (id: number) =>
    (await forum.guest.get(`/threads/${id}`)).body.thread.language
  expect(await language(told.id)).toBe('zh-CN')
  expect(await language(said.id)).toBe('zh-TW')
})

test('a mention links to the user; an unknown name stays text', async () => {
  const member = await forum.user()
  const wang = await forum.user({ username: '王小明' })
  const { id, postId } = await asks(member, await forum.category(), {
    body: '@王小明你好 @nobody-at-all'
  })
  const { posts } = (await forum.guest.get(`/threads/${id}`)).body
  expect(posts[0].html).toContain('href="/u/%E7%8E%8B%E5%B0%8F%E6%98%8E"')
  expect(posts[0].html).not.toContain('/u/nobody')
  const kept = await forum.connection.db.select().from(mentions).where(eq(mentions.postId, postId))
  expect(kept).toEqual([{ postId, userId: wang.id }])
})

describe('who may ask', () => {
  test('a guest is asked to sign in', async () => {
    const { status, body } = await forum.guest.post('/threads', question(await forum.category()))
    expect([status, body.code]).toEqual([401, 'sign_in_required'])
  })

  test('only moderators and staff ask in a read-only category', async () => {
    const categoryId = await forum.category({ rule: 'read_only' })
    const member = await forum.user()
    const elsewhere = await forum.user({ role: 'volunteer' })
    const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
    for (const client of [member, elsewhere]) {
      const { status, body } = await client.post('/threads', question(categoryId))
      expect([status, body.code]).toEqual([403, 'category_read_only'])
    }
    await asks(volunteer, categoryId)
    await asks(await forum.user({ role: 'staff' }), categoryId)
  })

  test('a staff-only category answers 404 to others', async () => {
    const categoryId = await forum.category({ rule: 'staff_only' })
    const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
    for (const client of [await forum.user(), volunteer])
      expect((await client.post('/threads', question(categoryId))).status).toBe(404)
    const { id } = await asks(await forum.user({ role: 'staff' }), categoryId)
    expect((await forum.guest.get(`/threads/${id}`)).status).toBe(404)
  })
})

describe('in a category that approves posts first', () => {
  test('a question is held, and only its author and the moderators see it', async () => {
    const categoryId = await forum.category({ rule: 'approve_first' })
    const member = await forum.user()
    const { id, state } = await asks(member, categoryId)
    expect(state).toBe('awaiting_approval')
    const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
    const other = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
    const see = async (client: typeof member) => (await client.get(`/threads/${id}`)).status
    expect([await see(member), await see(volunteer)]).toEqual([200, 200])
    expect([await see(forum.guest), await see(other), await see(await forum.user())]).toEqual([
      404, 404, 404
    ])
  })

  test('people who could approve the question are not held', async () => {
    const categoryId = await forum.category({ rule: 'approve_first' })
    const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
    expect((await asks(volunteer, categoryId)).state).toBe('visible')
  })
})

test('staff post officially; volunteers are members outside their categories', async () => {
  const categoryId = await forum.category()
  const staff = await asks(await forum.user({ role: 'staff' }), categoryId)
  const volunteer = await asks(await forum.user({ role: 'volunteer' }), categoryId)
  const first = async (id: number) => (await forum.guest.get(`/threads/${id}`)).body.posts[0]
  expect(await first(staff.id)).toMatchObject({ official: true, authorRole: 'staff' })
  expect(await first(volunteer.id)).toMatchObject({ official: false, authorRole: 'member' })
})

describe('new members', () => {
  const links = (count: number) =>
    Array.from({ length: count }, (_, index) => `<https://site${index}.example/>`).join(' ')

  test('may put two external links into a post, others more', async () => {
    const categoryId = await forum.category()
    const newcomer = await forum.user({ trust: 'new' })
    const refused = await newcomer.post('/threads', question(categoryId, { body: links(3) }))
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toMatchObject([{ path: 'body', maximum: 2 }])
    await asks(newcomer, categoryId, { body: `${links(2)} ${forum.origin}/t/1` })
    await asks(await forum.user(), categoryId, { body: links(9) })
  })

  test('may ask five times a day', async () => {
    const categoryId = await forum.category()
    const newcomer = await forum.user({ trust: 'new' })
    for (const more of differentQuestions) await asks(newcomer, categoryId, more)
    const refused = await newcomer.post('/threads', question(categoryId))
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_requests'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(80_000)
  })
})

test('invalid input is refused field by field, in the reader’s language', async () => {
  const member = await forum.user()
  const bad = question(await forum.category(), { title: 'abc', body: ' ', tags: ['a b'] })
  const { status, body } = await member.post('/threads', bad, { 'accept-language': 'zh-CN' })
  expect(status).toBe(422)
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['title', 'body', 'tags.0'])
  expect(body.title).toMatch(/\p{sc=Han}/u)
})

test('guards review title and body before anything is stored', async () => {
  const member = await forum.user()
  const seen: string[] = []
  const { review } = forum.ports.safety
  forum.ports.safety.review = async (_, { path, text }) => {
    seen.push(path)
    if (text.includes('seed phrase')) throw new Problem(422, 'secret_found')
  }
  const input = question(await forum.category(), { body: 'My seed phrase is …' })
  const { status, body } = await member.post('/threads', input)
  forum.ports.safety.review = review
  expect([status, body.code, seen]).toEqual([422, 'secret_found', ['title', 'body']])
  expect(await forum.connection.db.$count(threads, eq(threads.authorId, member.id))).toBe(0)
})

test('a repeat with the same key gets the first answer and creates nothing', async () => {
  const member = await forum.user()
  const input = question(await forum.category())
  const key = { 'idempotency-key': 'form-0123456789' }
  const first = await member.post('/threads', input, key)
  const repeat = await member.post('/threads', input, key)
  expect(repeat.body).toEqual(first.body)
  const other = await member.post('/threads', { ...input, title: 'Another title' }, key)
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
})

test('a preview renders the same HTML as the post', async () => {
  const member = await forum.user()
  const { body } = await member.post('/previews', { body: '**Hi** <b>you</b>' })
  expect(body.html).toBe('<p><strong>Hi</strong> &lt;b&gt;you&lt;/b&gt;</p>\n')
  expect((await forum.guest.post('/previews', { body: 'Hi' })).status).toBe(401)
})

test('a picture that never left its browser is refused with what to do', async () => {
  const input = question(await forum.category(), { body: 'See ![it](waiting-picture-x1)' })
  const { status, body } = await (await forum.user()).post('/threads', input)
  expect(status).toBe(422)
  expect(body.errors[0]).toMatchObject({ path: 'body' })
})
