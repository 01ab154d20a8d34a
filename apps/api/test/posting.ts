import type { Client } from './client.ts'

let serial = 0

/** Asks a question. Returns the id of the thread and of its first post. */
export async function createThread(
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

export async function reply(
  client: Client,
  threadId: number,
  text = 'Usually ten minutes.'
): Promise<{ id: number; number: number; url: string }> {
  const answer = await client.post(`/threads/${threadId}/posts`, { body: text })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body
}

export const approvePost = async (client: Client, id: number) =>
  client.post(`/posts/${id}/approval`, await revisionOfPost(client, id))

/** The present revision of a post, as a request body. */
export async function revisionOfPost(client: Client, id: number): Promise<{ revision: string }> {
  const { body } = await client.get(`/posts/${id}/source`)
  return { revision: body.snapshot?.revision ?? 'unreadable' }
}

export const approveEdit = async (client: Client, id: number) =>
  client.post(`/moderation/edits/${id}/approval`, await revisionOfEdit(client, id))

export const refuseEdit = async (client: Client, id: number) =>
  client.post(`/moderation/edits/${id}/refusal`, {
    ...(await revisionOfEdit(client, id)),
    reason: 'spam'
  })

/** The present revision of an edit, as a request body. */
export async function revisionOfEdit(client: Client, id: number): Promise<{ revision: string }> {
  const { items = [] } = (await client.get('/moderation/edits')).body
  const edit = items.find((one: { id: number }) => one.id === id)
  return { revision: edit?.snapshot.revision ?? 'unreadable' }
}
