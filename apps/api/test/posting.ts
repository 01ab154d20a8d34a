import type { Client } from './client.ts'

let serial = 0

/** A question by the client; answers its id and the id of its first post. */
export async function ask(
  client: Client,
  categoryId: number,
  values: object = {}
): Promise<{ id: number; postId: number; url: string; title: string; state: string }> {
  const title = `How long does a deposit take, case ${(serial += 1)}?`
  const input = { categoryId, title, body: 'It has not arrived yet.', ...values }
  const { status, body, text } = await client.post('/threads', input)
  if (status !== 201) throw new Error(text)
  return { title, ...body }
}

/** A reply by the client. */
export async function reply(
  client: Client,
  threadId: number,
  text = 'Usually ten minutes.'
): Promise<{ id: number; number: number; url: string }> {
  const answer = await client.post(`/threads/${threadId}/posts`, { body: text })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body
}
