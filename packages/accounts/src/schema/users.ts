import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  type AnyPgColumn
} from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'

const list = () =>
  text()
    .array()
    .notNull()
    .default(sql`'{}'`)

/** Rows are never deleted: erasing an account clears its row. */
export const users = pgTable(
  'users',
  {
    id: id(),
    username: text().notNull(),
    /** Canonical form that look-alikes share. */
    usernameKey: text().notNull(),
    /** Null once erased. */
    email: text(),
    emailVerifiedAt: time(),
    passwordHash: text(),
    role: text({ enum: ['member', 'volunteer', 'staff', 'admin'] })
      .notNull()
      .default('member'),
    capabilities: list(),
    /** Topics that `desk` covers. Empty means all topics. */
    deskTopics: list(),
    /** Computed from contributions by an effect and once a day. */
    trust: text({ enum: ['new', 'basic', 'trusted'] })
      .notNull()
      .default('new'),
    formerStaff: boolean().notNull().default(false),
    locale: text().$type<Locale>(),
    timeZone: text(),
    /** ISO 3166-1 alpha-2, if the user declared it. */
    /** Only for nodes of the previous release. */
    country: text(),
    bio: text().notNull().default(''),
    /** The name of a drawn picture, or the id of an uploaded one. Null shows a letter. */
    picture: text(),
    /** Number of the version of the terms that the user accepted last. */
    acceptedTerms: integer().notNull().default(0),
    /** The invitation that the user signed up with. */
    invitationId: ref().references((): AnyPgColumn => invitations.id),
    /**
     * Made by proving an address. It cannot sign in until a password is set, and no list shows it.
     */
    visitor: boolean().notNull().default(false),
    /** A program's account, without address and password; see `service-accounts`. */
    service: boolean().notNull().default(false),
    /** Signs in only in demo mode. */
    demo: boolean().notNull().default(false),
    createdAt: time().notNull(),
    lastSeenAt: time(),
    /** No sign-in works until a password reset by mail. */
    frozenAt: time(),
    /** When the account is erased. Until then it is frozen and hidden. */
    closesAt: time(),
    /** An admin created the account. Until then its owner may choose a password by the mailed link. */
    activationExpiresAt: time(),
    /** The CSV file that the account came with. */
    importId: ref(),
    erasedAt: time()
  },
  (t) => [
    uniqueIndex('users_username_key').on(t.usernameKey),
    uniqueIndex('users_email')
      .on(sql`lower(${t.email})`)
      .where(sql`email_verified_at is not null`),
    index('users_any_email').on(sql`lower(${t.email})`),
    index('users_unverified')
      .on(t.createdAt)
      .where(sql`email_verified_at is null and erased_at is null`),
    index('users_closing')
      .on(t.closesAt)
      .where(sql`closes_at is not null`),
    index('users_invitation')
      .on(t.invitationId)
      .where(sql`invitation_id is not null`),
    index('users_import')
      .on(t.importId, t.id)
      .where(sql`import_id is not null`),
    index('users_joined').on(t.createdAt, t.id),
    index('users_name_parts').using('gin', sql`username_parts(${t.usernameKey})`),
    index('users_name_prefix').on(sql`${t.usernameKey} text_pattern_ops`),
    index('users_power')
      .on(t.role)
      .where(sql`role <> 'member'`)
  ]
)

/** Links for joining beyond the rule; see `sign-up/rule.ts`. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    /** SHA-256 of the secret, which is derived from `seed` with a key outside of the database. */
    hash: text().notNull(),
    seed: text().notNull(),
    kind: text({ enum: ['mail', 'link'] }).notNull(),
    /** The only address that can use it. Null for links, and 30 days after its end. */
    email: text(),
    /** The language of the mail. */
    locale: text().$type<Locale>().notNull(),
    maxUses: integer().notNull(),
    /** The role that its one recipient gets. Null if it makes a member. */
    role: text({ enum: ['volunteer', 'staff', 'admin'] }),
    capabilities: list(),
    deskTopics: list(),
    /** The user who accepted the role. */
    acceptedById: ref().references((): AnyPgColumn => users.id),
    acceptedAt: time(),
    createdById: belongsTo(() => users.id),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    revokedAt: time(),
    revokedById: ref().references(() => users.id)
  },
  (t) => [
    uniqueIndex('invitations_hash').on(t.hash),
    index('invitations_accepted')
      .on(t.acceptedById)
      .where(sql`accepted_by_id is not null`)
  ]
)

/** Former names. They stay reserved and lead to their user. */
export const oldUsernames = pgTable(
  'old_usernames',
  {
    usernameKey: text().primaryKey(),
    userId: belongsTo(() => users.id),
    /** As it was written. Null for erased accounts. */
    username: text(),
    /** When the user got another name. Null for erased accounts. */
    changedAt: time()
  },
  (t) => [index('old_usernames_user').on(t.userId, t.changedAt)]
)

/** CSV files of people that admins imported. `users.importId` says who came with one. */
export const peopleImports = pgTable('people_imports', {
  id: id(),
  createdById: belongsTo(() => users.id),
  createdAt: time().notNull(),
  rows: integer().notNull(),
  /** When "send invitations" was pressed. Nothing is mailed before. */
  sentAt: time()
})

/** Service accounts, beside their rows in `users`, which are the authors of their posts. */
export const serviceAccounts = pgTable('service_accounts', {
  userId: ref()
    .primaryKey()
    .references(() => users.id),
  /** Topics of the tickets that it may see with the scope `moderate`. Empty means none. */
  topics: list(),
  requestsPerMinute: integer().notNull(),
  createdById: belongsTo(() => users.id),
  createdAt: time().notNull(),
  disabledAt: time()
})
