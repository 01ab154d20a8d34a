import { and, arrayOverlaps, eq, isNull, or, type SQL } from 'drizzle-orm'
import { after, type ApprovalKindName, type ApprovalSubjects, type Context } from '@stoa/core'
import { mailLater } from '../events.ts'
import type { AccountMail } from '../mail/templates.ts'
import { approvals, users } from '../schema.ts'
import type { Approval, ApprovalKind } from './approval.ts'
import { decide, recordStep } from './decide.ts'

const waitingTime = 24 * 3600_000

type Requested<K extends ApprovalKindName> = {
  kind: K
  subject: ApprovalSubjects[K]
  gainsById?: number
  writtenBy?: number[]
}

/**
 * Has a change wait for a second person, in the transaction of `ctx`. What already waits keeps its
 * first date. Before the forum is opened it takes effect at once.
 * @param requested.writtenBy ids, first who proposes it; the actor by default
 * @returns whether a new one waits
 */
export async function requestApproval<K extends ApprovalKindName>(
  ctx: Context,
  { kind, subject, writtenBy = [ctx.actor.id], ...requested }: Requested<K>
): Promise<boolean> {
  const { agreements, ...of } = ctx.ports.approvalKinds[kind] as ApprovalKind<K>
  const rows = await ctx.db
    .insert(approvals)
    .values({
      ...{ kind, subject: of.subject.parse(subject), writtenBy, ...requested },
      ...{ proposedAt: ctx.now, appliesAt: agreements ? null : after(ctx.now, waitingTime) },
      agreements: agreements ?? 1
    })
    .onConflictDoNothing()
    .returning()
  for (const approval of rows) await recordStep(ctx, approval, 'proposed')
  if (await ctx.ports.site.isOpened(ctx)) return rows.length > 0
  for (const approval of rows as Approval[]) await decide(ctx, approval, 'approved')
  return false
}

const speaksOfficially = arrayOverlaps(users.capabilities, [
  'announcements',
  'articles',
  'moderation'
])

const isAdmin = eq(users.role, 'admin')

/** Mails all admins and all other holders of a power over official posts. */
export const mailPowerHolders = (ctx: Context, template: AccountMail): Promise<void> =>
  mailAll(ctx, template, or(isAdmin, and(eq(users.role, 'staff'), speaksOfficially)))

export const mailAdmins = (ctx: Context, template: AccountMail): Promise<void> =>
  mailAll(ctx, template, isAdmin)

async function mailAll(ctx: Context, template: AccountMail, which: SQL | undefined) {
  const present = and(which, isNull(users.erasedAt))
  const found = await ctx.db.select({ id: users.id }).from(users).where(present)
  for (const { id } of found) await mailLater(ctx, template, id)
}
