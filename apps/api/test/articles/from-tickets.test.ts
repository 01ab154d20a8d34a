import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { openTicket, sendAnswers } from '../tickets/opening.ts'
import { decide } from './sources.ts'
import { pageOf, publish, save } from './writing.ts'

const forum = startForum()
const said = 'We have credited your deposit again, because the network had dropped it.'
const order = 'O-7781-2290'

const official = () => forum.user({ role: 'staff', capabilities: ['articles', 'desk'] })

/** A resolved ticket with a fact in its first message. */
async function resolvedTicket(body = `My deposit is missing.\n\nIts order is ${order}.`) {
  const [requester, desk] = [await forum.user(), await official()]
  const number = await openTicket(requester, { topic: 'trading', body })
  const path = `/tickets/${number}`
  await requester.put(`${path}/facts`, { facts: { order_id: order, account_id: 'ab12' } })
  await desk.post(`${path}/messages`, { body: `${said}\n\nIt was ${order}.` })
  await sendAnswers(forum)
  await desk.post(`${path}/resolution`, { summary: 'Done.' })
  await sendAnswers(forum)
  return { requester, desk, number, path }
}

const make = (client: Awaited<ReturnType<typeof official>>, number: string) =>
  client.post('/articles/from-tickets', { number })

test('a resolved ticket becomes a draft without its facts, and its requester is asked', async () => {
  const { requester, desk, number } = await resolvedTicket()
  const made = await make(desk, number)
  expect(made.status, made.text).toBe(201)
  const source = await desk.get(`/articles/${made.body.id}/translations/en`)
  expect(source.body.content.body).toContain('My deposit is missing.')
  expect(source.text).not.toContain(order)
  const own = (await requester.get('/articles/sources')).body.items
  expect(own).toMatchObject([{ articleId: made.body.id }])
  expect((await make(desk, number)).body.code).toBe('article_made_already')
})

test('only agents of the ticket who write articles make one of it, once it is resolved', async () => {
  const { requester, number } = await resolvedTicket()
  const writer = await forum.user({ role: 'staff', capabilities: ['articles'] })
  const agent = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const statuses = [requester, agent, writer].map(async (one) => (await make(one, number)).status)
  expect(await Promise.all(statuses)).toEqual([403, 403, 404])
  const open = await openTicket(requester)
  expect((await make(await official(), open)).body.code).toBe('ticket_not_resolved')
})

test('a version that names a fact of its ticket is not published', async () => {
  const { requester, desk, number } = await resolvedTicket()
  const article = (await make(desk, number)).body
  await decide(requester, article.id)
  await save(desk, article, { body: `${said} The order was O 7781 2290.` })
  await publish(desk, article)
  const second = await official()
  const refused = await publish(second, article)
  expect(refused).toMatchObject({ status: 409, body: { code: 'article_leaks_ticket' } })
  expect((await pageOf(forum.guest, article)).status).toBe(404)
})

test('a draft of a long message takes no more statements than one of a short message', async () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, at) => `Line ${at} of my question.`).join('\n\n')
  const statements = async (body: string) => {
    const { desk, number } = await resolvedTicket(body)
    return forum.count(async () => expect((await make(desk, number)).status).toBe(201))
  }
  const short = await statements(lines(2))
  expect(await statements(lines(200))).toBeLessThanOrEqual(short)
})

test('neither note nor tags of an article name a fact of its ticket', async () => {
  const { requester, desk, number } = await resolvedTicket()
  const article = (await make(desk, number)).body
  await decide(requester, article.id)
  const tagged = await desk.patch(`/articles/${article.id}`, { tags: [order] })
  expect(tagged).toMatchObject({ status: 409, body: { code: 'article_leaks_ticket' } })
  await save(desk, article, { body: said, note: `For order ${order}` })
  await publish(desk, article)
  const refused = await publish(await official(), article)
  expect(refused).toMatchObject({ status: 409, body: { code: 'article_leaks_ticket' } })
})
