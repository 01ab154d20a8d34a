import { eq } from 'drizzle-orm'
import { transaction } from '@stoa/core'
import { alertDesk } from '@stoa/tickets'
import { runRules } from '@stoa/tickets/acting-rules'
import { deskRules, tickets } from '@stoa/tickets/schema'
import { expect, test } from 'vitest'
import { createClient } from '../client.ts'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket, sendAnswers } from './opening.ts'
import { add, lines, remove, replyOf, ruleOf, show, switchOn } from './ruling.ts'

const forum = startForum()
const hour = 3600_000

/** Opens a ticket, and lets the worker act. */
async function opened(requester: Client, values: object = {}): Promise<string> {
  const number = await openTicket(requester, values)
  await forum.settle()
  return number
}

test('a rule sets priority, topic, tags and agent, and the history names it', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const acts = { priority: 'high', newTopic: 'trading', tags: ['Chain'], assignee: desk.username }
  const id = await add(desk, { ...acts, words: ['arrive'], topics: ['deposit_withdrawal'] })
  const [one, other] = [await opened(requester), await opened(requester, { topic: 'api' })]
  const ticket = await show(desk, one)
  const { username } = desk
  expect(ticket).toMatchObject({ priority: 'high', topic: 'trading', tags: ['chain'] })
  expect(ticket.assignee.username).toBe(username)
  expect(ticket.history.at(-1)).toMatchObject({ rule: 'Deposits', actor: null })
  expect(await lines(desk, one)).toEqual(
    expect.arrayContaining(['priority high', `assigned ${username}`, 'tagged chain'])
  )
  expect(await show(desk, other)).toMatchObject({ priority: 'normal', tags: [], assignee: null })
  await remove(desk, id)
})

test('an automatic answer comes once, in the requester’s language, and says so', async () => {
  const [desk, requester] = [await agent(forum), await forum.user({ locale: 'zh-CN' })]
  const savedReplyId = await replyOf(desk)
  const ids = [await add(desk, { savedReplyId }), await add(desk, { name: 'B', savedReplyId })]
  const number = await opened(requester)
  const ticket = await show(requester, number)
  const said = ticket.messages.filter(({ side }: { side: string }) => side === 'desk')
  expect(said).toMatchObject([{ automatic: true, author: null, agent: null, canRecall: false }])
  expect(said[0].html).toContain(`${requester.username}，已收到。`)
  // People still owe the first answer.
  expect(ticket).toMatchObject({ state: 'new', firstAnsweredAt: null })
  expect(await lines(desk, number)).toEqual(['auto_answered'])
  const { items } = (await requester.get('/notifications')).body
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['ticket_changed'])
  await remove(desk, ...ids)
})

test('a reply with blanks or without text is not sent; a rule closes at once', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const savedReplyId = await replyOf(desk)
  const id = await add(desk, { savedReplyId, close: true, words: ['lottery'] })
  const names = { names: { en: 'Received' } }
  const blank = { ...names, body: { en: 'We look into [service].' } }
  await desk.put(`/desk/saved-replies/${savedReplyId}`, blank)
  await switchOn(desk, id)
  const number = await opened(requester, { subject: 'You won the lottery' })
  expect(await lines(desk, number)).toEqual(['auto_answer_failed', 'state auto_closed'])
  await desk.delete(`/desk/saved-replies/${savedReplyId}`)
  await switchOn(desk, id)
  const other = await opened(requester, { subject: 'A lottery' })
  expect(await lines(desk, other)).toEqual(['auto_answer_failed', 'state auto_closed'])
  const seen = await show(requester, other)
  expect(seen.messages).toHaveLength(1)
  expect(JSON.stringify(seen.history)).not.toContain('Deposits')
  const body = 'It is a real question.'
  expect((await requester.post(`/tickets/${other}/reopening`, { body })).status).toBe(204)
  forum.advance(8 * 24 * hour)
  const cookie = await forum.session(requester.username)
  const later = createClient(forum.app, forum.origin, { ...requester, headers: { cookie } })
  const late = await later.post(`/tickets/${number}/reopening`, { body })
  expect(late.body.code).toBe('ticket_not_reopenable')
  await remove(await agent(forum), id)
})

test('a changed or deleted saved reply disables the rules that send it', async () => {
  const [desk, other] = [await agent(forum), await agent(forum)]
  const savedReplyId = await replyOf(desk)
  const id = await add(desk, { savedReplyId })
  const untouched = await add(desk, { tags: ['seen'] })
  const { revision } = (await ruleOf(desk, id)).snapshot
  const values = { names: { en: 'Received' }, body: { en: 'Call us.' } }
  await other.put(`/desk/saved-replies/${savedReplyId}`, values)
  expect((await ruleOf(desk, id)).enabled).toBe(false)
  expect((await ruleOf(desk, untouched)).enabled).toBe(true)
  const stale = await desk.put(`/desk/rules/${id}/activation`, { revision })
  expect(stale.body).toMatchObject({ code: 'revision_changed' })
  await switchOn(desk, id)
  await other.delete(`/desk/saved-replies/${savedReplyId}`)
  expect((await ruleOf(desk, id)).enabled).toBe(false)
  await remove(desk, id, untouched)
})

