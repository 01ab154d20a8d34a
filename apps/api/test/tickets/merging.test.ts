import { eq, sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { threads } from '@stoa/threads/schema'
import { eraseTicketsOf, publishAnswers } from '@stoa/tickets'
import { tickets } from '@stoa/tickets/schema'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { agent, escalate, openTicket, setUpThread } from './opening.ts'

const forum = startForum()

/** Resolves once statements of other connections wait for a lock. */
async function wait(waiters = 1) {
  const waiting = sql`select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  await vi.waitFor(
    async () => expect(await forum.connection.db.execute(waiting)).toEqual([{ waiting: waiters }]),
    { timeout: 60_000 }
  )
}

test('an answer proposed for one thread is not published on another after a merge', async () => {
  const { author, thread, categoryId } = await setUpThread(forum)
  const desk = await agent(forum)
  const elsewhere = await createThread(author, categoryId)
  const { number } = (await escalate(author, thread.id)).body
  const into = (await escalate(author, elsewhere.id)).body.number
  const resolution = { summary: 'Done.', publishToThread: 'Clear the cache of the app.' }
  await desk.post(`/tickets/${number}/resolution`, resolution)
  expect((await desk.post(`/tickets/${number}/merge`, { into })).status).toBe(204)
  forum.advance(25 * 3600_000)
  await publishAnswers(forum.context())
  expect((await forum.guest.get(`/threads/${elsewhere.id}`)).body.posts).toHaveLength(1)
})

test('differing facts of merged tickets are all shown, and none may be published', async () => {
  const { author, thread } = await setUpThread(forum)
  const desk = await agent(forum)
  const topic = { topic: 'deposit_withdrawal' }
  const number = await openTicket(author, topic)
  const into = (await escalate(author, thread.id, topic)).body.number
  const give = (ticket: string, transaction_id: string) =>
    author.put(`/tickets/${ticket}/facts`, { facts: { transaction_id, network: 'Tron' } })
  await give(number, 'TX-11111111')
  await give(into, 'TX-22222222')
  await desk.post(`/tickets/${number}/merge`, { into })
  for (const client of [author, desk])
    expect((await client.get(`/tickets/${into}/facts`)).body.items).toMatchObject([
      { key: 'transaction_id', value: 'TX-22222222', merged: ['TX-11111111'] },
      { key: 'network', value: 'Tron', merged: [] },
      ...Array.from({ length: 5 }, () => ({ value: null }))
    ])
  const resolution = { summary: 'Done.', publishToThread: 'It was TX-11111111.' }
  expect((await desk.post(`/tickets/${into}/resolution`, resolution)).status).toBe(422)
})

test('a merged ticket stays closed', async () => {
  const requester = await forum.user()
  const desk = await agent(forum)
  const [number, into] = [await openTicket(requester), await openTicket(requester)]
  await desk.post(`/tickets/${number}/merge`, { into })
  const { body } = await desk.patch(`/tickets/${number}`, { state: 'open' })
  expect(body.code).toBe('ticket_merged')
})

test('a fact is refused if its ticket was closed while it waited for the lock', async () => {
  const requester = await forum.user()
  const number = await openTicket(requester, { topic: 'verification' })
  const { kept } = await forum.connection.db.transaction(async (tx) => {
    const isThis = eq(tickets.number, number)
    await tx.select().from(tickets).where(isThis).for('update')
    const kept = requester.put(`/tickets/${number}/facts`, { facts: { account_id: 'A-7781' } })
    await wait()
    await tx.update(tickets).set({ state: 'closed' }).where(isThis)
    return { kept }
  })
  expect((await kept).body.code).toBe('ticket_closed')
})

test('bulk changes hold no lock of one ticket while waiting for the next', async () => {
  const { author, thread } = await setUpThread(forum)
  const [desk, other] = [await agent(forum), await forum.user()]
  await other.post(`/threads/${thread.id}/posts`, { body: 'The same here.' })
  const first = (await escalate(author, thread.id)).body.number
  const second = (await escalate(other, thread.id)).body.number
  const { changed } = await forum.connection.db.transaction(async (tx) => {
    await tx.select().from(tickets).where(eq(tickets.number, second)).for('update')
    const changed = desk.post('/desk/changes', { numbers: [first, second], state: 'closed' })
    await wait()
    await tx.select().from(threads).where(eq(threads.id, thread.id)).for('update', { noWait: true })
    return { changed }
  })
  expect((await changed).body).toMatchObject({ changed: 2, refused: [] })
})

test('an e-mail proof opens no ticket that a signed-in one was merged into', async () => {
  const requester = await forum.user()
  const byCode = await forum.withCode(requester)
  const desk = await agent(forum)
  const [number, into] = [await openTicket(requester), await openTicket(byCode)]
  expect((await byCode.get(`/tickets/${into}`)).status).toBe(200)
  expect((await desk.post(`/tickets/${number}/merge`, { into })).status).toBe(204)
  expect((await byCode.get(`/tickets/${into}`)).status).toBe(404)
  expect((await requester.get(`/tickets/${into}`)).body.messages).toHaveLength(2)
})

test('a merge of what others were merged into, and an erasure, do not deadlock', async () => {
  const requester = await forum.user()
  const desk = await agent(forum)
  const [first, into, source] = [
    ...[await openTicket(requester), await openTicket(requester), await openTicket(requester)]
  ] as const
  await desk.post(`/tickets/${first}/merge`, { into: source })
  const isSource = eq(tickets.number, source)
  const { merge, erasure } = await forum.connection.db.transaction(async (tx) => {
    await tx.select().from(tickets).where(isSource).for('update')
    const merge = desk.post(`/tickets/${source}/merge`, { into })
    await wait()
    const erasure = eraseTicketsOf(forum.context(), { userId: requester.id })
    await wait(2)
    return { merge, erasure }
  })
  expect(await Promise.all([merge.then(({ status }) => status), erasure])).toEqual([204, undefined])
})
