import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Cause } from './note.ts'
import { notify } from './notify.ts'
import type { ActionFacts } from '@stoa/moderation'
import { notifications } from './schema.ts'

export type Happened<P> = Cause & { actorId: number; payload: P }

/**
 * Actions without a notification for the author: they concern only reporters, or take nothing from
 * the author, such as a pin, a link or slow mode.
 */
const silentActions = [
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
  if (!decision?.userId || decision.ofAnother || silentActions.includes(decision.action)) return
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

/** Notifies a moderator that an appeal undid their decision. */
export async function notifyOverruled(
  ctx: Context,
  event: Happened<{ actionId: number }>,
  moderatorId: number
): Promise<void> {
  const { actionId } = event.payload
  await notify(ctx, event, { kind: 'overruled', byId: event.actorId, actionId }, [moderatorId])
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

export type Application = { applicantId: number; adminIds: readonly number[] }

export async function notifyApplicant(
  ctx: Context,
  event: Happened<unknown>,
  { applicantId }: Application
): Promise<void> {
  await notify(ctx, event, { kind: 'application_answer', byId: event.actorId }, [applicantId])
}
