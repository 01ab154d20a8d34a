import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum()

const question = (categoryId: number, more: object = {}) => ({
  categoryId,
  title: 'Deposit of 0.5 BTC is missing',
  body: 'I sent it three hours ago.',
  ...more
})

test('a member asks, and everybody reads the question', async () => {
  const member = await forum.user()
  const categoryId = await forum.category()
  const asked = await member.post('/threads', question(categoryId, { tags: ['BTC', 'btc'] }))
  expect(asked.status).toBe(201)
  expect(asked.body.url).toBe(`/t/${asked.body.id}/deposit-of-0-5-btc-is-missing`)
  const { body: page } = await forum.guest.get(`/threads/${asked.body.id}`)
  expect(page.thread).toMatchObject({ kind: 'question', language: 'en', tags: ['btc'] })
  expect(page.posts).toMatchObject([{ number: 1, html: '<p>I sent it three hours ago.</p>\n' }])
})
