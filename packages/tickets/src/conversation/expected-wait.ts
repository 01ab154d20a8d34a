import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { isOpenTicket, type Ticket } from '../policy.ts'
import { deskTopics, tickets } from '../schema.ts'
import { isWaitingOnAgent } from '../lifecycle/states.ts'

const day = 24 * 3600_000
const lookedBack = 30 * day
/** Newest tickets that are taken into account, and the minimum that is needed. */
const ticketLimit = 500
const minTickets = 5
/** Beyond this, the exact position tells requesters nothing more. */
const countLimit = 1000

/**
 * Returns what the requester can expect before the first answer: the position in the queue, and how
 * long others waited in the last 30 days, in wall-clock time.
 */
export async function waitOf(ctx: Context, ticket: Ticket) {
  if (ticket.firstAnsweredAt !== null || !isWaitingOnAgent(ticket.state)) return null
  const [ahead, usual] = await Promise.all([placeOf(ctx, ticket), usualWait(ctx, ticket.topic)])
  return { place: Math.min(ahead, countLimit), placeIsExact: ahead <= countLimit, usual }
}

async function placeOf({ db }: Context, { id, dueAt, topic }: Ticket): Promise<number> {
  const isNotLater = sql`(${tickets.pausedAt} is not null, ${tickets.dueAt}, ${tickets.id})
    <= (false, ${dueAt}::timestamptz, ${id}::bigint)`
  const unanswered = isNull(tickets.firstAnsweredAt)
  const before = db
    .select({ one: sql`1` })
    .from(tickets)
    .where(and(isOpenTicket, isNotLater, unanswered, eq(tickets.topic, topic)))
    .limit(countLimit + 1)
    .as('before')
  return db.$count(before)
}

/** Waiting times of the topic, or of all topics if it has too few tickets. */
async function usualWait(ctx: Context, topic: Ticket['topic']) {
  const ofTopic = await waited(ctx, sql`${deskTopics.key} = ${topic}`)
  if (ofTopic.tickets >= minTickets) return { ...ofTopic, ofTopic: true }
  const ofAll = await waited(ctx, sql`true`)
  return ofAll.tickets >= minTickets ? { ...ofAll, ofTopic: false } : null
}

// One lateral query per topic: the index orders the tickets of one topic by time.
async function waited({ db, now }: Context, which: SQL) {
  const [found] = await db.execute<{ half: number; most: number; tickets: number }>(sql`
    select ${share(0.5)} as half, ${share(0.9)} as most, count(*)::int as tickets
    from ${deskTopics} cross join lateral (
      select extract(epoch from first_answered_at - created_at) / 60 as minutes from ${tickets}
      where ${tickets.topic} = ${deskTopics.key} and first_answered_at > ${after(now, -lookedBack)}
        and first_answered_at <= ${now}
      order by first_answered_at desc limit ${ticketLimit}) as answered
    where ${which}`)
  return found ?? { half: 0, most: 0, tickets: 0 }
}

const share = (part: number) =>
  sql`ceil(percentile_cont(${part}::float8) within group (order by minutes))::int`
