import { index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { posts } from '@stoa/threads/schema'

/** Nearly the same text from several accounts: one case, open while any of its posts waits. */
export const waves = pgTable('waves', {
  id: id(),
  openedAt: time().notNull(),
  /** A moderator found nothing wrong with it: such texts wait no more. */
  releasedAt: time()
})

/**
 * What members wrote within the last hour, as hashes that lead back to no text: that of each post that
 * is of no wave, and of each wave that of the post that made it one.
 */
export const sketches = pgTable(
  'text_sketches',
  {
    id: id(),
    postId: ref().references(() => posts.id),
    userId: ref().references(() => users.id),
    waveId: ref().references(() => waves.id),
    /** Both as `sketchOf` makes them. */
    hashes: integer().array().notNull(),
    keys: integer().array().notNull(),
    /** Of a wave, when the last of it came. */
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('text_sketches_post').on(t.postId),
    uniqueIndex('text_sketches_wave').on(t.waveId),
    // At once: else each search reads through all that was kept since it was last put in order.
    index('text_sketches_keys').using('gin', t.keys).with({ fastupdate: false }),
    index('text_sketches_created').on(t.createdAt)
  ]
)

export const wavePosts = pgTable(
  'wave_posts',
  {
    postId: ref()
      .primaryKey()
      .references(() => posts.id),
    waveId: ref()
      .notNull()
      .references(() => waves.id),
    addedAt: time().notNull()
  },
  (t) => [index('wave_posts_wave').on(t.waveId, t.postId)]
)
