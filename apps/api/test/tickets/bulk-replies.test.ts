import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket, sendAnswers } from './opening.ts'

const forum = startForum()

const messagesOf = async (client: Client, number: string) =>
  (await client.get(`/tickets/${number}`)).body.messages as { html: string }[]

test('one reply goes to several tickets, filled in for each; others are refused', async () => {
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  const [one, other] = [await forum.user(), await forum.user()]
  const topic = { topic: 'api' }
  const mine = [await openTicket(one, topic), await openTicket(other, topic)]
  const [elsewhere, closed] = [await openTicket(one), await openTicket(one, topic)]
  await desk.patch(`/tickets/${closed}`, { state: 'closed' })
  const body = '{requester}, ticket {number} is done.'
  const sent = await desk.post('/desk/replies', { numbers: [...mine, elsewhere, closed], body })
  expect(sent.body).toMatchObject({
    changed: 2,
    refused: [
      { number: elsewhere, code: 'not_found' },
      { number: closed, code: 'ticket_closed' }
    ]
  })
  const [first = '', second = ''] = mine
  const last = async (number: string) => (await messagesOf(desk, number)).at(-1)?.html
  expect(await last(first)).toContain(`${one.username}, ticket ${first} is done.`)
  expect(await last(second)).toContain(`${other.username}, ticket ${second} is done.`)
})

test('an undo recalls the replies, and none that was delivered', async () => {
  const desk = await agent(forum)
  const numbers = [await openTicket(await forum.user()), await openTicket(await forum.user())]
  const send = async () => (await desk.post('/desk/replies', { numbers, body: 'Done.' })).body.undo
  const undone = async (id: number) => (await desk.post(`/desk/changes/${id}/undo`)).body
  expect(await undone(await send())).toEqual({ changed: 2, refused: [] })
  expect(await messagesOf(desk, numbers[0] ?? '')).toHaveLength(1)
  const id = await send()
  await sendAnswers(forum)
  expect(await undone(id)).toMatchObject({
    changed: 0,
    refused: [{ code: 'ticket_message_sent' }, {}]
  })
})

test('a saved reply is in each requester’s language, and a repeated request sends once', async () => {
  const desk = await agent(forum)
  const savedReply = { names: { en: 'Done' }, body: { en: 'Done.', 'zh-CN': '已完成。' } }
  const { id } = (await desk.post('/desk/saved-replies', savedReply)).body
  const numbers = [
    await openTicket(await forum.user({ locale: 'en' })),
    await openTicket(await forum.user({ locale: 'zh-CN' }))
  ]
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const send = () => desk.post('/desk/replies', { numbers, savedReplyId: id }, headers)
  for (const { body } of [await send(), await send()]) expect(body.changed).toBe(2)
  const texts = await Promise.all(numbers.map((number) => messagesOf(desk, number)))
  expect(texts.map((all) => all.length)).toEqual([2, 2])
  expect(texts.map((all) => all[1]?.html)).toEqual(['<p>Done.</p>\n', '<p>已完成。</p>\n'])
  expect((await desk.post('/desk/replies', { numbers })).body.errors[0].path).toBe('body')
})

test('a bulk change is undone as one', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const numbers = [await openTicket(await forum.user()), await openTicket(await forum.user())]
  const assign = { numbers, assignee: colleague.username, topic: 'trading' }
  const { undo } = (await desk.post('/desk/changes', assign)).body
  const show = async (number: string) => (await desk.get(`/tickets/${number}`)).body
  expect(await show(numbers[1] ?? '')).toMatchObject({ topic: 'trading' })
  expect((await desk.post(`/desk/changes/${undo}/undo`)).body.changed).toBe(2)
  const before = { topic: 'deposit_withdrawal', assignee: null }
  for (const number of numbers) expect(await show(number)).toMatchObject(before)
})

test('agents are those who answer a topic of the reader', async () => {
  const of = (topic: string) =>
    forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: [topic] })
  const [api, alsoApi, trading] = [await of('api'), await of('api'), await of('trading')]
  const { items } = (await api.get('/desk/agents')).body
  expect(items).toEqual(expect.arrayContaining([api.username, alsoApi.username]))
  expect(items).not.toContain(trading.username)
})
