import { and, eq, isNotNull, lte } from 'drizzle-orm'
import { after, transaction, type Context } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { lockAccount } from '../recovery/account-lock.ts'
import { secondFactors } from '../schema.ts'
import { cancelLoss, day, endOfReport, findLoss, type Loss } from './loss.ts'
import { notifyOwner } from './notices.ts'

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
