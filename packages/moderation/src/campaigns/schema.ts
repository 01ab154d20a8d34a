import { index, pgTable } from 'drizzle-orm/pg-core'
import { belongsTo, ref, time } from '@stoa/core/data'
import { campaigns } from '@stoa/safety/tables'
import { posts } from '@stoa/threads/tables'

export const campaignPosts = pgTable(
  'campaign_posts',
  {
    postId: ref()
      .primaryKey()
      .references(() => posts.id),
    campaignId: belongsTo(() => campaigns.id),
    addedAt: time().notNull()
  },
  (t) => [index('campaign_posts_campaign').on(t.campaignId, t.postId)]
)
