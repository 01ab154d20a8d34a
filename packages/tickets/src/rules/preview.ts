import { and, asc, desc, eq, gt, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { ticketMessages, tickets } from '../schema.ts'
import { onlySetsPriority, planOf, type ActKind } from './actions.ts'
import { findRule, type Rule } from './stored-rules.ts'
import { isSilent, maybeAutomated, noticesOf } from './silence.ts'
import { suggestedBy } from './suggestions.ts'
import { threads } from '@stoa/threads/tables'
import { deskTickets } from '../policy.ts'
import { isIn } from '../desk/views.ts'
import { matcherOf } from './rule-conditions.ts'
import { rowColumns } from '../conversation/ticket-row.ts'

const pageSize = 20

/**
 * Counts what a rule would have matched, as far as the actor may see it, and lists the newest 20 with
 * what it would have done.
 * @throws Problem 404
 */
export async function tryRule(ctx: Context, id: number) {
  const rule = await findRule(ctx, id)
  const found = []
  let total = 0
  const matching = rule.trigger === 'thread' ? threadsFor : ticketsFor
  for await (const one of matching(ctx, rule)) {
    total += 1
    if (found.length < pageSize) found.push(one)
  }
  const acts = await actsOn(
    ctx,
    rule,
    found.flatMap(({ ticketId }) => ticketId ?? [])
  )
  return {
    total,
    items: found.map(({ ticketId, ...shown }) => ({
      ...shown,
      acts: acts.get(ticketId ?? 0) ?? []
    }))
  }
}

async function* threadsFor(ctx: Context, rule: Rule) {
  for await (const thread of suggestedBy(ctx, rule)) yield { ...thread, ticketId: undefined }
}

async function* ticketsFor(ctx: Context, rule: Rule) {
  for await (const { id, number, subject, language, createdAt } of ticketsMatching(ctx, rule))
    yield { title: subject ?? number, url: `/desk/${number}`, language, createdAt, ticketId: id }
}

/** What a rule would have done, by the ids of tickets. */
async function actsOn(ctx: Context, rule: Rule, ids: readonly number[]) {
  const acts = new Map<number, ActKind[]>()
  if (ids.length === 0) return acts
  const rows = await ctx.db
    .select()
    .from(tickets)
    .where(inArray(tickets.id, [...ids]))
  const isPresent = rule.trigger === 'silent' || rule.trigger === 'overdue'
  for (const ticket of rows) {
    const notices = (await noticesOf(ctx, rule, ticket)).length
    acts.set(ticket.id, planOf(rule, { ...ticket, ...(isPresent ? { notices } : untouched) }))
  }
  return acts
}

/** For an event of the past, what people and other rules did since does not count. */
const untouched = {
  assigneeId: null,
  tags: [],
  firstAnsweredAt: null,
  autoAnsweredAt: null,
  autoClosedAt: null,
  notices: 0
}

const lookedBack = 30 * 24 * 3600_000
const batchSize = 200
const candidateLimit = 5000

/**
 * Tickets that the actor answers and a rule would have matched, newest first: of the last 30 days, or
 * those that are silent or overdue now.
 */
async function* ticketsMatching(ctx: Context, rule: Rule) {
  const matches = matcherOf(rule.conditions, ctx.now)
  let last: number | undefined
  for (let looked = 0; looked < candidateLimit; looked += batchSize) {
    const rows = await batch(ctx, rule, last)
    for (const { body, ...row } of rows)
      if (matches({ ...row, text: `${row.subject ?? ''}\n${body ?? ''}` })) yield row
    if (rows.length < batchSize) return
    last = rows.at(-1)?.id
  }
}

/** Text of the first message. */
const firstBody = (ctx: Context) =>
  ctx.db
    .select({ body: ticketMessages.body })
    .from(ticketMessages)
    .where(eq(ticketMessages.ticketId, tickets.id))
    .orderBy(asc(ticketMessages.id))
    .limit(1)

const batch = (ctx: Context, rule: Rule, last: number | undefined) =>
  ctx.db
    .select({ ...rowColumns(ctx), body: sql<string | null>`(${firstBody(ctx)})` })
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(
      and(
        deskTickets(ctx.actor),
        isOccasion(ctx, rule),
        last === undefined ? undefined : lt(tickets.id, last)
      )
    )
    .orderBy(desc(tickets.id))
    .limit(batchSize)

function isOccasion(ctx: Context, rule: Rule) {
  const isRecent = gt(tickets.createdAt, after(ctx.now, -lookedBack))
  switch (rule.trigger) {
    case 'answered':
      return and(isRecent, maybeAutomated, isNotNull(tickets.lastAnsweredAt))
    case 'silent':
      return and(isSilent(ctx, rule), maybeAutomated)
    case 'overdue':
      return and(isIn(ctx, 'overdue'), maybeAutomated)
    default:
      return and(isRecent, onlySetsPriority(rule) ? undefined : maybeAutomated)
  }
}
