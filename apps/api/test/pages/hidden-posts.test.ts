import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { ask, reply } from '../posting.ts'

const forum = startForum({ web: true })

test('whoever reads their own hidden post is led to why, and how to appeal; moderators are not', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const author = await forum.user()
  const { id } = await ask(await forum.user(), categoryId)
  const post = await reply(author, id, 'An answer that is no spam.')
  await volunteer.post(`/posts/${post.id}/hiding`, { reason: 'spam' })
  const pageFor = async (client: typeof author) =>
    (await client.inject({ method: 'GET', url: post.url, headers: { accept: 'text/html' } })).text
  const [own, theirs] = [await pageFor(author), await pageFor(volunteer)]
  for (const page of [own, theirs]) expect(page).toContain('An answer that is no spam.')
  expect(own).toContain('href="/decisions"')
  expect(theirs).not.toContain('href="/decisions"')
})
