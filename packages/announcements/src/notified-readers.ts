import { and, eq, inArray } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { inParts } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { meToos, threadFollowings } from '@stoa/threads/tables'
import { followersOf } from './following.ts'
import { linkedThreadIds } from './marks.ts'
import { isPublic, visibleAnnouncements } from './policy.ts'
import { announcementReaders, announcements } from './schema.ts'

/** Followers of the announcement's type who may read it. */
export async function readersToNotify(ctx: Context, id: number): Promise<number[]> {
  const found = await readFound(ctx, id)
  if (!found || !isPublic(found.state) || found.state === 'withdrawn') return []
  return audience(ctx, id, await followersOf(ctx, found.type))
}

/**
 * Whom to notify of an update: followers of the type, and at the end of an incident also everybody
 * `concerned` in the linked threads. Nobody if it was withdrawn. The lock serialises two updates
 * that both end the incident.
 */
export async function readersOfUpdate(
  ctx: Context,
  id: number,
  resolved: boolean
): Promise<{ followers: number[]; concerned: number[] }> {
  const [found] = await ctx.db
    .select({ state: announcements.state })
    .from(announcements)
    .where(eq(announcements.id, id))
    .for('update')
  if (!found || found.state === 'withdrawn') return { followers: [], concerned: [] }
  return readersOfPublicUpdate(ctx, id, resolved)
}

/** As `readersOfUpdate`, without a lock. */
export async function readersOfPublicUpdate(ctx: Context, id: number, resolved: boolean) {
  const followers = await readersToNotify(ctx, id)
  return { followers, concerned: resolved ? await concernedBy(ctx, id) : [] }
}

/** Records who was notified, so that a correction reaches them. */
export async function recordNotified(ctx: Context, id: number, userIds: number[]): Promise<void> {
  for (const part of inParts(userIds)) {
    const rows = part.map((userId) => ({ announcementId: id, userId }))
    await ctx.db.insert(announcementReaders).values(rows).onConflictDoNothing()
  }
}

/** Ids of the users who were notified of an announcement. */
export async function notifiedReadersOf({ db }: Context, id: number): Promise<number[]> {
  const rows = await db
    .select({ userId: announcementReaders.userId })
    .from(announcementReaders)
    .where(eq(announcementReaders.announcementId, id))
  return rows.map(({ userId }) => userId)
}

/**
 * Users concerned by the end of an incident: followers of linked threads, and those who said "me
 * too" there.
 */
async function concernedBy(ctx: Context, id: number): Promise<number[]> {
  const threadIds = await linkedThreadIds(ctx, id)
  if (threadIds.length === 0) return []
  const following = await ctx.db
    .select({ userId: threadFollowings.userId, level: threadFollowings.level })
    .from(threadFollowings)
    .where(inArray(threadFollowings.threadId, threadIds))
  const same = await ctx.db
    .select({ userId: meToos.userId })
    .from(meToos)
    .where(inArray(meToos.threadId, threadIds))
  const followers = following.filter(({ level }) => level === 'following')
  return audience(ctx, id, [...new Set([...followers, ...same].map(({ userId }) => userId))])
}

/** Those of these users who may read the announcement: all, or staff only if guests may not. */
async function audience(ctx: Context, id: number, userIds: number[]): Promise<number[]> {
  if (userIds.length === 0) return []
  const open = await ctx.db
    .select({ id: announcements.id })
    .from(announcements)
    .where(and(eq(announcements.id, id), visibleAnnouncements(guest)))
  if (open.length > 0) return userIds
  const staff = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.role, ['staff', 'admin']))
  const mayRead = new Set(staff.map(({ id }) => id))
  return userIds.filter((id) => mayRead.has(id))
}

async function readFound({ db }: Context, id: number) {
  const [found] = await db.select().from(announcements).where(eq(announcements.id, id))
  return found
}
