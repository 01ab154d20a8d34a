import { inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { tickets } from '../schema.ts'
import { planOf, type ActKind } from './actions.ts'
import { ticketsMatching } from './priority-rules.ts'
import { findRule } from './rules.ts'
import type { Rule } from './showing-rules.ts'
import { noticesOf } from './silence.ts'
import { suggestedBy } from './suggestions.ts'

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
