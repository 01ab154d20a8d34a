import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import type { Cause } from './note.ts'
import { notify } from './notify.ts'
import type { ActionFacts } from './ports.ts'
import { notifications } from './schema.ts'

type Happened<P> = Cause & { actorId: number; payload: P }

/**
 * Reports are their reporters' affair, and a pin, a link or slow mode takes nothing from the author.
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

/** Tells an author what was done to their content; why is read when it is shown. */
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

/** Tells those who reported how it ended. */
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

/** What was decided waits again: nobody is to read of an outcome that is none. */
export async function retractReporterNotifications(
  { db }: Context,
  actionIds: number[],
  reporterIds: number[]
): Promise<void> {
  const told = and(
    inArray(notifications.userId, reporterIds),
    eq(notifications.kind, 'report_outcome'),
    inArray(notifications.actionId, actionIds)
  )
  await db.delete(notifications).where(told)
}

type Urgent = {
  /** Whom it is about. */
  userId: number
  threadId: number | null
  postId: number | null
  moderators: readonly number[]
}

/** Wakes those who moderate: somebody may be robbed while the case waits. */
export async function notifyOfUrgentCase(
  ctx: Context,
  event: Cause,
  { userId, threadId, postId, moderators }: Urgent
): Promise<void> {
  await notify(ctx, event, { kind: 'urgent_case', byId: userId, threadId, postId }, moderators)
}

/** Wakes who is on call: an account was stolen, and who has it may be writing in its name. */
export async function notifyOfStolenAccount(
  ctx: Context,
  event: Happened<{ userId: number }>,
  staffIds: readonly number[]
): Promise<void> {
  await notify(ctx, event, { kind: 'stolen_account', byId: event.payload.userId }, staffIds)
}

type Application = { applicantId: number; adminIds: readonly number[] }

/** Tells admins that somebody wants to moderate. */
export async function notifyOfApplication(
  ctx: Context,
  event: Cause,
  { applicantId, adminIds }: Application
): Promise<void> {
  await notify(ctx, event, { kind: 'application', byId: applicantId }, adminIds)
}

/** Tells somebody that there is an answer to their application. */
export async function notifyApplicant(
  ctx: Context,
  event: Happened<unknown>,
  { applicantId }: Application
): Promise<void> {
  await notify(ctx, event, { kind: 'application_answer', byId: event.actorId }, [applicantId])
}

/** Tells admins that a desk elsewhere has not got what it should know of tickets. */
export async function notifyAdminsOfDesk(ctx: Context, event: Cause): Promise<void> {
  await notify(ctx, event, { kind: 'desk_undelivered', byId: 0 }, await admins(ctx))
}

/** Tells the other admins of what one of them wants to be official: a day is theirs to object. */
export async function notifyOfTrustProposal(ctx: Context, event: Happened<unknown>): Promise<void> {
  await notify(ctx, event, { kind: 'trust_proposal', byId: event.actorId }, await admins(ctx))
}

async function admins({ db }: Context): Promise<number[]> {
  const rows = await db.select({ id: users.id }).from(users).where(eq(users.role, 'admin'))
  return rows.map(({ id }) => id)
}

/** A moderator hid so much that they were stopped: tells admins and staff who moderate. */
export async function notifyStaffOfLimit(
  ctx: Context,
  event: Happened<{ userId: number }>
): Promise<void> {
  const note = { kind: 'alert', byId: event.payload.userId } as const
  await notify(ctx, event, note, await moderatingStaff(ctx))
}

/** Tells them that a volunteer proposes what only staff may change about a thread. */
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
