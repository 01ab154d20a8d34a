import type { Context } from '@stoa/core'
import { m } from '@stoa/messages'

/**
 * Asks whether the resolution of a ticket helped. The linked page shows nothing of the ticket, as
 * mails are forwarded.
 * @returns undefined if the ticket is not resolved
 */
export async function surveyWords(ctx: Context, ticketId: number): Promise<string | undefined> {
  const { locale, ports } = ctx
  const token = await ports.tickets.surveyToken(ctx, ticketId)
  if (token === undefined) return undefined
  return `${m.notifications_mail_survey({}, { locale })}\n${ports.publicOrigin}/solved?token=${token}`
}
