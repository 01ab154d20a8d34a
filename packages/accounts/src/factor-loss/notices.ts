import { and, desc, eq, isNotNull, lte } from 'drizzle-orm'
import { emit, type Context, after, transaction } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { mailLater } from '../events.ts'
import type { AccountMail } from '../mail/templates.ts'
import { createMailedToken, isTokenOpen } from '../mail/tokens.ts'
import { type LockedAccount, lockAccount } from '../recovery/account-lock.ts'
import { addressesOf, isRecent } from '../recovery/addresses.ts'
import { mailedTokens, secondFactors } from '../schema.ts'
import { type Loss, cancelLoss, day, endOfReport, findLoss } from './loss.ts'

/** `addressId` is null for an address that the account is about to change to. */
type NoticeRecipient = { email: string; addressId: number | null }

/**
 * The addresses at which the owner of a locked account may be reached: those it has had since its
 * factor was added, those of the last seven days, and one that waits to be confirmed.
 */
export async function noticeRecipients(
  ctx: Context,
  account: LockedAccount,
  factorSince: string
): Promise<NoticeRecipient[]> {
  const held = await addressesOf(ctx, account)
  const recipients = held
    .filter((one) => isRecent(one, ctx.now) || (one.until ?? '') > factorSince)
    .map(({ id: addressId, email }) => ({ email, addressId }))
  const awaited = await awaitedAddress(ctx, account.id)
  const all = awaited ? [{ email: awaited, addressId: null }, ...recipients] : recipients
  return [...new Map(all.map((one) => [one.email.toLowerCase(), one])).values()]
}

async function awaitedAddress({ db, now }: Context, userId: number) {
  const isAwaited = and(eq(mailedTokens.userId, userId), eq(mailedTokens.purpose, 'email_change'))
  const [change] = await db
    .select({ email: mailedTokens.email })
    .from(mailedTokens)
    .where(and(isAwaited, isTokenOpen(now)))
    .orderBy(desc(mailedTokens.id))
    .limit(1)
  return change?.email ?? undefined
}

/** Makes the links by which the report can be cancelled, one for each address. */
export async function createCancelLinks(
  ctx: Context,
  userId: number,
  recipients: readonly NoticeRecipient[]
) {
  for (const recipient of recipients)
    await createMailedToken(ctx, 'factor_loss_cancel', { userId, ...recipient })
}

/** The open links of a report, with the addresses that they are sent to. */
export const cancelLinks = ({ db, now }: Context, userId: number) => {
  const isLink = and(
    eq(mailedTokens.userId, userId),
    eq(mailedTokens.purpose, 'factor_loss_cancel')
  )
  const { id, email, addressId } = mailedTokens
  return db
    .select({ id, email, addressId })
    .from(mailedTokens)
    .where(and(isLink, isTokenOpen(now)))
    .orderBy(id)
}

const templateOf = ({ replaceableAt }: Pick<Loss, 'replaceableAt'>, now: string): AccountMail => {
  if (replaceableAt === null) return 'factor_lost_by_staff'
  return replaceableAt <= now ? 'factor_replaceable' : 'factor_lost'
}

/** Notifies the owner of the report at every address and in the inbox, in the transaction of `ctx`. */
export async function notifyOwner(
  ctx: Context,
  userId: number,
  loss: Pick<Loss, 'replaceableAt'>
): Promise<void> {
  const template = templateOf(loss, ctx.now)
  for (const { id } of await cancelLinks(ctx, userId)) await mailLater(ctx, template, userId, id)
  await emit(ctx, 'account.factor_lost', { userId })
}

/** Notifies every address of the owner that the factor was replaced, with a link to freeze the account. */
export async function notifyReplaced(
  ctx: Context,
  userId: number,
  recipients: readonly { email: string | null; addressId: number | null }[]
): Promise<void> {
  for (const { email, addressId } of recipients) {
    const link = await createMailedToken(ctx, 'freeze', { userId, email, addressId })
    await mailLater(ctx, 'factor_replaced', userId, link)
  }
}

/**
 * Notifies owners, once a day, that their factor was reported as lost, and ends reports that led to
 * nothing. A task calls it every ten minutes.
 * @throws AggregateError after all others are notified
 */
export async function remindOfLosses(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: secondFactors.userId })
    .from(secondFactors)
    .where(
      and(isNotNull(secondFactors.lostAt), lte(secondFactors.lossNotifiedAt, after(ctx.now, -day)))
    )
  await attemptEach(due, ({ id }) => transaction(ctx, (ctx) => remind(ctx, id)))
}

async function remind(ctx: Context, userId: number) {
  await lockAccount(ctx, userId)
  const loss = await findLoss(ctx, userId)
  // Another node was faster.
  if (!loss || after(loss.lossNotifiedAt, day) > ctx.now) return
  if (endOfReport(loss) <= ctx.now) return cancelLoss(ctx, userId)
  const notice = nextNotice(loss, ctx.now)
  await ctx.db.update(secondFactors).set(notice).where(eq(secondFactors.userId, userId))
  await notifyOwner(ctx, userId, notice)
}

/**
 * The times after a notice. It keeps to the hour of the report, however late the task ran; whole
 * days in which nobody was notified, as while the server stood still, are added to the wait.
 */
function nextNotice({ replaceableAt, lossNotifiedAt }: Loss, now: string) {
  const late = Date.parse(now) - Date.parse(lossNotifiedAt)
  const missed = (Math.floor(late / day) - 1) * day
  return {
    replaceableAt: replaceableAt && after(replaceableAt, missed),
    lossNotifiedAt: after(lossNotifiedAt, day + missed)
  }
}
