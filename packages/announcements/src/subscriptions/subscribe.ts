import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { sha256 } from '@stoa/accounts/secrets'
import { after, emit, guest, invalid, notFound, transaction, type Context } from '@stoa/core'
import { secondsToWait } from '@stoa/core/limits'
import { describeAnnouncements } from '../excerpts.ts'
import { activeAnnouncements } from '../known.ts'
import { day } from '../phase.ts'
import { announcements } from '../schema/announcements.ts'
import { namesOfServices, knownServices } from '../affected-services/known.ts'
import { knownType, namesOfTypes } from '../types.ts'
import type { subscriptionInput } from './contract.ts'
import { announcementSubscriptions } from './schema.ts'
import { findSubscription, type Subscription } from './tokens.ts'

type Input = z.output<typeof subscriptionInput>

/** Mails that strangers can have sent to one address. */
const mailsPerDay = { count: 5, seconds: 86_400 }

/**
 * Asks for announcements by mail. Whatever is known about the address, the answer is the same, and
 * a mail with a link to confirm it is sent, unless the address got too many today.
 * @throws Problem 422 on `key` for a type or service that is not offered, or an announcement that is
 * over
 */
export async function subscribe(ctx: Context, { email: typed, kind, key }: Input): Promise<void> {
  if (!(await isOffered(ctx, kind, key))) throw invalid('key', 'field_invalid')
  const email = typed.toLowerCase()
  const counted = [ctx.db, ctx.now, 'announcement_subscription', sha256(email)] as const
  if ((await secondsToWait(...counted, mailsPerDay)) > 0) return
  await transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(announcementSubscriptions)
      .values({ email, kind, key, locale: ctx.locale, askedAt: ctx.now })
      .onConflictDoUpdate({
        target: [
          ...[announcementSubscriptions.email, announcementSubscriptions.kind],
          announcementSubscriptions.key
        ],
        set: { askedAt: ctx.now, locale: localeUntilConfirmed(ctx) }
      })
      .returning({ id: announcementSubscriptions.id })
    if (!row) throw new Error('a subscription was not stored')
    await emit(ctx, 'announcement.subscription_asked', { subscriptionId: row.id })
  })
}

/** Anybody may type the address of a confirmed subscription, whose language stays its owner's. */
const localeUntilConfirmed = ({ locale }: Context) =>
  sql`case when ${announcementSubscriptions.confirmedAt} is null then ${locale}
    else ${announcementSubscriptions.locale} end`

async function isOffered(ctx: Context, kind: Input['kind'], key: string): Promise<boolean> {
  if (kind === 'type') return (await knownType(ctx, key))?.removed === false
  if (kind === 'announcement') return isActiveForGuests(ctx, Number(key))
  return (await knownServices(ctx)).some((one) => one.key === key && one.archivedAt === null)
}

const isActiveForGuests = async (ctx: Context, id: number): Promise<boolean> =>
  (await activeAnnouncements({ ...ctx, actor: guest })).some((one) => one.id === id)

/** Name of the type or service, or title of the announcement, in the language of the reader. */
export async function topicOf(
  ctx: Context,
  { kind, key }: Pick<Subscription, 'kind' | 'key'>
): Promise<string> {
  if (kind === 'announcement')
    return (await describeAnnouncements(ctx, [Number(key)])).get(Number(key))?.title ?? key
  const names = await (kind === 'type' ? namesOfTypes(ctx) : namesOfServices(ctx))
  return names.get(key) ?? key
}

/**
 * Finds the subscription that a link confirms.
 * @throws Problem 404, also 24 hours after it was asked for
 */
export async function findToConfirm(ctx: Context, token: string): Promise<Subscription> {
  const found = await findSubscription(ctx, 'confirm', token)
  if (found.confirmedAt === null && after(found.askedAt, day) <= ctx.now) throw notFound()
  return found
}

/** Confirms a subscription by the link in the mail. @throws Problem 404 as `findToConfirm` */
export async function confirmSubscription(ctx: Context, token: string): Promise<Subscription> {
  const found = await findToConfirm(ctx, token)
  const isIt = and(
    eq(announcementSubscriptions.id, found.id),
    isNull(announcementSubscriptions.confirmedAt)
  )
  await ctx.db.update(announcementSubscriptions).set({ confirmedAt: ctx.now }).where(isIt)
  return found
}

/**
 * Ends a subscription by the link in a mail and deletes the address. A repeat does no harm.
 * @throws Problem 404 for a token that this forum did not sign
 */
export async function endSubscription(ctx: Context, token: string): Promise<void> {
  const { id } = await findSubscription(ctx, 'end', token)
  await ctx.db.delete(announcementSubscriptions).where(eq(announcementSubscriptions.id, id))
}

/** Deletes what was not confirmed within a day, and what is about an announcement that is over. */
export async function deleteEndedSubscriptions({ db, now }: Context): Promise<void> {
  const { confirmedAt, askedAt } = announcementSubscriptions
  await db
    .delete(announcementSubscriptions)
    .where(or(and(isNull(confirmedAt), lte(askedAt, after(now, -day))), isOver(now)))
}

/** A week after its announcement ended, so that a correction still arrives. */
const isOver = (now: string) => sql`${announcementSubscriptions.kind} = 'announcement' and exists (
  select from ${announcements} where ${announcements.id}::text = ${announcementSubscriptions.key}
    and ${announcements.state} in ('expired', 'withdrawn')
    and greatest(${announcements.changedAt}, ${announcements.expiresAt})
      < ${after(now, -7 * day)})`
