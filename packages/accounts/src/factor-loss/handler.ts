import { and, eq, isNotNull } from 'drizzle-orm'
import { after, emit } from '@stoa/core'
import { bySubject, type ApprovalKind } from '../approvals/approval.ts'
import { secondFactors } from '../schema.ts'
import { usernamesOf } from '../people/people.ts'
import { day, endLoss } from './loss.ts'
import { notifyOwner } from './notices.ts'

/** Lets a lost factor be replaced a day after two admins confirmed the loss. */
export const factorLossHandler: ApprovalKind = {
  event: 'second_factor.loss_',
  details: () => ({}),
  agreements: 2,
  async apply(ctx, { subjectId: userId }) {
    const replaceableAt = after(ctx.now, day)
    const agreed = await ctx.db
      .update(secondFactors)
      .set({ replaceableAt, lossNotifiedAt: ctx.now })
      .where(and(eq(secondFactors.userId, userId), isNotNull(secondFactors.lostAt)))
      .returning({ userId: secondFactors.userId })
    if (agreed.length === 0) return
    await notifyOwner(ctx, userId, { replaceableAt })
    await emit(ctx, 'actor.changed', { userId })
  },
  drop: async (ctx, { subjectId }) => void (await endLoss(ctx, subjectId)),
  namesOf: bySubject(usernamesOf)
}
