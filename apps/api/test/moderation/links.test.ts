import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { links } from '@stoa/safety/schema'
import { posts } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread } from '../posting.ts'

const forum = startForum({ origin: 'http://harbor.example' })
let categoryId: number
let member: Client
let admin: Client
let threadId: number

beforeAll(async () => {
  categoryId = await forum.category()
  member = await forum.user()
  admin = await forum.user({ role: 'admin' })
  threadId = (await createThread(member, categoryId)).id
})

type Said = { id: number; number: number; state: string; html: string }

async function say(client: Client, body: string): Promise<Said> {
  const { body: made, status, text } = await client.post(`/threads/${threadId}/posts`, { body })
  expect(status, text).toBe(201)
  const [row] = await forum.connection.db.select().from(posts).where(eq(posts.id, made.id))
  return { ...made, html: row?.html ?? '' }
}

const htmlOf = async (id: number) =>
  (await forum.connection.db.select().from(posts).where(eq(posts.id, id)))[0]?.html ?? ''

const tokenIn = (html: string) => /\/leave\/([\w-]{22})/.exec(html)?.[1] ?? ''

test('official links are marked, unknown ones lead to a page that names the host', async () => {
  const { html, state } = await say(
    member,
    'See https://help.harbor.example/fees and [this](https://blog.elsewhere.test/a?b=1).'
  )
  expect(state).toBe('visible')
  expect(html).toContain('<a href="https://help.harbor.example/fees" class="official"')
  expect(html).not.toContain('href="https://blog.elsewhere.test')
  const { body } = await forum.guest.get(`/links/${tokenIn(html)}`)
  expect(body).toMatchObject({
    url: 'https://blog.elsewhere.test/a?b=1',
    host: 'blog.elsewhere.test',
    verdict: 'unknown'
  })
})

test('a look-alike is plain text and waits for staff; volunteers may not release it', async () => {
  const { id, state, html } = await say(member, 'Log in [here](https://harb0r.example/login) now')
  expect(state).toBe('awaiting_approval')
  expect(html).toContain('here (harb0r.example)')
  expect(html).not.toContain('<a ')
  expect((await forum.guest.get(`/threads/${threadId}/posts`)).text).not.toContain('harb0r')
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const [row] = (await volunteer.get('/moderation/posts')).body.items
  expect(row.signs).toEqual(['lookalike'])
  const refused = await approvePost(volunteer, id)
  expect([refused.status, refused.body.code]).toEqual([403, 'lookalike_needs_staff'])
  expect((await approvePost(admin, id)).status).toBe(204)
  expect(await htmlOf(id)).not.toContain('<a ')
})

test('a look-alike is found in other alphabets and behind a user part', async () => {
  for (const url of ['http://h\u0430rbor.example/登录', 'https://harbor.example@evil.test/x']) {
    const { state, html } = await say(member, `见 ${url}`)
    expect(state, url).toBe('awaiting_approval')
    expect(html, url).not.toContain('<a ')
  }
})

test('an unlinked look-alike waits, for every author below staff', async () => {
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const text = '大家看harb0r.example这个网站'
  for (const client of [await forum.user({ trust: 'new' }), member, volunteer]) {
    expect((await say(client, text)).state).toBe('awaiting_approval')
    expect((await say(client, 'harbor.example 打不开了')).state).toBe('visible')
  }
  expect((await say(admin, text)).state).toBe('visible')
})

test('an edit with a look-alike waits, and the post keeps its text', async () => {
  const { id } = await say(member, 'Ask support.')
  const { body } = await member.patch(`/posts/${id}`, { body: 'https://harbor.example.evil.test' })
  expect(body.awaitingApproval).toBe(true)
  expect(await htmlOf(id)).toContain('Ask support.')
})

test('links are judged again when the lists change', async () => {
  const { id } = await say(member, 'Read https://news.blocked.test/today')
  await forum.settle()
  expect(tokenIn(await htmlOf(id))).not.toBe('')
  await admin.put('/block-lists/phishing', { hosts: ['blocked.test'] })
  await forum.settle()
  expect(await htmlOf(id)).not.toContain('<a ')
  await admin.put('/block-lists/phishing', { hosts: [] })
  await forum.settle()
  expect(tokenIn(await htmlOf(id))).not.toBe('')
})

test('an address is deleted with the last post that has it', async () => {
  const url = 'https://secret-place.test/only-once'
  const { id, html } = await say(member, `Look at ${url} please`)
  await forum.settle()
  const kept = () => forum.connection.db.select().from(links).where(eq(links.url, url))
  expect(await kept()).toHaveLength(1)
  await member.post(`/posts/${id}/redaction`, { text: url })
  await forum.settle()
  expect(await kept()).toHaveLength(0)
  expect((await forum.guest.get(`/links/${tokenIn(html)}`)).status).toBe(404)
})

test('a volunteer does not release an unlinked look-alike', async () => {
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const { id, state } = await say(member, 'I signed in at harb0r[.]example and it failed.')
  expect(state).toBe('awaiting_approval')
  const refused = await approvePost(volunteer, id)
  expect(refused).toMatchObject({ status: 403, body: { code: 'lookalike_needs_staff' } })
  expect((await approvePost(admin, id)).status).toBe(204)
})
