import { and, arrayOverlaps, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { mailLater } from '../events.ts'
import type { AccountMail } from '../mail/templates.ts'
import { approvals, users } from '../schema.ts'
import type { Approval } from './approval.ts'
import { decide } from './decide.ts'
import { recordStep } from './record.ts'

type Proposed = Pick<Approval, 'kind' | 'subjectId'> &
  Partial<Pick<Approval, 'power' | 'userId' | 'proposedById'>>

/**
 * Creates a change that waits for a second admin or for a day, in the transaction of `ctx`. A
 * change that is already pending keeps its first date. Before the forum is opened it takes effect at
 * once.
 * @returns whether a new one waits
 */
export async function requestApproval(ctx: Context, proposed: Proposed): Promise<boolean> {
  const rows = await ctx.db
    .insert(approvals)
    .values({ proposedById: ctx.actor.id, ...proposed, proposedAt: ctx.now })
    .onConflictDoNothing()
    .returning()
  for (const change of rows) await recordStep(ctx, change, 'proposed')
  if (await ctx.ports.site.isOpened(ctx)) return rows.length > 0
  for (const change of rows) await decide(ctx, change, 'confirmed')
  return false
}

/** Mails all admins and all other holders of a power over official posts. */
export async function mailPowerHolders(ctx: Context, template: AccountMail): Promise<void> {
  const holds = arrayOverlaps(users.capabilities, ['announcements', 'articles', 'moderation'])
  const isHolder = or(eq(users.role, 'admin'), and(eq(users.role, 'staff'), holds))
  const holders = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(isHolder, isNull(users.erasedAt)))
  for (const { id } of holders) await mailLater(ctx, template, id)
}

export async function mailAdmins(ctx: Context, template: AccountMail): Promise<void> {
  const admins = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.erasedAt)))
  for (const { id } of admins) await mailLater(ctx, template, id)
}
