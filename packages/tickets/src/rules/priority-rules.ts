import { and, asc, desc, eq, gt, isNotNull, lt, sql } from 'drizzle-orm'
import { after, type Context, type DeskTopic, type Locale } from '@stoa/core'
import { threads } from '@stoa/threads/tables'
import { deskTickets } from '../policy.ts'
import { rowColumns } from '../conversation/ticket-row.ts'
import { isIn } from '../desk/views.ts'
import { matcherOf } from './rule-conditions.ts'
import { onlySetsPriority } from './actions.ts'
import { isSilent, maybeAutomated } from './due-rules.ts'
import { rulesOn } from './rules.ts'
import type { Rule } from './showing-rules.ts'
import { ticketMessages, tickets } from '../schema.ts'
import { priorities, type Priority } from '../lifecycle/states.ts'

type New = { topic: DeskTopic; language: Locale; text: string }

/**
 * Computes the priority of a new ticket: the highest of all matching rules that set nothing else, else
 * `normal`.
 */
export async function priorityFor(ctx: Context, ticket: New): Promise<Priority> {
  const rules = (await rulesOn(ctx, 'opened')).filter(onlySetsPriority)
  const said = rules
    .filter(({ conditions }) => matcherOf(conditions, ctx.now)({ ...ticket, createdAt: ctx.now }))
    .flatMap(({ priority }) => priority ?? [])
  return priorities.findLast((one) => said.includes(one)) ?? 'normal'
}

const lookedBack = 30 * 24 * 3600_000
const batchSize = 200
const candidateLimit = 5000

/**
 * Tickets that the actor answers and a rule would have matched, newest first: of the last 30 days, or
 * those that are silent or overdue now.
 */
export async function* ticketsMatching(ctx: Context, rule: Rule) {
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
