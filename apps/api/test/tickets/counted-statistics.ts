import { and, eq, gte, inArray, ne } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'
import { ticketHistory, tickets } from '@stoa/tickets/schema'

type Ticket = typeof tickets.$inferSelect

/**
 * Statistics of the desk since a time, computed ticket by ticket; tickets of the user `own` do not
 * count.
 */
export async function countStatistics(db: Database, own: number, now: string, since: string) {
  const all = await db.select().from(tickets).where(ne(tickets.requesterId, own))
  const history = await db
    .select({ kind: ticketHistory.kind, detail: ticketHistory.detail })
    .from(ticketHistory)
    .innerJoin(tickets, eq(tickets.id, ticketHistory.ticketId))
    .where(
      and(inArray(tickets.id, [0, ...all.map(({ id }) => id)]), gte(ticketHistory.createdAt, since))
    )
  const answered = all.filter(({ firstAnsweredAt: at }) => at !== null && at >= since)
  const ended = all.filter(({ resolvedAt: at }) => at !== null && at >= since)
  const opened = all.filter((one) => one.mergedIntoId === null && one.createdAt >= since)
  const fits = (kind: string) => history.filter((line) => line.kind === kind)
  return {
    volume: byTopic(opened, (these) => ({
      fromThreads: these.filter(({ threadId }) => threadId !== null).length,
      direct: these.filter(({ threadId }) => threadId === null).length
    })),
    backlog: backlogOf(all, now),
    overdue: all.filter((one) => isOpen(one) && one.pausedAt === null && one.dueAt <= now).length,
    first: byTopic(answered, (these) => times(these, 'firstAnsweredAt')),
    resolution: byTopic(ended, (these) => times(these, 'resolvedAt')),
    breaches: {
      answers: answered.length,
      lateAnswers: answered.filter((one) => isLate(one, 'firstAnsweredAt', 'firstDueAt')).length,
      resolutions: ended.length,
      lateResolutions: ended.filter((one) => isLate(one, 'resolvedAt', 'resolveDueAt')).length
    },
    reopening: {
      resolved: fits('state').filter(({ detail }) => detail === 'resolved').length,
      reopened: fits('reopened').length
    }
  }
}

function byTopic<T>(these: Ticket[], of: (these: Ticket[]) => T) {
  const topics = [...new Set(these.map(({ topic }) => topic))].toSorted()
  return topics.map((topic) => ({ topic, ...of(these.filter((one) => one.topic === topic)) }))
}

function times(these: Ticket[], until: 'firstAnsweredAt' | 'resolvedAt') {
  const took = these
    .map((one) => Date.parse(one[until] ?? '') - Date.parse(one.createdAt))
    .map((milliseconds) => roundedUp(Math.max(Math.ceil(milliseconds / 60_000), 0)))
    .toSorted((a, b) => a - b)
  const least = (part: number) => took.find((_, at) => at + 1 >= part * took.length)
  return { count: took.length, half: least(0.5), most: least(0.9) }
}

/** Rounds minutes up as the statistics do, up to 90 days. */
function roundedUp(minutes: number): number {
  const [hour, day] = [60, 24 * 60]
  const sizes = [
    ...[
      [hour, 1],
      [6 * hour, 5],
      [day, 15],
      [4 * day, hour]
    ],
    ...[
      [30 * day, 6 * hour],
      [90 * day, day]
    ]
  ] as const
  const [, size] = sizes.find(([until]) => minutes <= until)!
  return Math.ceil(minutes / size) * size
}

const isLate = (
  one: Ticket,
  at: 'firstAnsweredAt' | 'resolvedAt',
  due: 'firstDueAt' | 'resolveDueAt'
) => [one[at], one.pausedAt].filter((time) => time !== null).toSorted()[0]! > one[due]

const isOpen = ({ state }: Ticket) => state !== 'resolved' && state !== 'closed'

function backlogOf(all: Ticket[], now: string) {
  const ages = all
    .filter(isOpen)
    .map(({ createdAt }) => (Date.parse(now) - Date.parse(createdAt)) / (24 * 3600_000))
  const between = (from: number, to: number) => ages.filter((age) => age >= from && age < to).length
  return {
    day: between(-Infinity, 1),
    threeDays: between(1, 3),
    week: between(3, 7),
    older: between(7, Infinity)
  }
}
