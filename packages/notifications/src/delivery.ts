import { sha256 } from '@stoa/accounts'
import { secondsToWait, type Context } from '@stoa/core'
import type { Mail } from './ports.ts'
import { sentMails } from './schema.ts'

/**
 * Sends a mail unless its key has left already; called in the transaction of the consequence it
 * belongs to. Who sends it has counted it.
 * @throws what the mail server says
 */
export async function deliver(ctx: Context, mail: Mail): Promise<void> {
  const claimed = await ctx.db
    .insert(sentMails)
    .values({ key: mail.key, sentAt: ctx.now })
    .onConflictDoNothing()
    .returning({ key: sentMails.key })
  if (claimed.length > 0) await ctx.ports.sendMail(mail)
}

/** Counts a mail about a notification, and tells for how many seconds its reader gets no more: 0 for one that may leave. */
export const secondsUntilMail = ({ db, now, ports }: Context, to: string): Promise<number> =>
  secondsToWait(db, now, 'mail', sha256(to.toLowerCase()), {
    count: ports.mailLimits.perAddress,
    seconds: 3600
  })
