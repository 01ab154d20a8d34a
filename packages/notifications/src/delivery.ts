import { sha256 } from '@stoa/accounts/secrets'
import type { Context } from '@stoa/core'
import { secondsToWait } from '@stoa/core/limits'
import type { Mail } from '@stoa/email'
import { sentMails } from './schema.ts'

/**
 * Sends a mail unless its key was sent already. Call it in the transaction of the effect it belongs
 * to. Callers count it against the limits.
 * @throws the error of the mail server
 */
export async function deliver(ctx: Context, mail: Mail): Promise<void> {
  const claimed = await ctx.db
    .insert(sentMails)
    .values({ key: mail.key, sentAt: ctx.now })
    .onConflictDoNothing()
    .returning({ key: sentMails.key })
  if (claimed.length > 0) await ctx.ports.sendMail(mail)
}

/**
 * Counts a mail about a notification, and returns how many seconds its recipient must wait: 0
 * within the limit.
 */
export const secondsUntilMail = ({ db, now, ports }: Context, to: string): Promise<number> =>
  secondsToWait(db, now, 'mail', sha256(to.toLowerCase()), {
    count: ports.mailLimits.perAddress,
    seconds: 3600
  })
