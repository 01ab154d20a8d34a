import { and, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Ticket } from '../finding.ts'
import { deskRuleRuns } from './schema.ts'
import type { Rule } from './showing-rules.ts'

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
