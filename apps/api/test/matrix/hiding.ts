import type { Database } from '@stoa/core/database'
import { invalidateCategories } from '@stoa/threads'
import { categories, posts, threads } from '@stoa/threads/schema'
import { and, eq, gt, inArray } from 'drizzle-orm'
import type { TestForum } from '../forum.ts'

/** Makes a category staff-only, so that its content does not exist for others. */
export async function closeToAllButStaff(forum: TestForum, categoryId: number): Promise<void> {
  await forum.connection.db
    .update(categories)
    .set({ rule: 'staff_only' })
    .where(eq(categories.id, categoryId))
  invalidateCategories(forum.ports)
}

/** Opens a category to a group without members, so that nobody below staff sees it. */
export async function closeToAllButAGroup(forum: TestForum, categoryId: number): Promise<void> {
  const readerGroups = [await forum.group([])]
  await forum.connection.db
    .update(categories)
    .set({ readerGroups })
    .where(eq(categories.id, categoryId))
  invalidateCategories(forum.ports)
}

/** Closes what everybody who signed in sees to all but a group without members. */
export async function closeMembersCategories(forum: TestForum): Promise<void> {
  const readerGroups = [await forum.group([])]
  await forum.connection.db
    .update(categories)
    .set({ readerGroups })
    .where(eq(categories.signInRequired, true))
  invalidateCategories(forum.ports)
}

/** Hides all replies of a category, as a moderator would. */
export async function hideReplies({ connection }: TestForum, categoryId: number): Promise<void> {
  await connection.db
    .update(posts)
    .set({ state: 'hidden', hiddenReason: 'spam' })
    .where(and(inArray(posts.threadId, threadsOf(connection.db, categoryId)), gt(posts.number, 1)))
}

/** Hides all threads of a category by their first post; replies keep their state. */
export async function hideThreads({ connection }: TestForum, categoryId: number): Promise<void> {
  const { db } = connection
  await db
    .update(posts)
    .set({ state: 'hidden', hiddenReason: 'spam' })
    .where(and(inArray(posts.threadId, threadsOf(db, categoryId)), eq(posts.number, 1)))
  await db.update(threads).set({ state: 'hidden' }).where(eq(threads.categoryId, categoryId))
}

const threadsOf = (db: Database, categoryId: number) =>
  db.select({ id: threads.id }).from(threads).where(eq(threads.categoryId, categoryId))
