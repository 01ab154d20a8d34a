import { and, eq, isNotNull } from 'drizzle-orm'
import { after, emit, type Context, transaction } from '@stoa/core'
import { mailLater } from '../events.ts'
import { revokeMailedTokens, consumeToken, findByToken } from '../mail/tokens.ts'
import { waitsFor } from '../approvals/approval.ts'
import { withdrawApprovals } from '../approvals/decide.ts'
import { secondFactors } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { lockAccount } from '../recovery/account-lock.ts'

export const day = 24 * 3600_000
/** How long the owner of a member's account is notified before another factor may replace the lost one. */
export const memberWaitingPeriod = 7 * day
/** For so long the factor can be replaced; a report that admins do not confirm ends after two. */
const week = 7 * day

/** A second factor that was reported as lost. */
export type Loss = {
  lostAt: string
  replaceableAt: string | null
  lossNotifiedAt: string
}

/** Returns the report of a locked account. Undefined without a factor, or if it is in use. */
export async function findLoss({ db }: Context, userId: number): Promise<Loss | undefined> {
  const { lostAt, replaceableAt, lossNotifiedAt } = secondFactors
  const [row] = await db
    .select({ lostAt, replaceableAt, lossNotifiedAt })
    .from(secondFactors)
    .where(and(eq(secondFactors.userId, userId), isNotNull(lostAt)))
  return row && { ...row, lostAt: row.lostAt ?? '', lossNotifiedAt: row.lossNotifiedAt ?? '' }
}

/**
 * Whether another factor may replace the lost one. Days in which the owner was not notified do not
 * count, so it needs a recent notice; `remindOfLosses` adds such days to the wait.
 */
export const isReplaceable = ({ replaceableAt, lossNotifiedAt }: Loss, now: string): boolean =>
  replaceableAt !== null && replaceableAt <= now && after(lossNotifiedAt, 2 * day) > now

/** When a report ends that led to nothing. */
export const endOfReport = ({ lostAt, replaceableAt }: Loss): string =>
  after(replaceableAt ?? after(lostAt, week), week)

/**
 * Ends the report about a locked account, if there is one, because the factor was used, the owner
 * or an admin objected, or what the report relied on has changed.
 */
export async function cancelLoss(ctx: Context, userId: number): Promise<void> {
  await withdrawApprovals(ctx, waitsFor('factor_loss', { userId }))
  if (await endLoss(ctx, userId))
    await recordSecurityEvent(ctx, 'second_factor.loss_cancelled', { subjectId: userId })
}

const notLost = { lostAt: null, replaceableAt: null, lossNotifiedAt: null }

/** @returns whether there was a report */
export async function endLoss(ctx: Context, userId: number): Promise<boolean> {
  const { count } = await ctx.db
    .update(secondFactors)
    .set(notLost)
    .where(and(eq(secondFactors.userId, userId), isNotNull(secondFactors.lostAt)))
  if (count === 0) return false
  await revokeMailedTokens(ctx, userId, 'factor_loss_cancel')
  await mailLater(ctx, 'factor_kept', userId)
  await emit(ctx, 'actor.changed', { userId })
  return true
}

/**
 * Cancels the report of a lost factor with a link of its mails. The factor stays.
 * @throws Problem 410 `link_expired`
 */
export async function cancelByLink(ctx: Context, token: string): Promise<void> {
  const { id, userId } = await findByToken(ctx, 'factor_loss_cancel', token)
  await transaction(ctx, async (ctx) => {
    await lockAccount(ctx, userId)
    await consumeToken(ctx, id)
    await cancelLoss(ctx, userId)
  })
}

/** Cancels the report about the signed-in user's factor, if there is one. */
export async function cancelOwn(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await lockAccount(ctx, ctx.actor.id)
    await cancelLoss(ctx, ctx.actor.id)
  })
}
