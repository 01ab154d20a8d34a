import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

const read = async (client: Client, url: string, language = 'en') =>
  (await client.inject({ method: 'GET', url, headers: { 'accept-language': language } })).text

test('a saved reply is changed by a form and removed in two steps', async () => {
  const desk = await agent(forum)
  const savedReply = { names: { en: 'Fees' }, body: { en: 'Old' } }
  const url = `/desk/saved-replies/${(await desk.post('/desk/saved-replies', savedReply)).body.id}`
  expect(await read(desk, '/desk/saved-replies')).not.toContain('?/remove')
  const saved = await sendPageForm(desk, `${url}?/save`, { 'names.en': 'Fees', 'body.en': 'New' })
  expect(saved.headers.location).toBe('/desk/saved-replies')
  expect(await read(desk, url)).toContain('This can’t be undone.')
  expect((await sendPageForm(desk, `${url}?/remove`)).headers.location).toBe('/desk/saved-replies')
  expect((await desk.get('/desk/saved-replies')).body.items).toEqual([])
})

test('a filter typed into the desk’s search is selected in its field', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user(), { topic: 'api' })
  const other = await openTicket(await forum.user(), { topic: 'trading' })
  await forum.settle()
  const shown = await read(desk, '/desk?q=topic%3Aapi')
  expect(shown).toContain(`/desk/${number}`)
  expect(shown).not.toContain(`/desk/${other}`)
  expect(shown).toMatch(/<option value="api" selected/)
  expect(await read(desk, '/desk?q=topic%3Apoetry')).toContain('No tickets match “topic:poetry”')
})

test('tickets that were refused stay ticked', async () => {
  const desk = await agent(forum)
  const [one, other] = [await openTicket(await forum.user()), await openTicket(await forum.user())]
  const refused = await sendPageForm(desk, '/desk?/bulk', { numbers: one, what: 'tie' })
  const boxes = refused.text.match(/<input[^>]*name="numbers"[^>]*>/g) ?? []
  const isTicked = (number: string) =>
    boxes.find((box) => box.includes(number))?.includes('checked')
  expect([isTicked(one), isTicked(other)]).toEqual([true, false])
})

test('the state field shows the ticket’s state even if the desk cannot choose it', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user())
  const chosen = async () =>
    /name="state"[^]*?<option value="([^"]*)" selected[^>]*>([^<]*)</
      .exec(await read(desk, `/desk/${number}`))
      ?.slice(1)
  expect(await chosen()).toEqual(['', 'Received'])
  await desk.patch(`/tickets/${number}`, { state: 'open' })
  expect(await chosen()).toEqual(['open', 'In progress'])
  await desk.post(`/tickets/${number}/resolution`, { summary: 'Credited.' })
  expect(await chosen()).toEqual(['', 'Resolved'])
})

test('an outdated form does not revert a colleague’s change', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user())
  const page = await read(desk, `/desk/${number}`)
  const had = /name="had" value="([^"]*)"/.exec(page)?.[1] ?? ''
  const change = { state: 'waiting_on_requester', priority: 'urgent', assignee: colleague.username }
  await colleague.patch(`/tickets/${number}`, change)
  const shown = { state: '', priority: 'low', topic: 'deposit_withdrawal', assignee: '' }
  await sendPageForm(desk, `/desk/${number}?/change`, { had, ...shown })
  expect((await desk.get(`/tickets/${number}`)).body).toMatchObject({
    ...{ state: 'waiting_on_requester', priority: 'low', topic: 'deposit_withdrawal' },
    assignee: { id: colleague.id }
  })
})

test('a form that an agent sends twice posts one message', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user())
  const page = await read(desk, `/desk/${number}`)
  const key = /name="key" value="([^"]*)"/.exec(page)?.[1] ?? ''
  const message = { key, body: 'We look into it.', audience: 'requester' }
  const send = () => sendPageForm(desk, `/desk/${number}?/say`, message)
  const places = (await Promise.all([send(), send()])).map(({ headers }) => headers.location)
  expect(places[0]).toBe(places[1])
  expect((await desk.get(`/tickets/${number}`)).body.messages).toHaveLength(2)
})

test('statistics say in every language that open tickets are not among the late ones', async () => {
  const desk = await agent(forum)
  const words = {
    en: 'Tickets that are late and still waiting aren’t included here',
    'zh-CN': '已超时但仍未完成的工单不在其中',
    'zh-TW': '已逾時但尚未完成的工單不計入'
  }
  for (const [language, said] of Object.entries(words))
    expect(await read(desk, '/desk/statistics', language)).toContain(said)
})
