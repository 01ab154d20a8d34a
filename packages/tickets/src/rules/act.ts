import { eq, sql } from 'drizzle-orm'
import { emit, guest, Problem, type Context, type Locale } from '@stoa/core'
import { offeredLanguage } from '@stoa/core/languages'
import { m } from '@stoa/messages'
import { applyChange } from '../desk/change-ticket.ts'
import { maxTags, tagsAfter } from '../desk/tags.ts'
import { lockTicket, type Ticket } from '../policy.ts'
import { addTicketHistory, type RuleContext } from '../lifecycle/history.ts'
import { setState } from '../lifecycle/transitions.ts'
import { tickets, type AutomaticMessage } from '../schema.ts'
import { planOf, type ActKind, type RuleActions } from './actions.ts'
import { ableAgents, nextAgent } from './rotation.ts'
import { deskRuleRuns, deskRules } from './schema.ts'
import type { Rule } from './stored-rules.ts'
import { noticesOf } from './silence.ts'
import { prepareMessage, storeMessage, type Prepared } from '../conversation/messages.ts'
import { filledReply, languageOfRequester } from '../desk/filled-replies.ts'
import { needsPerson } from './rules.ts'

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

/** Announces to the requester that the ticket will be closed. `sent`: notices before this one. */
async function sendNotice(ctx: Context, { conditions }: Rule, ticket: Ticket, sent: number) {
  const locale = offeredLanguage(ctx, await languageOfRequester(ctx, ticket))
  const hours = conditions.silentHours ?? 0
  const body =
    sent === 0
      ? m.tickets_silence_notice({ duration: durationOf(2 * hours, locale) }, { locale })
      : m.tickets_silence_last_notice({ duration: durationOf(hours, locale) }, { locale })
  await send(ctx, ticket, await prepared(ctx, body, 'notice'))
  await addTicketHistory(ctx, ticket.id, 'notice_sent')
}

/** Whole days as days. */
function durationOf(hours: number, locale: Locale): string {
  const [value, unit] = hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour']
  return value.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' })
}

/**
 * A saved reply that is gone, that only a person can send, or that names an article which the requester
 * may not read is not sent; the history says so.
 */
async function sendReply(ctx: Context, ticket: Ticket, savedReplyId: number) {
  const text = await filledReply(ctx, ticket, savedReplyId)
  const message = text === undefined ? undefined : await sendable(ctx, text)
  if (!message) return addTicketHistory(ctx, ticket.id, 'auto_answer_failed')
  await send(ctx, ticket, message)
  await ctx.db.update(tickets).set({ autoAnsweredAt: ctx.now }).where(eq(tickets.id, ticket.id))
  await addTicketHistory(ctx, ticket.id, 'auto_answered')
}

/** Undefined for a text with blanks or files, or one that is refused by now. */
async function sendable(ctx: Context, text: string): Promise<Prepared | undefined> {
  if (needsPerson(text)) return undefined
  try {
    const message = await prepared(ctx, text, 'answer')
    return message.files.length > 0 ? undefined : message
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

const prepared = (ctx: Context, body: string, automatic: AutomaticMessage) =>
  prepareMessage(ctx, { body, audience: 'requester', side: 'desk', automatic })

async function send(ctx: Context, { id }: Ticket, message: Prepared) {
  const stored = await storeMessage(ctx, { id }, message)
  await emit(ctx, 'ticket.answered', { ticketId: id, messageId: stored.id })
}