test('rules leave urgent tickets and those about account access alone', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const urgent = await add(desk, { name: 'Thefts', priority: 'urgent', words: ['stolen'] })
  const id = await add(desk, { tags: ['seen'] })
  const tagsOf = async (values: object) => (await show(desk, await opened(requester, values))).tags
  expect(await tagsOf({ topic: 'account_access' })).toEqual([])
  expect(await tagsOf({ topic: 'api', subject: 'Everything was stolen' })).toEqual([])
  expect(await tagsOf({ topic: 'api' })).toEqual(['seen'])
  await remove(desk, id, urgent)
})

test('a rule that makes a ticket urgent or about access neither answers nor closes', async () => {
  const desk = await agent(forum)
  const rule = { name: 'Access', trigger: 'opened' }
  const savedReplyId = await replyOf(desk)
  for (const left of [{ newTopic: 'account_access' }, { priority: 'urgent' }])
    for (const [act, path] of [
      [{ close: true }, 'close'] as const,
      [{ savedReplyId }, 'savedReplyId'] as const
    ]) {
      const { status, body } = await desk.post('/desk/rules', { ...rule, ...left, ...act })
      expect([status, body.errors?.[0].path]).toEqual([422, path])
    }
  const id = await add(desk, { close: true, tags: ['stored'] })
  const urgent = { priority: 'urgent' as const }
  await forum.connection.db.update(deskRules).set(urgent).where(eq(deskRules.id, id))
  const number = await opened(await forum.user(), { topic: 'api' })
  expect(await show(desk, number)).toMatchObject({ priority: 'urgent', state: 'new' })
  await remove(desk, id)
})

test('what somebody has stays theirs, and a named agent who is away gets nothing', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const ids = [
    await add(desk, { name: 'A', assignee: colleague.username, topics: ['api'] }),
    await add(desk, { name: 'B', assignee: desk.username, topics: ['api'] })
  ]
  const assignee = async () =>
    (await show(desk, await opened(await forum.user(), { topic: 'api' }))).assignee.username
  expect(await assignee()).toBe(colleague.username)
  await colleague.put('/desk/absence')
  expect(await assignee()).toBe(desk.username)
  await colleague.delete('/desk/absence')
  await remove(desk, ...ids)
})

test('a rule about answers acts on people’s answers and never on what a rule sent', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const savedReplyId = await replyOf(desk)
  const ids = [
    await add(desk, { savedReplyId }),
    await add(desk, { trigger: 'answered', tags: ['answered'] })
  ]
  const number = await opened(requester)
  await forum.settle()
  expect((await show(desk, number)).tags).toEqual([])
  await desk.post(`/tickets/${number}/messages`, { body: 'It arrived.' })
  await sendAnswers(forum)
  await forum.settle()
  expect((await show(desk, number)).tags).toEqual(['answered'])
  await remove(desk, ...ids)
})

test('an overdue ticket is flagged to the lead once, and rules do not chase each other', async () => {
  const desk = await agent(forum)
  const some = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['trading'] })
  const over = { trigger: 'overdue', words: ['lagging'] }
  const ids = [
    await add(desk, { ...over, name: 'A', priority: 'high', notifyLead: true }),
    await add(desk, { ...over, name: 'B', priority: 'low' })
  ]
  const asked = { topic: 'trading', subject: 'A lagging chart' }
  const number = await opened(await forum.user(), asked)
  forum.advance(40 * 24 * hour)
  for (let round = 0; round < 3; round += 1) {
    await alertDesk(forum.context())
    await forum.settle()
  }
  const flagged = async (user: Client) => {
    const headers = { cookie: await forum.session(user.username) }
    const { body } = await createClient(forum.app, forum.origin, { ...user, headers }).get(
      '/notifications'
    )
    return body.items.filter(({ kind }: { kind: string }) => kind === 'desk_flagged').length
  }
  expect([await flagged(desk), await flagged(some)]).toEqual([1, 0])
  const fresh = await agent(forum)
  expect(await lines(fresh, number)).toEqual(['priority high', 'flagged', 'priority low'])
  await remove(fresh, ...ids)
})

test('of workers that run at once one acts, and one that died leaves nothing half done', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const savedReplyId = await replyOf(desk)
  const id = await add(desk, { savedReplyId, tags: ['once'] })
  const number = await openTicket(requester, { topic: 'other' })
  const { id: ticketId } = await findTicket(number)
  const events = [{ payload: { ticketId } }]
  const died = transaction(forum.context(), async (ctx) => {
    await runRules('opened')(ctx, events)
    throw new Error('killed')
  })
  await expect(died).rejects.toThrow('killed')
  expect((await show(desk, number)).tags).toEqual([])
  await Promise.all([1, 2, 3].map(() => runRules('opened')(forum.context(), events)))
  await forum.settle()
  expect(await lines(desk, number)).toEqual(['auto_answered', 'tagged once'])
  await remove(desk, id)
})

async function findTicket(number: string) {
  const rows = await forum.connection.db.select().from(tickets).where(eq(tickets.number, number))
  if (!rows[0]) throw new Error(number)
  return rows[0]
}
