import { eq, sql } from 'drizzle-orm'
import { emit, guest, type Context } from '@stoa/core'
import { applyChange } from '../desk/change-ticket.ts'
import { maxTags, tagsAfter } from '../desk/tags.ts'
import { lockTicket, type Ticket } from '../finding.ts'
import { addTicketHistory, type RuleContext } from '../lifecycle/history.ts'
import { setState } from '../lifecycle/transitions.ts'
import { tickets } from '../schema.ts'
import { planOf, type ActKind, type RuleActions } from './actions.ts'
import { sendNotice, sendReply } from './automatic-messages.ts'
import { ableAgents, nextAgent } from './rotation.ts'
import { deskRuleRuns, deskRules } from './schema.ts'
import type { Rule } from './showing-rules.ts'
import { noticesOf } from './silence.ts'

/**
 * Lets a rule act on a locked ticket, in the transaction of `ctx`, once for each occasion.
 * @returns whether it acted
 */
export async function act(given: Context, rule: Rule, ticket: Ticket, occasion: string) {
  const notices = await noticesOf(given, rule, ticket)
  const plan = planOf(rule, { ...ticket, notices: notices.length })
  if (plan.length === 0) return false
  if (!(await claimRun(given, rule, ticket, `${occasion}:${notices.length}`))) return false
  const ctx: RuleContext = { ...given, actor: guest, rule: rule.name }
  if (plan.includes('notice')) await sendNotice(ctx, rule, ticket, notices.length)
  if (plan.includes('reply')) await sendReply(ctx, ticket, rule.actions.savedReplyId ?? 0)
  await change(ctx, rule, ticket, plan)
  if (plan.includes('notify_lead')) await notifyLead(ctx, ticket)
  if (plan.includes('close')) await close(ctx, ticket)
  return true
}

/**
 * Two workers, or one that died and begins anew, act once; a rule that was switched off never. It
 * stays locked: what it sends does not change meanwhile.
 */
async function claimRun(
  { db, now }: Context,
  { id, changedAt }: Rule,
  ticket: Ticket,
  key: string
) {
  const claimed = await db.execute(sql`
    insert into ${deskRuleRuns} (rule_id, ticket_id, occasion, ran_at)
    select id, ${ticket.id}::bigint, ${key}::text, ${now}::timestamptz from ${deskRules}
    where id = ${id} and enabled_at is not null and changed_at = ${changedAt}::timestamptz
    for share on conflict do nothing returning 1`)
  return claimed.length > 0
}

async function change(
  ctx: Context,
  { priority, actions }: Rule,
  ticket: Ticket,
  plan: readonly ActKind[]
): Promise<void> {
  const topic = plan.includes('topic') ? actions.topic : null
  const moved = { ...ticket, topic: topic ?? ticket.topic }
  const tags = tagsAfter(ticket.tags, { addTags: actions.tags })
  await applyChange(ctx, ticket, {
    priority: plan.includes('priority') ? (priority ?? undefined) : undefined,
    topic: topic ?? undefined,
    tags: plan.includes('tag') && tags.length <= maxTags ? tags : undefined,
    assigneeId: await assigneeFor(ctx, actions, moved, plan)
  })
}

/** Undefined if nobody is able: the ticket stays for everybody to see. */
async function assigneeFor(
  ctx: Context,
  { assigneeId }: RuleActions,
  ticket: Ticket,
  plan: readonly ActKind[]
): Promise<number | undefined> {
  if (plan.includes('round_robin')) return nextAgent(ctx, ticket)
  if (!plan.includes('assign') || assigneeId === null) return undefined
  const [able] = await ableAgents(ctx, [assigneeId], ticket)
  return able
}

async function notifyLead(ctx: Context, { id }: Ticket) {
  await addTicketHistory(ctx, id, 'flagged')
  await emit(ctx, 'ticket.flagged', { ticketId: id })
}

/** The requester may reopen it, see `rules.reopen`. */
async function close(ctx: Context, { id }: Ticket) {
  const ticket = await lockTicket(ctx, id)
  await setState(ctx, ticket, { state: 'closed', outcome: 'auto_closed' })
  await ctx.db.update(tickets).set({ autoClosedAt: ctx.now }).where(eq(tickets.id, id))
}
