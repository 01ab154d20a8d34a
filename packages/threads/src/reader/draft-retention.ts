import { lte, sql } from 'drizzle-orm'
import type { Cleaner } from '@stoa/core'
import { cappedAt, countLimit } from '@stoa/core/data'
import { drafts } from '../schema.ts'

const batchSize = 500

/** Removes drafts that their authors did not change for a long time. */
export const draftCleaner: Cleaner = {
  async count({ db }, before) {
    const old = db
      .select({ one: sql`1` })
      .from(drafts)
      .where(lte(drafts.updatedAt, before))
      .limit(countLimit + 1)
    return cappedAt({ drafts: await db.$count(old.as('old')) })
  },
  async remove({ db }, before) {
    const old = db
      .select({ userId: drafts.userId, key: drafts.key })
      .from(drafts)
      .where(lte(drafts.updatedAt, before))
      .limit(batchSize)
      .for('update', { skipLocked: true })
    const { count } = await db
      .delete(drafts)
      .where(sql`(${drafts.userId}, ${drafts.key}) in ${old}`)
    return { removed: { drafts: count }, done: count < batchSize }
  }
}
