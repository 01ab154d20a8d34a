import { index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { posts } from '@stoa/threads/schema'

/** Nearly the same text from several accounts: one case, open while any of its posts waits. */
export const campaigns = pgTable('campaigns', {
  id: id(),
  openedAt: time().notNull(),
  /** A moderator found nothing wrong with it: such texts wait no more. */
  releasedAt: time()
})

/**
 * What members wrote within the last hour, as hashes that lead back to no text: that of each post that
 * is of no wave, and of each wave that of the post that made it one.
 */
export const minhashSignatures = pgTable(
  'minhash_signatures',
  {
    id: id(),
    postId: ref().references(() => posts.id),
    userId: ref().references(() => users.id),
    campaignId: ref().references(() => campaigns.id),
    /** Both as `signatureOf` makes them. */
    hashes: integer().array().notNull(),
    keys: integer().array().notNull(),
    /** Of a wave, when the last of it came. */
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('minhash_signatures_post').on(t.postId),
    uniqueIndex('minhash_signatures_campaign').on(t.campaignId),
    // At once: else each search reads through all that was kept since it was last put in order.
    index('minhash_signatures_keys').using('gin', t.keys).with({ fastupdate: false }),
    index('minhash_signatures_created').on(t.createdAt)
  ]
)

export const campaignPosts = pgTable(
  'campaign_posts',
  {
    postId: ref()
      .primaryKey()
      .references(() => posts.id),
    campaignId: ref()
      .notNull()
      .references(() => campaigns.id),
    addedAt: time().notNull()
  },
  (t) => [index('campaign_posts_campaign').on(t.campaignId, t.postId)]
)
