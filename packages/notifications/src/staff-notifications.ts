import { and, eq, or, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import type { Cause } from './note.ts'
import { notify } from './notify.ts'
import type { Happened, Application } from './decision-notifications.ts'

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

/** Notifies those who publish articles that somebody asks for it. They find it in their list. */
export async function notifyOfArticle(
  ctx: Context,
  event: Cause & { actorId: number },
  userIds: readonly number[]
): Promise<void> {
  await notify(ctx, event, { kind: 'article_approval', byId: event.actorId }, userIds)
}

/** Notifies authors whose words went into a draft. They find it in their list. */
export async function notifyOfSource(
  ctx: Context,
  event: Cause & { actorId: number },
  userIds: readonly number[]
): Promise<void> {
  await notify(ctx, event, { kind: 'article_source', byId: event.actorId }, userIds)
}

/** Reminds the owner of an article that it has to be checked. */
export async function remindOwner(ctx: Context, event: Cause, ownerId: number): Promise<void> {
  await notify(ctx, event, { kind: 'article_check', byId: 0 }, [ownerId])
}

export async function notifyOfApplication(
  ctx: Context,
  event: Cause,
  { applicantId, adminIds }: Application
): Promise<void> {
  await notify(ctx, event, { kind: 'application', byId: applicantId }, adminIds)
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
