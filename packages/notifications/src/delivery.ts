import { sha256 } from '@stoa/accounts'
import { consume, type Context } from '@stoa/core'
import type { Mail } from './ports.ts'
import { sentMails } from './schema.ts'

// A burst waits: the job that was refused comes again later.
const perRecipient = { count: 30, seconds: 3600 }

/** What mails count against: a desk with much to do holds back no code, and no code the desk. */
type Share = 'mail' | 'mail_desk'

/**
 * Sends a mail unless its key has left already; called in the transaction of the consequence it
 * belongs to.
 * @throws Problem 429 past 30 mails an hour of its share to one address; what the mail server says
 */
export async function deliver(ctx: Context, mail: Mail, share: Share = 'mail'): Promise<void> {
  const claimed = await ctx.db
    .insert(sentMails)
    .values({ key: mail.key, sentAt: ctx.now })
    .onConflictDoNothing()
    .returning({ key: sentMails.key })
  if (claimed.length === 0) return
  const subject = sha256(mail.to.toLowerCase())
  await consume(ctx.db, ctx.now, share, subject, perRecipient)
  await ctx.ports.sendMail(mail)
}
