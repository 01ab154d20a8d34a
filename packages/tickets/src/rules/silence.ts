import { and, asc, desc, eq, gt, isNotNull, ne, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Ticket } from '../policy.ts'
import { deskRuleRuns } from './schema.ts'
import type { Rule } from './stored-rules.ts'
import { tickets } from '../schema.ts'
import { excludedTopic } from './actions.ts'

/** Since when the ticket waits for its requester; undefined if it does not. */
export function silentSince({ waitingSince, lastAnsweredAt }: Ticket): string | undefined {
  if (waitingSince === null) return undefined
  return lastAnsweredAt !== null && lastAnsweredAt > waitingSince ? lastAnsweredAt : waitingSince
}

/**
 * The occasion of a silence. One that ends in closing is another for each version of the rule, which
 * announces it anew.
 */
export const silenceOf = ({ actions, changedAt }: Rule, since: string): string =>
  actions.close ? `silent:${since}:${changedAt}` : `silent:${since}`

/**
 * Returns when the rule sent notices in the present silence, the latest first. Those of other rules
 * and of merged tickets announced something else.
 */
export async function noticesOf({ db }: Context, rule: Rule, ticket: Ticket): Promise<string[]> {
  const since = silentSince(ticket)
  if (since === undefined || rule.trigger !== 'silent' || !rule.actions.close) return []
  const { ruleId, ticketId, occasion, ranAt } = deskRuleRuns
  const isInSilence = sql`starts_with(${occasion}, ${`${silenceOf(rule, since)}:`})`
  const runs = await db
    .select({ ranAt })
    .from(deskRuleRuns)
    .where(and(eq(ruleId, rule.id), eq(ticketId, ticket.id), isInSilence))
    .orderBy(desc(ranAt))
  return runs.map((run) => run.ranAt)
}

const hour = 3600_000

const since = sql`greatest(${tickets.waitingSince}, ${tickets.lastAnsweredAt})`

/** Condition: tickets whose requesters have been silent for the hours of a rule. */
export function isSilent({ now }: Pick<Context, 'now'>, { conditions }: Rule) {
  const until = after(now, -hour * (conditions.silentHours ?? 0))
  return and(
    sql`${tickets.state} like 'waiting%'`,
    eq(tickets.state, 'waiting_on_requester'),
    isNotNull(tickets.waitingSince),
    sql`${since} <= ${until}::timestamptz`
  )
}

/** Condition: rules may act on the ticket, see `isAutomated`. */
export const maybeAutomated = and(ne(tickets.topic, excludedTopic), ne(tickets.priority, 'urgent'))

/**
 * Selects ids of tickets that a rule about silence has to act on. One that closes sends notices first
 * and waits after each; others act once in each silence.
 */
export function dueBySilence(ctx: Context, rule: Rule, last: number, limit: number) {
  const closes = rule.actions.close
  return ctx.db
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(
        isSilent(ctx, rule),
        maybeAutomated,
        gt(tickets.id, last),
        closes ? isNoticeOld(ctx, rule) : hasNotRun(rule)
      )
    )
    .orderBy(asc(tickets.id))
    .limit(limit)
}

const isNoticeOld = ({ now }: Context, { id, changedAt, conditions }: Rule) =>
  sql`${tickets.autoClosedAt} is null and not exists (select from ${deskRuleRuns}
    where rule_id = ${id} and ticket_id = ${tickets.id} and ran_at >= ${changedAt}::timestamptz
      and ran_at > ${after(now, -hour * (conditions.silentHours ?? 0))}::timestamptz)`

const hasNotRun = ({ id }: Rule) =>
  sql`not exists (select from ${deskRuleRuns} where rule_id = ${id} and ticket_id = ${tickets.id}
    and ran_at >= ${since})`
