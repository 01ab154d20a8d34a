import { sha256 } from '@stoa/accounts'
import { consume, type Context } from '@stoa/core'
import type { Mail } from './ports.ts'
import { sentMails } from './schema.ts'

// A burst waits: the job that was refused comes again later.
const perRecipient = { count: 30, seconds: 3600 }

/**
 * Sends a mail unless its key has left already; called in the transaction of the consequence it
 * belongs to.
 * @throws Problem 429 past 30 mails an hour to one address; what the mail server says
 */
export async function deliver(ctx: Context, mail: Mail): Promise<void> {
  const claimed = await ctx.db
    .insert(sentMails)
    .values({ key: mail.key, sentAt: ctx.now })
    .onConflictDoNothing()
    .returning({ key: sentMails.key })
  if (claimed.length === 0) return
  const subject = sha256(mail.to.toLowerCase())
  await consume(ctx.db, ctx.now, 'mail', subject, perRecipient)
  await ctx.ports.sendMail(mail)
}
