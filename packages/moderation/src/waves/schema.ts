import { index, integer, pgTable } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { posts } from '@stoa/threads/schema'

/** What members wrote within the last hour, as hashes that lead back to no text. */
export const sketches = pgTable(
  'text_sketches',
  {
    postId: ref()
      .primaryKey()
      .references(() => posts.id),
    userId: ref()
      .notNull()
      .references(() => users.id),
    /** As `sketchOf` makes it. */
    hashes: integer().array().notNull(),
    createdAt: time().notNull()
  },
  (t) => [
    index('text_sketches_hashes').using('gin', t.hashes),
    index('text_sketches_created').on(t.createdAt)
  ]
)

/** Nearly the same text from several accounts: one case, open while any of its posts waits. */
export const waves = pgTable('waves', {
  id: id(),
  openedAt: time().notNull(),
  /** A moderator found nothing wrong with it: such texts wait no more. */
  releasedAt: time()
})

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
