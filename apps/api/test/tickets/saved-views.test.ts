import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()

const agentFor = (topic: string) =>
  forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: [topic] })

type View = { id: number; name: string; own: boolean; count: number }
const viewsOf = async (client: Client): Promise<View[]> =>
  (await client.get('/desk/views')).body.items

test('a shared view counts for each agent what they answer themselves', async () => {
  const [desk, some] = [await agent(forum), await agentFor('api')]
  const requester = await forum.user()
  for (const topic of ['api', 'trading', 'trading']) await openTicket(requester, { topic })
  const view = { name: 'All by age', view: 'all', sort: 'age', shared: true }
  expect((await desk.post('/desk/views', view)).status).toBe(201)
  expect(await viewsOf(desk)).toMatchObject([{ name: 'All by age', own: true, count: 3 }])
  expect(await viewsOf(some)).toMatchObject([{ own: false, count: 1 }])
  const trading = { ...view, name: 'Trading', topic: 'trading' }
  await desk.post('/desk/views', trading)
  expect((await viewsOf(some)).map(({ name }) => name)).toEqual(['All by age'])
  expect((await some.post('/desk/views', trading)).status).toBe(403)
})

test('a private view is its owner’s, who alone renames, shares and deletes it', async () => {
  const [desk, other] = [await agent(forum), await agent(forum)]
  const { id } = (await desk.post('/desk/views', { name: 'Mine', view: 'mine' })).body
  const own = async (client: Client) => (await viewsOf(client)).filter((view) => view.id === id)
  expect(await own(other)).toEqual([])
  const change = { name: 'Ours', shared: true }
  expect((await other.put(`/desk/views/${id}`, change)).status).toBe(404)
  expect((await desk.put(`/desk/views/${id}`, change)).status).toBe(204)
  expect(await own(other)).toMatchObject([{ name: 'Ours', own: false }])
  expect((await other.delete(`/desk/views/${id}`)).status).toBe(404)
  expect((await desk.delete(`/desk/views/${id}`)).status).toBe(204)
  expect(await own(desk)).toEqual([])
})
