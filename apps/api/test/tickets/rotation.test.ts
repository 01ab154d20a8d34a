import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()

/** Switches a rule on that assigns the agents of a topic in turn. */
async function takeTurns(desk: Client, topic: string): Promise<void> {
  const rule = { name: 'Turns', trigger: 'opened', roundRobin: true }
  const { body } = await desk.post('/desk/rules', { ...rule, topics: [topic] })
  await desk.put(`/desk/rules/${body.id}/activation`, { revision: body.snapshot.revision })
}

const assigneeOf = async (desk: Client, number: string): Promise<string | undefined> =>
  (await desk.get(`/tickets/${number}`)).body.assignee?.username

test('agents take turns; who is away, suspended or the requester is left out', async () => {
  const of = () => forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['security'] })
  const [lead, one, two] = [await agent(forum), await of(), await of()]
  const [away, other] = [await of(), await of()]
  await lead.put('/desk/absence')
  await away.put('/desk/absence')
  await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  const admin = await forum.user({ role: 'admin' })
  const suspended = { kind: 'suspension', reason: 'abuse' }
  const imposed = await admin.post(`/users/${other.username}/sanctions`, suspended)
  expect(imposed.status).toBe(201)
  await takeTurns(lead, 'security')
  const turn = async (requester: Client) => {
    const number = await openTicket(requester, { topic: 'security' })
    await forum.settle()
    return assigneeOf(lead, number)
  }
  const member = await forum.user()
  const names = [await turn(member), await turn(member), await turn(member)]
  expect(names).toEqual([one.username, two.username, one.username])
  expect([await turn(two), await turn(two)]).toEqual([one.username, one.username])
  await away.delete('/desk/absence')
  expect(await turn(member)).toBe(away.username)
})

test('tickets opened at once go to different agents, and without any to nobody', async () => {
  const of = () => forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['trading'] })
  const agents = [await of(), await of(), await of()]
  const [reader] = agents as [Client]
  await takeTurns(reader, 'trading')
  const open = async () => openTicket(await forum.user(), { topic: 'trading' })
  const numbers = [await open(), await open(), await open()]
  await forum.settle()
  const names = await Promise.all(numbers.map((number) => assigneeOf(reader, number)))
  expect(names.sort()).toEqual(agents.map(({ username }) => username).sort())
  for (const one of agents) await one.put('/desk/absence')
  const left = await open()
  await forum.settle()
  expect(await assigneeOf(reader, left)).toBeUndefined()
})
