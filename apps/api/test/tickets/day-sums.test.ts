import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after } from '@stoa/core'
import { sumDays } from '@stoa/tickets'
import { ticketHistory, tickets } from '@stoa/tickets/schema'
import { startForum, type Client } from '../forum.ts'
import { countStatistics } from './counted-statistics.ts'
import { agent } from './opening.ts'

const forum = startForum()
const hour = 3600_000
const topics = ['api', 'trading', 'other'] as const

const hours = fc.integer({ min: 0, max: 80 * 24 * 60 }).map((minutes) => minutes / 60)
const act = fc.record({
  what: fc.constantFrom('open', 'answer', 'resolve', 'reopen', 'move', 'hold', 'merge', 'sum'),
  which: fc.nat(),
  topic: fc.constantFrom(...topics),
  ago: hours,
  own: fc.boolean()
})
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

test('statistics equal a count of all tickets after any acts and sums of days', async () => {
  const [desk, member] = await Promise.all([agent(forum), forum.user()])
  const { db } = forum.connection
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
      await db.execute(
        sql`truncate tickets, ticket_history, desk_days, desk_months, desk_days_touched cascade`
      )
      for (const one of acts) await happen(one, { desk, member })
      const { body } = await desk.get('/desk/statistics?days=75')
      expect(body).toMatchObject(await countStatistics(db, desk.id, forum.now(), body.since))
    }),
    { numRuns: 25 }
  )
})

/** Does one act on one of the existing tickets, dated hours ago. */
async function happen(one: Act, { desk, member }: { desk: Client; member: Client }) {
  const { db } = forum.connection
  const at = after(forum.now(), -one.ago * hour)
  if (one.what === 'sum') return sumDays(forum.context())
  if (one.what === 'open') return open(one, at, (one.own ? desk : member).id)
  const all = await db.select().from(tickets).orderBy(tickets.id)
  const ticket = all[one.which % (all.length || 1)]
  if (!ticket) return
  await db
    .update(tickets)
    .set(changes(one, at, ticket.id))
    .where(eq(tickets.id, ticket.id))
  if (one.what === 'resolve' || one.what === 'reopen')
    await db.insert(ticketHistory).values({
      ...{ ticketId: ticket.id, actorId: desk.id, createdAt: at },
      ...(one.what === 'resolve' ? { kind: 'state', detail: 'resolved' } : { kind: 'reopened' })
    })
}

function changes(one: Act, at: string, id: number): Partial<typeof tickets.$inferInsert> {
  if (one.what === 'answer') return { firstAnsweredAt: at, state: 'open' }
  if (one.what === 'resolve') return { resolvedAt: at, state: 'resolved', pausedAt: at }
  if (one.what === 'reopen') return { resolvedAt: null, state: 'open', pausedAt: null }
  if (one.what === 'hold') return { pausedAt: at, firstDueAt: at }
  return one.what === 'merge' ? { mergedIntoId: id, state: 'closed' } : { topic: one.topic }
}

let opened = 0
async function open({ topic }: Act, at: string, requesterId: number) {
  const [due, resolveDue] = [after(at, 30 * hour), after(at, 60 * hour)]
  await forum.connection.db.insert(tickets).values({
    ...{ number: `N${(opened += 1)}`, requesterId, openedById: requesterId, topic, language: 'en' },
    ...{ createdAt: at, publicSince: at, changedAt: at },
    ...{ firstDueAt: due, resolveDueAt: resolveDue, dueAt: due }
  })
}
