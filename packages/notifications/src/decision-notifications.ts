import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import type { Cause } from './note.ts'
import { notify } from './notify.ts'
import type { ActionFacts } from '@stoa/moderation'
import { notifications } from './schema.ts'

type Happened<P> = Cause & { actorId: number; payload: P }

/**
 * Actions without a notification for the author: they concern only reporters, or take nothing from
 * the author, such as a pin, a link or slow mode.
 */
const untold = [
  'report_dismissed',
  'report_upheld',
  'case_reopened',
  'appeal_reopened',
  'pinned',
  'unpinned',
  'announcement_linked',
  'announcement_unlinked',
  'flag_cleared',
  'flag_kept',
  'flagged',
  'slowed',
  'unslowed',
  'current',
  'handed_back'
]

/**
 * Notifies an author of a decision on their content. The reason is read when the notification is
 * shown.
 */
export async function notifyOfDecision(
  ctx: Context,
  event: Happened<{ actionId: number }>,
  decision: ActionFacts | undefined
): Promise<void> {
  if (!decision?.userId || decision.ofAnother || untold.includes(decision.action)) return
  const { threadId, postId, userId } = decision
  const { actionId } = event.payload
  const note = { kind: 'moderation', byId: event.actorId, threadId, postId, actionId } as const
  await notify(ctx, event, note, [userId])
}

export async function notifyReporters(
  ctx: Context,
  event: Happened<{ actionId: number }>,
  decision: ActionFacts | undefined,
  reporterIds: readonly number[]
): Promise<void> {
  const { actionId } = event.payload
  const { threadId, postId } = decision ?? {}
  const note = { kind: 'report_outcome', byId: event.actorId, threadId, postId, actionId } as const
  await notify(ctx, event, note, reporterIds)
}

/** Deletes notifications of an outcome that was undone, so that nobody reads it. */
export async function retractReporterNotifications(
  { db }: Context,
  actionIds: number[],
  reporterIds: number[]
): Promise<void> {
  const retracted = and(
    inArray(notifications.userId, reporterIds),
    eq(notifications.kind, 'report_outcome'),
    inArray(notifications.actionId, actionIds)
  )
  await db.delete(notifications).where(retracted)
}

type Urgent = {
  /** The user that the case is about. */
  userId: number
  threadId: number | null
  postId: number | null
  moderators: readonly number[]
}

/** Notifies moderators of an urgent case, because somebody may be robbed while it waits. */
export async function notifyOfUrgentCase(
  ctx: Context,
  event: Cause,
  { userId, threadId, postId, moderators }: Urgent
): Promise<void> {
  await notify(ctx, event, { kind: 'urgent_case', byId: userId, threadId, postId }, moderators)
}

/** Notifies staff on call of a stolen account, because the thief may be posting from it. */
export async function notifyOfStolenAccount(
  ctx: Context,
  event: Happened<{ userId: number }>,
  staffIds: readonly number[]
): Promise<void> {
  await notify(ctx, event, { kind: 'stolen_account', byId: event.payload.userId }, staffIds)
}

/**
 * Notifies the owner of an account that somebody reported its second factor as lost. Nobody known
 * did, so there is no actor.
 */
export async function notifyOfFactorLoss(
  ctx: Context,
  event: Happened<{ userId: number }>
): Promise<void> {
  await notify(ctx, event, { kind: 'factor_loss', byId: 0 }, [event.payload.userId])
}

type Application = { applicantId: number; adminIds: readonly number[] }

export async function notifyOfApplication(
  ctx: Context,
  event: Cause,
  { applicantId, adminIds }: Application
): Promise<void> {
  await notify(ctx, event, { kind: 'application', byId: applicantId }, adminIds)
}

export async function notifyApplicant(
  ctx: Context,
  event: Happened<unknown>,
  { applicantId }: Application
): Promise<void> {
  await notify(ctx, event, { kind: 'application_answer', byId: event.actorId }, [applicantId])
}

/**
 * Notifies admins and moderating staff that a moderator reached the limit of hiding and was
 * stopped.
 */
export async function notifyStaffOfLimit(
  ctx: Context,
  event: Happened<{ userId: number }>
): Promise<void> {
  const note = { kind: 'alert', byId: event.payload.userId } as const
  await notify(ctx, event, note, await moderatingStaff(ctx))
}

/** Notifies staff that a volunteer proposes a change of a thread which only staff may make. */
export async function notifyOfProposal(
  ctx: Context,
  event: Happened<{ threadId: number }>
): Promise<void> {
  const { threadId } = event.payload
  const note = { kind: 'proposal', byId: event.actorId, threadId } as const
  await notify(ctx, event, note, await moderatingStaff(ctx))
}

async function moderatingStaff({ db }: Context): Promise<number[]> {
  const staff = and(eq(users.role, 'staff'), sql`'moderation' = any(${users.capabilities})`)
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(or(eq(users.role, 'admin'), staff))
  return rows.map(({ id }) => id)
}
