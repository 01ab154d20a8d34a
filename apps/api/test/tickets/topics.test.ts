import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { agent, openTicket, opening } from './opening.ts'

const forum = startForum()
const names = { en: 'Listings', 'zh-CN': '上架', 'zh-TW': '上架申請' }
const input = (key: string) => ({ key, names, form: [{ key: 'order_id', required: true }] })
type Named = { key: string }

test('an added topic can be chosen, has a name in the reader’s language and a form', async () => {
  const [admin, member] = await Promise.all([forum.user({ role: 'admin' }), forum.user()])
  expect((await admin.post('/desk/topics', input('listings'))).status).toBe(201)
  const number = await openTicket(member, { topic: 'listings' })
  const { body } = await member.get(`/tickets/${number}`, { 'accept-language': 'zh-TW' })
  expect(body).toMatchObject({ topic: 'listings', topicName: '上架申請' })
  const facts = (await member.get(`/tickets/${number}/facts`)).body
  expect(facts.items.map(({ key }: Named) => key)).toEqual(['order_id'])
  expect((await member.post('/tickets', { ...opening, topic: 'gossip' })).status).toBe(422)
})

test('a retired topic cannot be chosen, and its tickets keep its name and form', async () => {
  const [admin, member] = await Promise.all([forum.user({ role: 'admin' }), forum.user()])
  await admin.post('/desk/topics', input('staking'))
  const number = await openTicket(member, { topic: 'staking' })
  expect((await admin.delete('/desk/topics/staking')).status).toBe(204)
  expect((await member.post('/tickets', { ...opening, topic: 'staking' })).status).toBe(422)
  expect((await member.get(`/tickets/${number}`)).body.topicName).toBe('Listings')
  expect((await member.get(`/tickets/${number}/facts`)).body.items).toHaveLength(1)
  const known = async () => (await forum.guest.get('/desk/topics')).body.items
  expect(await known()).toContainEqual(expect.objectContaining({ key: 'staking', offered: false }))
  await admin.patch('/desk/topics/staking', { offered: true })
  await openTicket(member, { topic: 'staking' })
})

test('an agent of an added topic answers only its tickets; a key is used once', async () => {
  const [admin, member] = await Promise.all([forum.user({ role: 'admin' }), forum.user()])
  await admin.post('/desk/topics', input('futures'))
  expect((await admin.post('/desk/topics', input('futures'))).body.code).toBe('desk_topic_taken')
  const duties = { role: 'staff' as const, capabilities: ['desk'], deskTopics: ['futures'] }
  const own = await forum.user(duties)
  const number = await openTicket(member, { topic: 'futures' })
  expect((await own.get(`/tickets/${number}`)).status).toBe(200)
  const other = await openTicket(member)
  expect((await own.get(`/tickets/${other}`)).status).toBe(404)
  expect((await (await agent(forum)).get(`/tickets/${number}`)).status).toBe(200)
  const gone = { ...duties, deskTopics: ['gossip'] }
  expect((await admin.put(`/users/${member.username}/role`, gone)).status).toBe(422)
})

test('an unused topic is retired too, not deleted, and only admins change topics', async () => {
  const admin = await forum.user({ role: 'admin' })
  await admin.post('/desk/topics', input('unused'))
  expect((await admin.delete('/desk/topics/unused')).status).toBe(204)
  const { items } = (await forum.guest.get('/desk/topics')).body
  expect(items).toContainEqual(expect.objectContaining({ key: 'unused', offered: false }))
  expect((await admin.delete('/desk/topics/nothing')).status).toBe(404)
  expect((await (await agent(forum)).delete('/desk/topics/api')).status).toBe(403)
})
