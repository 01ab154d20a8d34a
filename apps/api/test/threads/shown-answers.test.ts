import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { agent, escalate } from '../tickets/opening.ts'

const forum = startForum()

const label = { en: 'App <version>' }
const title = 'Where is my deposit now?'

/** A thread that answers the form of its category. */
async function setUp() {
  const admin = await forum.user({ role: 'admin' })
  const categoryId = await forum.category()
  const path = `/categories/${categoryId}/fields`
  const field = (await admin.post(path, { kind: 'version', label })).body.id
  const author = await forum.user()
  const text = { categoryId, title, body: 'It has not arrived.' }
  const thread = (await author.post('/threads', { ...text, fields: { [field]: '2.31' } })).body
  return { author, thread, field, categoryId }
}

test('a feed has the answers of a post above its text', async () => {
  const { thread } = await setUp()
  const url = `/t/${thread.id}/feed.xml`
  const { text } = await forum.guest.inject({ method: 'GET', url })
  expect(text).toContain(
    '&lt;dl&gt;&lt;dt&gt;App &amp;lt;version&amp;gt;&lt;/dt&gt;&lt;dd&gt;2.31&lt;/dd&gt;&lt;/dl&gt;'
  )
})

test('a ticket shows the answers as they were when it was opened', async () => {
  const { author, thread, field } = await setUp()
  const { number } = (await escalate(author, thread.id)).body
  const desk = await agent(forum)
  const answers = async () => (await desk.get(`/tickets/${number}`)).body.copies[0].fields
  expect(await answers()).toMatchObject([{ id: field, text: '2.31' }])
  const { body } = await author.get(`/threads/${thread.id}`)
  const edit = { body: 'It has not arrived yet.', fields: { [field]: '2.32' } }
  expect((await author.patch(`/posts/${body.posts[0].id}`, edit)).status).toBe(204)
  expect(await answers()).toMatchObject([{ id: field, text: '2.31' }])
})
