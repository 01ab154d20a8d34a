import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { bigint, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { posts } from '@stoa/threads/tables'

/** `name`: a word of the organisation that no user may have in their name. */
export const trustedKinds = ['domain', 'email', 'phone', 'account', 'name'] as const

/** Official contacts of the organisation. Pending additions and removals are open changes. */
export const trustedEntries = pgTable(
  'trusted_entries',
  {
    id: id(),
    kind: text({ enum: trustedKinds }).notNull(),
    /** The form to show. */
    value: text().notNull(),
    /**
     * The form to compare: a host, an address, +8610…, or a handle with its place:
     * harbornews@telegram.
     */
    key: text().notNull(),
    addedById: ref().notNull(),
    addedAt: time().notNull(),
    /** Null while the addition is pending. */
    officialAt: time(),
    /** When it was removed or refused; the row is kept for the record. */
    goneAt: time()
  },
  (t) => [
    uniqueIndex('trusted_entries_key')
      .on(t.kind, t.key)
      .where(sql`gone_at is null`)
  ]
)

/** Hosts from imported block lists. */
export const blockedHosts = pgTable(
  'blocked_hosts',
  { source: text().notNull(), host: text().notNull() },
  (t) => [primaryKey({ columns: [t.source, t.host] }), index('blocked_hosts_host').on(t.host)]
)

/** Harmless hosts: links of new members to them and their subdomains are shown at once. */
export const allowedHosts = pgTable(
  'allowed_hosts',
  {
    id: id(),
    host: text().notNull(),
    /** Null for hosts that the forum shipped with. */
    addedById: ref(),
    addedAt: time().notNull()
  },
  (t) => [uniqueIndex('allowed_hosts_host').on(t.host)]
)

/**
 * SQL: host of a URL for comparison, in lower case, without user, port and trailing dot, cut to the
 * size of an index key.
 */
export const hostOfLink = (url: SQLWrapper): SQL<string> => {
  const named = sql`split_part(translate(split_part(${url}, '//', 2), '?#\\', '///'), '/', 1)`
  const alone = sql`split_part(regexp_replace(${named}, '^.*@', ''), ':', 1)`
  return sql<string>`lower(left(rtrim(${alone}, '.'), 255))`
}

/**
 * SQL: host and path as `levelsOf` writes a page, in lower case, cut to the size of an index key.
 */
export const pageOfLink = (url: SQLWrapper): SQL<string> => {
  // `\\u003b` is a semicolon, at which drizzle-kit would split the expression of the index.
  const path = sql`substring(lower(${url}) from '^[^/]*//[^/?#]*([^?#]*)')`
  const plain = sql`regexp_replace(regexp_replace(${path}, '\\u003b[^/]*', '', 'g'), '/+', '/', 'g')`
  return sql<string>`left(${hostOfLink(url)} || '/' || btrim(${plain}, '/'), 500)`
}

/** Addresses in posts with their verdict; `token` identifies them on the leaving page. */
export const links = pgTable(
  'links',
  {
    token: text().primaryKey(),
    url: text().notNull(),
    verdict: text({ enum: ['official', 'unknown', 'lookalike', 'blocked'] }).notNull(),
    keptAt: time().notNull()
  },
  (t) => [
    index('links_kept').on(t.keptAt),
    index('links_host').on(hostOfLink(t.url)),
    index('links_page').on(pageOfLink(t.url))
  ]
)

/** Hosts and addresses that a sweep quarantines until it is undone. */
export const sweptLinks = pgTable(
  'swept_links',
  {
    sweepId: ref().notNull(),
    /** A host, a page or a full address, see `sweptKeyOf`. */
    key: text().notNull(),
    /** Categories of the volunteer who swept; null: everywhere. */
    categoryIds: bigint({ mode: 'number' }).array()
  },
  (t) => [primaryKey({ columns: [t.sweepId, t.key] }), index('swept_links_key').on(t.key)]
)

export const postLinks = pgTable(
  'post_links',
  {
    token: text()
      .notNull()
      .references(() => links.token, { onDelete: 'cascade' }),
    postId: belongsTo(() => posts.id)
  },
  (t) => [primaryKey({ columns: [t.token, t.postId] }), index('post_links_post').on(t.postId)]
)

export * from './filters/schema.ts'
export * from './likeness/schema.ts'
