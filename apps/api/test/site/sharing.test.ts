import { expect, test } from 'vitest'
import { createThread } from '../posting.ts'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true })
const { host } = new URL('http://127.0.0.1:3000')

const pageOf = async (url: string) => (await forum.app.inject({ url, headers: { host } })).body
const cardOf = (page: string) => ({
  title: /<meta property="og:title" content="([^"]*)"/.exec(page)?.[1],
  description: /<meta name="description" property="og:description" content="([^"]*)"/.exec(
    page
  )?.[1]
})

test('a shared thread shows its title and the first 160 characters', async () => {
  const owner = await forum.user()
  const body = `The deposit **never** arrived. ${'x'.repeat(300)}`
  const { id } = await createThread(owner, await forum.category(), { title: 'Where is it?', body })
  const card = cardOf(await pageOf(`/t/${id}`))
  expect(card.title).toBe('Where is it?')
  expect(card.description).toMatch(/^The deposit never arrived\. x+$/)
  expect(card.description).toHaveLength(160)
})

test('a hidden question is not in the card of its thread', async () => {
  const owner = await forum.user()
  const categoryId = await forum.category()
  const { id, postId } = await createThread(owner, categoryId, { body: 'A canary in the mine.' })
  expect(await pageOf(`/t/${id}`)).toContain('canary')
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  await staff.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  expect(await pageOf(`/t/${id}`)).not.toContain('canary')
})
