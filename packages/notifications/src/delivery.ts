import { sql } from 'drizzle-orm'
import pLimit from 'p-limit'
import { sha256 } from '@stoa/accounts/secrets'
import { transaction, type Context } from '@stoa/core'
import { preparedStatement } from '@stoa/core/data'
import { secondsToWaitEach } from '@stoa/core/limits'
import type { Mail } from '@stoa/email'
import { letterhead } from '@stoa/site'
import { sentMails } from './schema.ts'

/**
 * Sends a mail unless its key was sent already. Call it in the transaction of the effect it belongs
 * to. Callers count it against the limits.
 * @throws the error of the mail server
 */
export async function deliver(ctx: Context, mail: Mail): Promise<void> {
  const claimed = await claim(ctx.db, { key: mail.key, now: ctx.now })
  if (claimed.length > 0) await ctx.ports.sendMail(mail, await letterhead(ctx, mail.locale))
}

const claim = preparedStatement<{ key: string }>(
  () => sql`insert into ${sentMails} (key, sent_at)
    values (${sql.placeholder('key')}, ${sql.placeholder('now')}::timestamptz)
    on conflict do nothing returning key`
)

/** A mail about an event. */
export type EventMail = { eventId: number; mail: Mail }

/**
 * Sends mails, four at a time, each once: its key is claimed in a transaction of its own.
 * @returns the events whose mail failed
 */
export async function deliverEach(ctx: Context, mails: readonly EventMail[]): Promise<number[]> {
  const failed: number[] = []
  await pLimit(4).map(mails, ({ eventId, mail }) =>
    transaction(ctx, (inside) => deliver(inside, mail)).catch(() => void failed.push(eventId))
  )
  return failed
}

/** The keys of mails about events. */
export const mailKey = (eventId: number) => `${eventId}:mail`

/** The keys of mails to members about a version of a document. */
export const documentMailKey = (versionId: number, userId: number) =>
  `${keysOf(versionId)}${userId}`

const keysOf = (versionId: number) => `document:${versionId}:`

/** Implements the port of `site`. Its first condition lets it use the index of these keys. */
export const countDocumentMails = ({ db }: Context, versionId: number): Promise<number> =>
  db.$count(sentMails, sql`key like 'document:%' and key like ${`${keysOf(versionId)}%`}`)

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
