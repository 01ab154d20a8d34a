import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { asks, differentQuestions, question } from './writing.ts'

const forum = startForum()

const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url')
const yearZero = '0000-01-01T00:00:00.000Z'
const lists: [path: string, before: unknown[]][] = [
  ['/threads', []],
  // The cursor of cases begins with whether a case is urgent.
  ['/moderation/cases', [true]],
  ['/moderation/posts', []],
  ['/users/zeroth/posts', []]
]

test.each(lists)(
  'a cursor with the year 0 is refused by %s, a real one is not',
  async (path, before) => {
    const staff = await forum.user({
      role: 'staff',
      ...(path.includes('zeroth') && { username: 'zeroth' })
    })
    expect((await staff.get(`${path}?cursor=${cursorOf([...before, yearZero, 1])}`)).status).toBe(
      422
    )
    const now = cursorOf([...before, forum.now(), 1])
    expect((await staff.get(`${path}?cursor=${now}`)).status).toBe(200)
  }
)

test('a draft accepts only a post number as replyTo', async () => {
  const member = await forum.user()
  const { id } = await asks(member, await forum.category())
  const draft = { body: 'Half a thought', replyTo: 3_000_000_000 }
  expect((await member.put(`/drafts/thread:${id}`, draft)).status).toBe(422)
  expect((await member.put(`/drafts/thread:${id}`, { ...draft, replyTo: 1 })).status).toBe(200)
  expect((await member.get(`/threads/${id}`)).body.draft.replyTo).toBe(1)
})

test('JSON nested too deeply is refused, with an idempotency key too', async () => {
  const member = await forum.user()
  const payload = `{"title":${'['.repeat(60_000)}${']'.repeat(60_000)}}`
  const send = (headers: Record<string, string>) =>
    member.inject({ method: 'POST', url: '/api/v1/threads', headers, payload })
  const json = { 'content-type': 'application/json' }
  expect((await send(json)).status).toBe(422)
  expect((await send({ ...json, 'idempotency-key': 'deep-as-the-sea' })).status).toBe(400)
})

test('a repeated request counts once towards the limits of new members', async () => {
  const member = await forum.user({ trust: 'new' })
  const categoryId = await forum.category()
  const send = (key: string, more?: object) =>
    member.post('/threads', question(categoryId, more), { 'idempotency-key': key })
  for (const [time, more] of differentQuestions.entries()) {
    const first = await send(`question-${time}`, more)
    const again = await send(`question-${time}`, more)
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id])
  }
  expect((await send('question-6')).status).toBe(429)
})

test('markup in a title is text in a feed', async () => {
  const title = 'Why ]]> and ]]> <b>bold</b>?'
  const { id } = await asks(await forum.user(), await forum.category(), { title })
  const { text } = await forum.guest.inject({ method: 'GET', url: `/t/${id}/feed.xml` })
  const [, entry = ''] = text.split(/<entry[^>]*>/)
  expect(entry).toContain('<title>Why ]]&gt; and ]]&gt; &lt;b&gt;bold&lt;/b&gt;?</title>')
})
