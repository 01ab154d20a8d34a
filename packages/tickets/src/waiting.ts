import { and, desc, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Ticket } from './finding.ts'
import { tickets } from './schema.ts'
import { isDesksTurn } from './states.ts'

const day = 24 * 3600_000
const lookedBack = 30 * day
/** The newest so many say what is usual; fewer than the least say nothing. */
const mostTickets = 500
const leastTickets = 5
/** Further behind, the exact place tells nobody more. */
const mostCounted = 1000

/**
 * What its requester has to expect before the first answer: the place in the order of the desk, and
 * how long tickets of the topic waited in the last 30 days, by the clock on the wall.
 */
export async function waitOf(ctx: Context, ticket: Ticket) {
  if (ticket.firstAnsweredAt !== null || !isDesksTurn(ticket.state)) return null
  const [ahead, usual] = await Promise.all([placeOf(ctx, ticket), usualWait(ctx, ticket.topic)])
  return { place: Math.min(ahead, mostCounted), placeIsExact: ahead <= mostCounted, usual }
}

async function placeOf({ db }: Context, { id, dueAt, topic }: Ticket): Promise<number> {
  const isOpen = sql`${tickets.state} not in ('resolved', 'closed')`
  const isNotLater = sql`(${tickets.heldSince} is not null, ${tickets.dueAt}, ${tickets.id})
    <= (false, ${dueAt}::timestamptz, ${id}::bigint)`
  const unanswered = isNull(tickets.firstAnsweredAt)
  const before = db
    .select({ one: sql`1` })
    .from(tickets)
    .where(and(isOpen, isNotLater, unanswered, eq(tickets.topic, topic)))
    .limit(mostCounted + 1)
    .as('before')
  return db.$count(before)
}

async function usualWait({ db, now }: Context, topic: Ticket['topic']) {
  const waited = db
    .select({
      minutes:
        sql<number>`extract(epoch from ${tickets.firstAnsweredAt} - ${tickets.createdAt}) / 60`.as(
          'minutes'
        )
    })
    .from(tickets)
    .where(
      and(
        eq(tickets.topic, topic),
        isNotNull(tickets.firstAnsweredAt),
        gt(tickets.firstAnsweredAt, after(now, -lookedBack)),
        lte(tickets.firstAnsweredAt, now)
      )
    )
    .orderBy(desc(tickets.firstAnsweredAt))
    .limit(mostTickets)
    .as('waited')
  const share = (part: number) =>
    sql<number>`ceil(percentile_cont(${part}::float8) within group (order by ${waited.minutes}))`
  const [found] = await db
    .select({
      half: share(0.5).mapWith(Number),
      most: share(0.9).mapWith(Number),
      tickets: sql<number>`count(*)`.mapWith(Number)
    })
    .from(waited)
  return found && found.tickets >= leastTickets ? found : null
}
