import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { announcementCategories } from './schema.ts'

/** Implements the port by which announcements follow a category that is merged into another one. */
export async function moveToCategory({ db }: Context, fromId: number, toId: number): Promise<void> {
  const moved = await db
    .delete(announcementCategories)
    .where(eq(announcementCategories.categoryId, fromId))
    .returning({ announcementId: announcementCategories.announcementId })
  if (moved.length === 0) return
  await db
    .insert(announcementCategories)
    .values(moved.map(({ announcementId }) => ({ announcementId, categoryId: toId })))
    .onConflictDoNothing()
}
