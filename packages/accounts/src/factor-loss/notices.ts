import { and, desc, eq } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { mailLater, type AccountMail } from '../events.ts'
import { createMailedToken, isTokenOpen } from '../mail/tokens.ts'
import type { LockedAccount } from '../recovery/account-lock.ts'
import { addressesOf } from '../recovery/addresses.ts'
import { isRecent } from '../recovery/held-addresses.ts'
import { mailedTokens } from '../schema.ts'
import type { Loss } from './loss.ts'

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
