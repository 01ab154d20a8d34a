import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket, sendAnswers } from './opening.ts'

const forum = startForum()
const hour = 3600_000
const rule = { name: 'Deposits', trigger: 'opened', topics: ['deposit_withdrawal'] }

/** Adds a rule that stays off, and returns what it would have done by the number of each ticket. */
async function tried(desk: Client, values: object): Promise<Record<string, string[]>> {
  const { status, body, text } = await desk.post('/desk/rules', { ...rule, ...values })
  if (status !== 201) throw new Error(text)
  const { items } = (await desk.get(`/desk/rules/${body.id}/matches`)).body
  return Object.fromEntries(
    items.map(({ url, acts }: { url: string; acts: string[] }) => [url.split('/').at(-1), acts])
  )
}

const replyOf = async (desk: Client, body: string): Promise<number> =>
  (await desk.post('/desk/saved-replies', { names: { en: 'Received' }, body: { en: body } })).body
    .id

test('a trial says what a rule would have done with past tickets, and does nothing', async () => {
  const desk = await agent(forum)
  const [one, urgent, other] = [
    await openTicket(await forum.user()),
    await openTicket(await forum.user()),
    await openTicket(await forum.user(), { topic: 'api' })
  ]
  await desk.patch(`/tickets/${urgent}`, { priority: 'urgent' })
  const savedReplyId = await replyOf(desk, 'Hello {requester}')
  const acts = { savedReplyId, roundRobin: true, tags: ['new'], notifyLead: true, close: true }
  const found = await tried(desk, acts)
  expect(found[one]).toEqual(['reply', 'round_robin', 'tag', 'notify_lead', 'close'])
  expect([found[urgent], found[other]]).toEqual([undefined, undefined])
  await forum.settle()
  expect((await desk.get(`/tickets/${one}`)).body).toMatchObject({ state: 'new', tags: [] })
  const some = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  const own = { ...rule, tags: ['x'], topics: ['api'] }
  const { body } = await some.post('/desk/rules', own)
  expect((await some.get(`/desk/rules/${body.id}/matches`)).body.total).toBe(1)
  expect((await some.post('/desk/rules', { ...own, topics: [] })).status).toBe(403)
})

test('a trial looks at answered, silent and overdue tickets', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user({ locale: 'zh-TW' }), { topic: 'trading' })
  const of = { topics: ['trading'], languages: ['zh-TW'], tags: ['seen'] }
  const acts = async (values: object) =>
    (await tried(await agent(forum), { ...of, ...values }))[number]
  expect(await acts({ trigger: 'answered' })).toBeUndefined()
  await desk.post(`/tickets/${number}/messages`, { body: 'Which pair?' })
  await sendAnswers(forum)
  expect(await acts({ trigger: 'answered' })).toEqual(['tag'])
  expect(await acts({ trigger: 'answered', languages: ['en'] })).toBeUndefined()
  expect(await acts({ trigger: 'overdue' })).toBeUndefined()
  await desk.patch(`/tickets/${number}`, { state: 'waiting_on_requester' })
  const silent = { trigger: 'silent', silentHours: 2 }
  expect(await acts(silent)).toBeUndefined()
  forum.advance(2 * hour)
  expect(await acts(silent)).toEqual(['tag'])
  expect(await acts({ ...silent, close: true })).toEqual(['notice'])
})

test('rules that cannot act, or could do harm, are refused by field', async () => {
  const desk = await agent(forum)
  const some = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  const path = async (values: object) =>
    (await desk.post('/desk/rules', { ...rule, ...values })).body.errors?.[0].path
  expect(await path({})).toBe('trigger')
  expect(await path({ trigger: 'closed', tags: ['x'] })).toBe('trigger')
  expect(await path({ trigger: 'silent', tags: ['x'] })).toBe('silentHours')
  expect(await path({ tags: ['two words'] })).toBe('tags.0')
  expect(await path({ topics: ['account_access'], tags: ['x'] })).toBe('topics')
  for (const trigger of ['answered', 'overdue'])
    expect(await path({ trigger, close: true })).toBe('close')
  expect(await path({ assignee: some.username })).toBe('assignee')
  expect(await path({ assignee: some.username, topics: ['api'] })).toBeUndefined()
  expect(await path({ newTopic: 'nothing_known' })).toBe('newTopic')
  expect(await path({ savedReplyId: 999_999 })).toBe('savedReplyId')
  const blank = await replyOf(desk, 'Agent {agent} looks into [service].')
  expect(await path({ savedReplyId: blank })).toBe('savedReplyId')
  expect(await path({ trigger: 'thread', words: ['lost'], tags: ['x'] })).toBe('words')
})
