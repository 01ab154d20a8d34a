import {
  and,
  count,
  desc,
  eq,
  inArray,
  isNull,
  lt,
  notInArray,
  or,
  sql,
  type SQL
} from 'drizzle-orm'
import { z } from 'zod'
import { decodeCursor, paged, write, type Context } from '@stoa/core'
import { authorFields } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { visiblePosts, visibleThreads } from '@stoa/threads'
import { posts, readings, threads } from '@stoa/threads/schema'
import { toNotifications } from './showing.ts'
import { notifications, type Kind } from './schema.ts'

type Filter = { unread?: boolean; cursor?: string }

const pageSize = 30
const countedUpTo = 100

/** About the reader or their duties rather than about content: they stay when content goes. */
const personal: Kind[] = ['report_outcome', 'alert']
const decided: Kind[] = ['moderation', ...personal]

/** The actor's notifications about what they can still see, the latest first. */
export async function listInbox(ctx: Context, { unread, cursor }: Filter) {
  const [before] = cursor ? decodeCursor(cursor, z.tuple([z.number()])) : []
  const older = before ? lt(notifications.id, before) : undefined
  const rows = await inboxRows(ctx, and(older, unread ? isUnread : undefined), pageSize + 1)
  const { items, next } = paged(rows, pageSize, (row) => [row.id])
  const shown = await toNotifications(ctx, items)
  return { items: shown, next, unread: await unreadCount(ctx) }
}

/** The actor's notifications that meet `condition` and can be shown, the latest first. */
export async function findNotifications(ctx: Context, condition: SQL | undefined, limit: number) {
  return toNotifications(ctx, await inboxRows(ctx, condition, limit))
}

/** How many the actor has not read, counted up to 100; 0 for guests. */
export async function unreadCount(ctx: Context): Promise<number> {
  const { actor, db } = ctx
  if (actor.id === 0) return 0
  const some = db
    .select({ id: notifications.id })
    .from(notifications)
    .leftJoin(posts, onPost)
    .leftJoin(threads, onThread)
    .leftJoin(readings, onReading)
    .where(and(eq(notifications.userId, actor.id), isUnread, isShown(ctx)))
    .limit(countedUpTo)
    .as('some')
  const [row] = await db.select({ count: count() }).from(some)
  return row?.count ?? 0
}

/** Marks the actor's notifications as read: those named, or all. Answers how many are left. */
export async function markRead(ctx: Context, ids?: readonly number[]): Promise<number> {
  const named = ids && inArray(notifications.id, [...ids])
  await write(ctx, ({ db, now, actor }) =>
    db
      .update(notifications)
      .set({ readAt: now })
      .where(and(eq(notifications.userId, actor.id), isNull(notifications.readAt), named))
  )
  return unreadCount(ctx)
}

// Who has read the post in its thread need not tick it off in the inbox as well.
const isRead = sql<boolean>`(${notifications.readAt} is not null
  or (${notInArray(notifications.kind, decided)} and ${readings.number} >= ${posts.number}))`
const isUnread = sql`${isRead} is not true`

const onPost = eq(posts.id, notifications.postId)
const onThread = eq(threads.id, sql`coalesce(${posts.threadId}, ${notifications.threadId})`)
const onReading = and(eq(readings.threadId, threads.id), eq(readings.userId, notifications.userId))

const inboxRows = (ctx: Context, condition: SQL | undefined, limit: number) =>
  ctx.db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      actionId: notifications.actionId,
      createdAt: notifications.createdAt,
      read: sql<boolean>`coalesce(${isRead}, false)`,
      threadId: threads.id,
      number: posts.number,
      // A report's outcome is told even to who may no longer read the thread.
      title: sql<string | null>`case when ${visibleThreads(ctx.actor)} then ${threads.title} end`,
      by: authorFields
    })
    .from(notifications)
    .leftJoin(posts, onPost)
    .leftJoin(threads, onThread)
    .leftJoin(readings, onReading)
    .leftJoin(users, eq(users.id, notifications.actorId))
    .where(and(eq(notifications.userId, ctx.actor.id), isShown(ctx), condition))
    .orderBy(desc(notifications.id))
    .limit(limit)

export type InboxRow = Awaited<ReturnType<typeof inboxRows>>[number]

function isShown({ actor }: Context): SQL | undefined {
  return or(
    inArray(notifications.kind, personal),
    isNull(notifications.threadId),
    and(isNull(notifications.postId), visibleThreads(actor)),
    visiblePosts(actor)
  )
}
