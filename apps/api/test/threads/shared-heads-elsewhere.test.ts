import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { posts, threads } from '@stoa/threads/schema'
import { createThread, reply } from '../posting.ts'
import { startForum, type Client } from '../forum.ts'

const forum = startForum()

let asker: Client
let thread: Awaited<ReturnType<typeof createThread>>
let answers: { id: number }[]
let member: Client

// Another member has read the thread, and the node hears nothing of what happens to it afterwards.
beforeEach(async () => {
  asker = await forum.user()
  thread = await createThread(asker, await forum.category(), { kind: 'question' })
  const answerer = await forum.user()
  answers = [
    await reply(answerer, thread.id, 'My key is a secret.'),
    await reply(answerer, thread.id)
  ]
  member = await forum.user()
  await show(await forum.user())
})

async function show(client: Client) {
  const { status, body, text } = await client.get(`/threads/${thread.id}`)
  expect(status, text).toBe(200)
  return body
}

const setPost = (values: Partial<typeof posts.$inferInsert>, id = answers[0]?.id ?? 0) =>
  forum.connection.db.update(posts).set(values).where(eq(posts.id, id))

const setThread = (values: Partial<typeof threads.$inferInsert>) =>
  forum.connection.db.update(threads).set(values).where(eq(threads.id, thread.id))

test('a passage that another node redacted is not shown', async () => {
  await setPost({ html: '<p>My key is ███.</p>', redactedAt: forum.now() })
  expect((await show(member)).posts[1].html).toBe('<p>My key is ███.</p>')
})

test('a link that another node quarantined again is not shown', async () => {
  const html = '<p><a href="https://support.example">Support</a></p>'
  await setPost({ html })
  expect((await show(await forum.user())).posts[1].html).toBe(html)
  await setPost({ html: '<p></p>' })
  expect((await show(member)).posts[1].html).toBe('<p></p>')
})

test('of two posts the one that another node hid is not shown', async () => {
  await setPost({ state: 'hidden' }, answers[1]?.id)
  const states = async () => (await show(member)).posts.map(({ state }: { state: string }) => state)
  expect(await states()).toEqual(['visible', 'visible', 'hidden'])
  await setPost({ state: 'hidden' }, answers[0]?.id)
  await setPost({ state: 'visible' }, answers[1]?.id)
  expect(await states()).toEqual(['visible', 'hidden', 'visible'])
  expect((await show(member)).posts[1].html).toBeNull()
})

test('a thread that another node closed and gave another title is shown so', async () => {
  await setThread({ title: 'How long does it take?', closedAt: forum.now() })
  const { title, closed, can } = (await show(member)).thread
  expect({ title, closed, reply: can.reply }).toEqual({
    ...{ title: 'How long does it take?', closed: true, reply: false }
  })
})

test('an author sees that another node hid the thread', async () => {
  await setThread({ state: 'hidden' })
  expect((await show(asker)).thread.state).toBe('hidden')
})
