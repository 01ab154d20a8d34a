import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { agent, openTicket, opening, sendAnswers } from './opening.ts'

const forum = startForum()
const admin = () => forum.user({ role: 'admin' })
const topics = { role: 'staff' as const, capabilities: ['desk'], deskTopics: [opening.topic] }

async function setUp(topic = opening.topic) {
  const [desk, other, requester] = [await agent(forum), await agent(forum), await forum.user()]
  const number = await openTicket(requester, { topic })
  await desk.post(`/tickets/${number}/messages`, { body: 'We look into it.' })
  await sendAnswers(forum)
  const assignee = async () => (await other.get(`/tickets/${number}`)).body.assignee
  return { desk, other, requester, number, assignee }
}

test('tickets of somebody who left the desk are unassigned and visible to colleagues', async () => {
  const { desk, other, requester, number, assignee } = await setUp('api')
  const kept = await openTicket(requester)
  await desk.patch(`/tickets/${kept}`, { assignee: desk.username })
  expect((await (await admin()).put(`/users/${desk.username}/role`, topics)).status).toBe(204)
  await forum.settle()
  expect(await assignee()).toBe(null)
  const { items } = (await other.get('/desk/tickets?topic=api')).body
  expect(items.map((row: { number: string }) => row.number)).toEqual([number])
  expect((await other.get(`/tickets/${kept}`)).body.assignee).toMatchObject({ id: desk.id })
})

test('a new topic unassigns a ticket, unless the assignee answers it or one is named', async () => {
  const [desk, other] = [await forum.user(topics), await agent(forum)]
  const move = async (change: object) => {
    const number = await openTicket(await forum.user())
    await desk.patch(`/tickets/${number}`, { assignee: desk.username })
    await desk.patch(`/tickets/${number}`, { topic: 'security', ...change })
    return (await other.get(`/tickets/${number}`)).body.assignee
  }
  expect(await move({})).toBe(null)
  expect(await move({ assignee: other.username })).toMatchObject({ id: other.id })
})

test('while an assignee is suspended, colleagues are notified of messages', async () => {
  const { desk, other, requester, number, assignee } = await setUp()
  const heard = async () =>
    (await other.get('/notifications')).body.items.filter(
      ({ title }: { title: string }) => title === number
    ).length
  await forum.settle()
  const before = await heard()
  const sanction = { kind: 'suspension', reason: 'other' }
  expect((await (await admin()).post(`/users/${desk.username}/sanctions`, sanction)).status).toBe(
    201
  )
  await requester.post(`/tickets/${number}/messages`, { body: 'And now?' })
  await forum.settle()
  expect([(await heard()) > before, (await assignee()).id]).toEqual([true, desk.id])
})

test('a reopened ticket is unassigned if its agent has left since', async () => {
  const { desk, other, requester, number, assignee } = await setUp()
  await other.patch(`/tickets/${number}`, { state: 'closed' })
  await (await admin()).put(`/users/${desk.username}/role`, { role: 'member' })
  await forum.settle()
  expect(await assignee()).toMatchObject({ id: desk.id })
  await other.patch(`/tickets/${number}`, { state: 'open' })
  expect(await assignee()).toBe(null)
  await other.post(`/tickets/${number}/resolution`, { summary: 'Done.' })
  await requester.post(`/tickets/${number}/reopening`, { body: 'It is not.' })
  expect(await assignee()).toMatchObject({ id: other.id })
})
