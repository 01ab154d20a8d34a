import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import { securityEvents } from '@stoa/accounts/tables'
import type { HistoryLine } from '../conversation/contract.ts'
import type { FoundTicket } from '../policy.ts'
import { deskTopics, ticketHistory } from '../schema.ts'

type Kind = (typeof ticketHistory.$inferInsert)['kind']

/** The context of an act of a rule, by its name. Everything that it changes is recorded under it. */
export type RuleContext = Context & { rule?: string }

/**
 * Adds a line to a ticket's history. `detail` is a value of an enumeration, an id, a ticket number,
 * or a tag.
 */
export async function addTicketHistory(
  { db, actor, now, rule }: RuleContext,
  ticketId: number,
  kind: Kind,
  detail: string | null = null
): Promise<void> {
  await db
    .insert(ticketHistory)
    .values({ ticketId, kind, detail, rule, actorId: actor.id, createdAt: now })
}

// Kinds shown to requesters. Assignee and priority are internal to the desk.
const requesterKinds: Kind[] = [
  'opened',
  'state',
  'topic',
  'reopened',
  'declined',
  'merged',
  'announcement'
]

/** Returns the history of a ticket in order. Agents also see who acted and who read its facts. */
export async function historyOf(ctx: Context, ticket: FoundTicket): Promise<HistoryLine[]> {
  const [lines, piiAccesses] = await Promise.all([
    linesOf(ctx, ticket),
    ticket.view === 'desk' ? piiAccessesOf(ctx, ticket) : []
  ])
  const announced = await ctx.ports.announcements.linkedAnnouncements(
    ctx,
    lines.flatMap(announcementId)
  )
  const shown = lines.map((line) => ({
    ...line,
    announcement: announced.find(({ id }) => id === announcementId(line)[0]) ?? null
  }))
  return [...shown, ...piiAccesses].sort((a, b) => a.createdAt.localeCompare(b.createdAt))
}

type Line = Omit<HistoryLine, 'announcement'>

const announcementId = ({ kind, detail }: Line) =>
  ['linked', 'unlinked', 'announcement'].includes(kind) ? [Number(detail)] : []

const actor = usersAs('history_actor')
const assignee = usersAs('history_assignee')

async function linesOf({ db, locale }: Context, { id, view }: FoundTicket): Promise<Line[]> {
  const forDesk = view === 'desk'
  // The condition is null for other kinds, whose detail is not a number.
  const assigneeId = sql`case when ${ticketHistory.kind} = 'assigned'
    then ${ticketHistory.detail}::bigint end`
  const topic = sql`case when ${ticketHistory.kind} = 'topic' then (select names ->> ${locale}::text
    from ${deskTopics} where key = ${ticketHistory.detail}) end`
  const rows = await db
    .select({
      kind: ticketHistory.kind,
      detail: sql<string | null>`coalesce(${assignee.username}, ${topic}, ${ticketHistory.detail})`,
      createdAt: ticketHistory.createdAt,
      rule: ticketHistory.rule,
      actor: authorColumns(actor)
    })
    .from(ticketHistory)
    .leftJoin(actor, eq(actor.id, ticketHistory.actorId))
    .leftJoin(assignee, eq(assignee.id, assigneeId))
    .where(
      and(
        eq(ticketHistory.ticketId, id),
        forDesk ? undefined : inArray(ticketHistory.kind, requesterKinds)
      )
    )
    .orderBy(asc(ticketHistory.id))
  return rows.map(({ actor: by, rule, ...row }) => ({
    ...row,
    ...(forDesk ? { actor: known(by), rule } : { actor: null, rule: null })
  }))
}

/** Null if nobody acted, for example for a timer or an announcement. */
const known = <T extends { id: number | null } | null>(by: T) =>
  by && by.id !== null ? (by as HistoryLine['actor']) : null

const latestPiiAccess = 50

async function piiAccessesOf({ db }: Context, ticket: FoundTicket): Promise<HistoryLine[]> {
  const { createdAt, actorId, subjectId, kind, details, id } = securityEvents
  const rows = await db
    .select({ createdAt, kind, actor: authorColumns(actor) })
    .from(securityEvents)
    .leftJoin(actor, eq(actor.id, actorId))
    .where(
      and(
        eq(subjectId, ticket.requesterId),
        inArray(kind, ['look.facts', 'look.fact_lookup']),
        sql`${details} ->> 'ticketId' = ${String(ticket.id)}`
      )
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(latestPiiAccess)
  return rows.map(({ createdAt, kind, actor: by }) => ({
    kind: kind === 'look.facts' ? 'facts_read' : 'found_by_fact',
    ...{ detail: null, rule: null, announcement: null, createdAt, actor: known(by) }
  }))
}
