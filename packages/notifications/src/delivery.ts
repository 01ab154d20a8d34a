import { inArray, sql } from 'drizzle-orm'
import pLimit from 'p-limit'
import { sha256 } from '@stoa/accounts/secrets'
import type { Context } from '@stoa/core'
import { preparedStatement } from '@stoa/core/data'
import { secondsToWaitEach } from '@stoa/core/limits'
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

/** A mail about an event. */
export type Letter = { eventId: number; mail: Mail }

/**
 * Sends mails one by one, four at a time, each once.
 * @param options.isRepeated some of them may have been sent before
 * @returns the events whose mail failed
 */
export async function deliverEach(
  ctx: Context,
  letters: readonly Letter[],
  options: { isRepeated: boolean }
): Promise<number[]> {
  const sent = options.isRepeated ? await sentAmong(ctx, letters) : new Set<string>()
  const failed: number[] = []
  const send = async ({ eventId, mail }: Letter) => {
    try {
      await ctx.ports.sendMail(mail)
      await markSent(ctx.db, { key: mail.key, now: ctx.now })
    } catch {
      failed.push(eventId)
    }
  }
  const waiting = letters.filter(({ mail }) => !sent.has(mail.key))
  await pLimit(4).map(waiting, send)
  return failed
}

const markSent = preparedStatement(
  () => sql`insert into ${sentMails} (key, sent_at)
    values (${sql.placeholder('key')}, ${sql.placeholder('now')}::timestamptz) on conflict do nothing`
)

async function sentAmong({ db }: Context, letters: readonly Letter[]): Promise<Set<string>> {
  const keys = letters.map(({ mail }) => mail.key)
  const rows = await db.select().from(sentMails).where(inArray(sentMails.key, keys))
  return new Set(rows.map(({ key }) => key))
}

/**
 * Counts mails about notifications, and returns how many seconds each of their recipients must
 * wait: 0 within the limit.
 */
export const secondsUntilMails = (
  { db, now, ports }: Context,
  addresses: readonly string[]
): Promise<number[]> =>
  secondsToWaitEach(
    db,
    now,
    'mail',
    addresses.map((to) => sha256(to.toLowerCase())),
    { count: ports.mailLimits.perAddress, seconds: 3600 }
  )
