import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()

const tagsOf = async (client: Client, number: string) =>
  (await client.get(`/tickets/${number}`)).body.tags

test('agents set and remove tags, undo that, and the requester sees none', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const number = await openTicket(requester)
  const change = (values: object) => desk.patch(`/tickets/${number}`, values)
  await change({ addTags: ['VIP', '链上'] })
  const { undo } = (await change({ addTags: ['refund'], removeTags: ['vip'] })).body
  expect(await tagsOf(desk, number)).toEqual(['refund', '链上'])
  await desk.post(`/desk/changes/${undo}/undo`)
  expect(await tagsOf(desk, number)).toEqual(['vip', '链上'])
  const { history } = (await desk.get(`/tickets/${number}`)).body
  expect(history.map(({ detail }: { detail: string }) => detail)).toContain('refund')
  const seen = (await requester.get(`/tickets/${number}`)).text
  for (const word of ['vip', '链上', 'refund']) expect(seen).not.toContain(word)
  expect((await requester.patch(`/tickets/${number}`, { addTags: ['vip'] })).status).toBe(422)
  expect((await (await forum.user()).patch(`/tickets/${number}`, { addTags: ['x'] })).status).toBe(
    404
  )
})

test('two agents who tag at once keep both tags, and a ticket has at most ten', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user())
  const add = (client: Client, addTags: string[]) => client.patch(`/tickets/${number}`, { addTags })
  await Promise.all([add(desk, ['one']), add(colleague, ['two'])])
  expect(await tagsOf(desk, number)).toEqual(['one', 'two'])
  const many = Array.from({ length: 9 }, (_, at) => `more${at}`)
  expect((await add(desk, many)).body.errors[0].path).toBe('addTags')
  expect(await tagsOf(desk, number)).toEqual(['one', 'two'])
  expect((await add(desk, ['two words'])).body.errors[0].path).toBe('addTags.0')
})

test('lists, counts and saved views filter by tag, within the topics of the reader', async () => {
  const desk = await agent(forum)
  const some = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  const [one, other] = [
    await openTicket(await forum.user(), { topic: 'api' }),
    await openTicket(await forum.user(), { topic: 'trading' })
  ]
  const numbers = [one, other]
  await desk.post('/desk/changes', { numbers, addTags: ['outage'] })
  await desk.patch(`/tickets/${other}`, { addTags: ['chart'] })
  const listed = async (client: Client, tag: string) =>
    (await client.get(`/desk/tickets?view=all&tag=${tag}`)).body.items.map(
      ({ number }: { number: string }) => number
    )
  expect((await listed(desk, 'Outage')).sort()).toEqual(numbers.sort())
  expect(await listed(some, 'outage')).toEqual([one])
  expect(await listed(desk, 'unknown')).toEqual([])
  expect((await desk.get('/desk/counts?tag=chart')).body.all).toBe(1)
  await desk.post('/desk/views', { name: 'Outage', view: 'all', tag: 'outage' })
  expect((await desk.get('/desk/views')).body.items[0]).toMatchObject({ count: 2 })
  expect((await desk.get('/desk/tags')).body.items).toEqual(
    expect.arrayContaining(['outage', 'chart'])
  )
  expect((await some.get('/desk/tags')).body.items).toEqual(['outage'])
})

test('a merged ticket keeps the tags of both, and takes no more than it has', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const [one, into] = [await openTicket(requester), await openTicket(requester)]
  const many = (word: string) => Array.from({ length: 7 }, (_, at) => `${word}${at}`)
  await desk.patch(`/tickets/${one}`, { addTags: many('a') })
  await desk.patch(`/tickets/${into}`, { addTags: many('b') })
  await desk.post(`/tickets/${one}/merge`, { into })
  expect(await tagsOf(desk, into)).toHaveLength(14)
  const more = await desk.patch(`/tickets/${into}`, { addTags: ['c'] })
  expect(more.body.errors[0].path).toBe('addTags')
  await desk.patch(`/tickets/${into}`, { removeTags: ['a0'] })
  expect(await tagsOf(desk, into)).toHaveLength(13)
})
