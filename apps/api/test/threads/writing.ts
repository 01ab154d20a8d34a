import { expect } from 'vitest'
import type { Client } from '../forum.ts'

type Asked = { id: number; url: string; state: string; postId: number }
type Replied = { id: number; number: number; url: string; state: string }

/** Input for a question; `more` overrides fields. */
export const question = (categoryId: number, more: object = {}) => ({
  categoryId,
  title: 'Deposit of 0.5 BTC is missing',
  body: 'I sent it three hours ago.',
  ...more
})

/** Five questions different enough not to count as repeated. */
export const differentQuestions = [
  ...['The app will not open', 'Fees differ from the table', 'My card was refused'],
  ...['Charts stand still since noon', 'Which network is cheapest']
].map((title) => ({ title, body: `${title}. What now?` }))

/** Asks a question and expects 201. */
export async function asks(client: Client, categoryId: number, more: object = {}): Promise<Asked> {
  const answer = await client.post('/threads', question(categoryId, more))
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

/** Replies and expects 201. */
export async function replies(
  client: Client,
  threadId: number,
  more: object = {}
): Promise<Replied> {
  const answer = await client.post(`/threads/${threadId}/posts`, { body: 'Same here.', ...more })
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}
