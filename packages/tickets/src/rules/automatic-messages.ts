import { eq } from 'drizzle-orm'
import { emit, Problem, type Context, type Locale } from '@stoa/core'
import { offeredLanguage } from '@stoa/core/languages'
import { m } from '@stoa/messages'
import { prepareMessage, storeMessage, type Prepared } from '../conversation/messages.ts'
import { filledReply, languageOfRequester } from '../desk/filled-replies.ts'
import type { Ticket } from '../finding.ts'
import { addTicketHistory } from '../lifecycle/history.ts'
import { tickets, type AutomaticMessage } from '../schema.ts'
import { needsPerson } from './rule-actions.ts'
import type { Rule } from './showing-rules.ts'

/** Announces to the requester that the ticket will be closed. `sent`: notices before this one. */
export async function sendNotice(ctx: Context, { conditions }: Rule, ticket: Ticket, sent: number) {
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
export async function sendReply(ctx: Context, ticket: Ticket, savedReplyId: number) {
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
