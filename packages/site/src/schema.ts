import { sql } from 'drizzle-orm'
import { bigint, boolean, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core/data'
import type { SiteContent } from './content.ts'

/**
 * All saved versions of what the organisation says about its forum. The version with the newest
 * `appliedAt` holds. A version waits for a second person while it has neither that nor `discardedAt`.
 */
export const siteVersions = pgTable(
  'site_versions',
  {
    /** The revision. */
    id: id(),
    content: jsonb().notNull().$type<SiteContent>(),
    /** 0 is a command on the server. */
    authorId: ref().notNull(),
    /** Everybody who wrote part of what waits, and so may not approve it. */
    writerIds: bigint({ mode: 'number' }).array().notNull(),
    createdAt: time().notNull(),
    approvedById: ref(),
    appliedAt: time(),
    /** It was discarded, or a later version replaced it before it was approved. */
    discardedAt: time(),
    discardedById: ref()
  },
  (t) => [
    index('site_versions_applied').on(t.appliedAt, t.id),
    uniqueIndex('site_versions_waiting')
      .on(sql`(applied_at is null)`)
      .where(sql`applied_at is null and discarded_at is null`)
  ]
)

/** The one row of facts about the forum that are no texts. */
export const siteSettings = pgTable('site_settings', {
  /** Languages of the forum, in the order of the switch. */
  locales: text().array().notNull(),
  defaultLocale: text().notNull(),
  /** When the forum was opened to readers. Before, one person's word is enough: nobody reads it. */
  openedAt: time(),
  only: boolean().primaryKey().default(true)
})

export {
  documentAcceptances,
  documentMailings,
  documents,
  documentVersions
} from './documents/schema.ts'
export { retentionChanges, retentionRuns } from './retention/schema.ts'
