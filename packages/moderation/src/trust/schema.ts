import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { bigint, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core'
import { posts } from '@stoa/threads/schema'

/** `name`: a word of the organisation, which nobody else may have in theirs. */
export const trustedKinds = ['domain', 'email', 'phone', 'account', 'name'] as const

/** Where the organisation can really be reached. What somebody wants added or gone is a pending change. */
export const trustedEntries = pgTable(
  'trusted_entries',
  {
    id: id(),
    kind: text({ enum: trustedKinds }).notNull(),
    /** As it is shown. */
    value: text().notNull(),
    /** As it is compared: a host, an address, +8610…, a handle without @, with its place: harbornews@telegram. */
    key: text().notNull(),
    addedById: ref().notNull(),
    addedAt: time().notNull(),
    /** Null while it is only wanted. */
    officialAt: time(),
    /** It is gone, or never came; the row stays for the record. */
    goneAt: time()
  },
  (t) => [
    uniqueIndex('trusted_entries_key')
      .on(t.kind, t.key)
      .where(sql`gone_at is null`)
  ]
)

/** Hosts that lists from outside warn of. */
export const blockedHosts = pgTable(
  'blocked_hosts',
  { source: text().notNull(), host: text().notNull() },
  (t) => [primaryKey({ columns: [t.source, t.host] }), index('blocked_hosts_host').on(t.host)]
)

/** Harmless hosts that staff keep: links of new members to them, and to what is below, show at once. */
export const allowedHosts = pgTable(
  'allowed_hosts',
  {
    id: id(),
    host: text().notNull(),
    /** Null for those that the forum came with. */
    addedById: ref(),
    addedAt: time().notNull()
  },
  (t) => [uniqueIndex('allowed_hosts_host').on(t.host)]
)

/**
 * As whoever compares hosts writes it: without user, port, capitals and the dot after it, and no longer
 * than an index takes.
 */
export const hostOfLink = (url: SQLWrapper): SQL<string> => {
  const named = sql`split_part(translate(split_part(${url}, '//', 2), '?#\\', '///'), '/', 1)`
  const alone = sql`split_part(regexp_replace(${named}, '^.*@', ''), ':', 1)`
  return sql<string>`lower(left(rtrim(${alone}, '.'), 255))`
}

/** The host and its path as `levelsOf` writes a page, in lower case and no longer than an index takes. */
export const pageOfLink = (url: SQLWrapper): SQL<string> => {
  // drizzle-kit parts what it knows of an index at semicolons.
  const path = sql`substring(lower(${url}) from '^[^/]*//[^/?#]*([^?#]*)')`
  const plain = sql`regexp_replace(regexp_replace(${path}, '\\u003b[^/]*', '', 'g'), '/+', '/', 'g')`
  return sql<string>`left(${hostOfLink(url)} || '/' || btrim(${plain}, '/'), 500)`
}

/** Addresses in posts and what was thought of them; `token` is what the leaving page knows them by. */
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

/** Where a spammer led: such links of members wait, until the sweep that holds them is undone. */
export const heldLinks = pgTable(
  'held_links',
  {
    sweepId: ref().notNull(),
    /** A host, a page or a whole address, see `heldOf`. */
    key: text().notNull(),
    /** Where a volunteer holds it; null: everywhere. */
    categoryIds: bigint({ mode: 'number' }).array()
  },
  (t) => [primaryKey({ columns: [t.sweepId, t.key] }), index('held_links_key').on(t.key)]
)

export const postLinks = pgTable(
  'post_links',
  {
    token: text()
      .notNull()
      .references(() => links.token, { onDelete: 'cascade' }),
    postId: ref()
      .notNull()
      .references(() => posts.id)
  },
  (t) => [primaryKey({ columns: [t.token, t.postId] }), index('post_links_post').on(t.postId)]
)
