import { customType, index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { minhash } from '@stoa/guards'
import { posts } from '@stoa/threads/tables'

const bits = customType<{ data: string }>({
  dataType: () => `bit(${minhash.hashCount * minhash.hashSize})`
})

/** Nearly the same text from several accounts; open while any of its posts waits. */
export const campaigns = pgTable('campaigns', {
  id: id(),
  openedAt: time().notNull(),
  /** When a moderator released it; further texts are not held. */
  releasedAt: time()
})

/**
 * Signatures of texts written within the last hour; the texts cannot be restored from them. One row
 * per post outside campaigns, and one per campaign for the text that started it.
 */
export const minhashSignatures = pgTable(
  'minhash_signatures',
  {
    id: id(),
    postId: ref().references(() => posts.id),
    userId: ref().references(() => users.id),
    campaignId: ref().references(() => campaigns.id),
    /** Of the release before, which has no `bits`. */
    hashes: integer().array(),
    /** Both as `signatureOf` returns them. */
    bits: bits(),
    keys: integer().array().notNull(),
    /** For a campaign: when its last post was written. */
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('minhash_signatures_post').on(t.postId),
    uniqueIndex('minhash_signatures_campaign').on(t.campaignId),
    // With `fastupdate`, each search would scan the list of entries not yet merged. There is no index
    // of times: nearly all rows are of the last hour, and PostgreSQL would read it whole each time.
    index('minhash_signatures_keys').using('gin', t.keys).with({ fastupdate: false })
  ]
)
