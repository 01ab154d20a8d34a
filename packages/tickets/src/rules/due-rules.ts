import { and, asc, eq, gt, isNotNull, ne, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { tickets } from '../schema.ts'
import { excludedTopic } from './actions.ts'
import { deskRuleRuns } from './schema.ts'
import type { Rule } from './showing-rules.ts'

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
