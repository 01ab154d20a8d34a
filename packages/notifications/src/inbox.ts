import { and, eq, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { decodeCursor, idKey, paged } from '@stoa/core/data'
import { preparedRead, readerValues, type Reader } from '@stoa/threads'
import { inboxRows, isUnread, unreadRows } from './inbox-rows.ts'
import { notifications } from './schema.ts'
import { toNotifications } from './show.ts'

type Filter = { unread?: boolean; cursor?: string }

const pageSize = 30
const countedUpTo = 100

/** Lists the actor's notifications about content they can still see, the latest first. */
export async function listInbox(ctx: Context, { unread, cursor }: Filter) {
  const [before] = cursor ? decodeCursor(cursor, idKey) : []
  const older = before ? lt(notifications.id, before) : undefined
  const rows = await inboxRows(ctx, and(older, unread ? isUnread : undefined), pageSize + 1)
  const { items, next } = paged(rows, pageSize, (row) => [row.id])
  const shown = await toNotifications(ctx, items)
  return { items: shown, next, unread: await unreadCount(ctx) }
}

/** Finds the actor's notifications that meet `condition` and can be shown, the latest first. */
export async function findNotifications(ctx: Context, condition: SQL | undefined, limit: number) {
  return toNotifications(ctx, await inboxRows(ctx, condition, limit))
}

/** The actor's unread notifications, counted up to 100; 0 for guests. */
export async function unreadCount(ctx: Context): Promise<number> {
  if (ctx.actor.id === 0) return 0
  const [row] = await unreadCounts(ctx).execute(readerValues(ctx))
  return row?.count ?? 0
}

/** The reader's unread notifications, counted up to 100. */
export const unreadNotifications = (reader: Reader) =>
  sql<number>`(select count(*) from (${unreadRows(reader)} limit ${countedUpTo}) as counted)`.mapWith(
    Number
  )

// Prepared, because every page of a volunteer or staff runs it.
const unreadCounts = preparedRead((db, reader) =>
  db
    .select({ count: unreadNotifications(reader) })
    .from(sql`(select) one`)
    .prepare('unread_notifications')
)

/** Marks these or all of the actor's notifications as read. Returns the number still unread. */
export async function markRead(ctx: Context, ids?: readonly number[]): Promise<number> {
  const named = ids && inArray(notifications.id, [...ids])
  await transaction(ctx, ({ db, now, actor }) =>
    db
      .update(notifications)
      .set({ readAt: now })
      .where(and(eq(notifications.userId, actor.id), isNull(notifications.readAt), named))
  )
  return unreadCount(ctx)
}
