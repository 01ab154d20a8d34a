import { and, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import { after, emit } from '@stoa/core'
import { namedBy, type ApprovalKind } from '../approvals/approval.ts'
import { secondFactors } from '../schema.ts'
import { usernamesOf } from '../people/people.ts'
import { day, endLoss } from './loss.ts'
import { notifyOwner } from './notices.ts'

const subject = z.object({ userId: z.int() })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    factor_loss: z.infer<typeof subject>
  }
}

/** Lets a lost factor be replaced a day after two admins confirmed the loss. */
export const factorLoss: ApprovalKind<'factor_loss'> = {
  ...{ subject, event: 'second_factor.loss_', agreements: 2 },
  async apply(ctx, { subject: { userId } }) {
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
  drop: async (ctx, { subject }) => void (await endLoss(ctx, subject.userId)),
  namesOf: namedBy(({ userId }) => userId, usernamesOf)
}
