import { emit, isSignedIn, transaction, type Context } from '@stoa/core'
import { consume } from '@stoa/core/limits'
import { deleteDraft } from '@stoa/threads'
import type { TicketInput } from './contract.ts'
import { dueTimes } from '../service-levels/due.ts'
import { ticketUrl } from '../finding.ts'
import { addTicketHistory } from '../lifecycle/history.ts'
import { prepareMessage, storeMessage, type Prepared } from '../conversation/messages.ts'
import { newNumber } from '../numbers.ts'
import { priorityFor } from '../rules/priority-rules.ts'
import { levelsOf } from '../service-levels/reading-levels.ts'
import { isFirstLockedOut } from './locked-out.ts'
import { authorize } from '../policy.ts'
import { tickets } from '../schema.ts'
import type { Priority } from '../lifecycle/states.ts'
import { checkOffered } from '../topics/topics.ts'

type NewTicket = Pick<
  typeof tickets.$inferInsert,
  'requesterId' | 'threadId' | 'topic' | 'subject' | 'language' | 'priority'
>

/** Tickets of one account; those that are refused do not count. */
const perAccount = { count: 10, seconds: 3600 }

/**
 * Opens a ticket without a public thread.
 * @throws Problem 403 `people_only`; 422 for a text that is refused, on `topic` for one that is not
 * offered; 429 beyond ten within an hour
 */
export async function openTicket(ctx: Context, input: TicketInput) {
  authorize.open(ctx.actor)
  const { topic, subject } = input
  await checkOffered(ctx, topic)
  await ctx.ports.safety.review(ctx, { path: 'subject', text: subject })
  const written = { ...input, audience: 'requester', side: 'requester' } as const
  const message = await prepareMessage(ctx, written)
  const number = await transaction(ctx, async (ctx) => {
    await consume(ctx.db, ctx.now, 'tickets_opened', `user:${ctx.actor.id}`, perAccount)
    const language = ctx.actor.locale ?? ctx.locale
    const values = { requesterId: ctx.actor.id, topic, subject, language }
    const opened = await insertTicket(ctx, values, `${subject}\n${input.body}`)
    if (!opened) throw new Error('a ticket without a thread is always a new one')
    await begin(ctx, opened.id, message)
    if (await isFirstLockedOut(ctx, opened))
      await emit(ctx, 'ticket.locked_out', { ticketId: opened.id })
    await deleteDraft(ctx, 'ticket')
    return opened.number
  })
  ctx.ports.articles.recordTicketsAfter(ctx, input.articlesRead)
  return { number, url: ticketUrl(number) }
}

/**
 * Inserts a ticket for the actor or for somebody else; returns undefined if the requester has an
 * open one on the thread.
 * @param text searched by priority rules, unless a priority is given
 */
export async function insertTicket(ctx: Context, values: NewTicket, text: string) {
  const { actor, db, now } = ctx
  const times = { createdAt: now, changedAt: now, publicSince: now }
  const confirmedAt = values.requesterId === actor.id ? now : null
  const priority = values.priority ?? (await priorityFor(ctx, { ...values, text }))
  const due = await firstDue(ctx, values.topic, priority)
  const [ticket] = await db
    .insert(tickets)
    .values({
      ...{ ...values, ...times, ...due, priority, confirmedAt },
      number: newNumber(),
      openedById: isSignedIn(actor) ? actor.id : null
    })
    .onConflictDoNothing()
    .returning()
  return ticket
}

async function firstDue(ctx: Context, topic: NewTicket['topic'], priority: Priority) {
  const begun = {
    priority,
    createdAt: ctx.now,
    firstAnsweredAt: null,
    pausedFor: 0
  } as const
  const { warnAt: alertAt, ...due } = dueTimes(await levelsOf(ctx), { ...begun, topic })
  return { ...due, alertAt }
}

/** Stores the first message and history line of a ticket, and emits the event. */
export async function begin(ctx: Context, ticketId: number, message: Prepared): Promise<void> {
  await storeMessage(ctx, { id: ticketId }, message)
  await addTicketHistory(ctx, ticketId, 'opened')
  await emit(ctx, 'ticket.opened', { ticketId })
}
