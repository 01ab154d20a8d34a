/** A program that is written against the generated types, beside it in `paths.ts`. */
export const journey = `
import type { Client } from 'openapi-fetch'
import type { components, paths } from './paths.ts'

export async function travel(client: Client<paths>, categoryId: number) {
  const question = { categoryId, kind: 'question' as const, title: 'Where is it?', body: 'My withdrawal.' }
  const created = await client.POST('/api/v1/threads', {
    params: { header: { 'Idempotency-Key': 'journey-1' } },
    body: { ...question, tags: [] }
  })
  if (!created.data) throw new Error(created.error.code)
  const path = { id: created.data.id }
  await client.POST('/api/v1/threads/{id}/posts', { params: { path }, body: { body: 'Still nothing.' } })
  const { data } = await client.GET('/api/v1/threads/{id}', { params: { path } })
  const asker: components['schemas']['Author'] | undefined = data?.posts[0]?.author
  if (typeof asker?.id !== 'number') throw new Error('nobody asked')
  const none = await client.GET('/api/v1/threads/{id}', { params: { path: { id: 999999 } } })
  const wrong = await client.POST('/api/v1/threads', { body: { ...question, title: '', tags: [] } })
  const problem: components['schemas']['Problem'] | undefined = wrong.error
  const last = data?.posts.at(-1)?.html?.replace(/<[^>]+>/g, '').trim()
  return [data?.thread.title, last, none.error?.status, problem?.status]
}
`
