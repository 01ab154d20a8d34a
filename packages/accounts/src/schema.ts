import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  type AnyPgColumn
} from 'drizzle-orm/pg-core'
import { id, locales, ref, time } from '@stoa/core'

export * from './security-log/schema.ts'

/** Never deleted: erasing an account empties its row. */
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
    capabilities: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** What `desk` is held for; none named: every topic. */
    deskTopics: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Computed from contributions by an effect and once a day. */
    trust: text({ enum: ['new', 'basic', 'trusted'] })
      .notNull()
      .default('new'),
    formerStaff: boolean().notNull().default(false),
    locale: text({ enum: locales }),
    timeZone: text(),
    bio: text().notNull().default(''),
    /** By which invitation somebody signed up. */
    invitationId: ref().references((): AnyPgColumn => invitations.id),
    /** Made by the proof of an address; until a password is set nobody signs in, and no list has it. */
    visitor: boolean().notNull().default(false),
    /** Signs in only while the demo mode is on. */
    demo: boolean().notNull().default(false),
    createdAt: time().notNull(),
    lastSeenAt: time(),
    /** Nobody gets in until somebody proved anew that the account is theirs. */
    frozenAt: time(),
    /** When the account is erased; until then it is frozen and hidden. */
    closesAt: time(),
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
    index('users_name_prefix').on(sql`${t.usernameKey} text_pattern_ops`),
    index('users_power')
      .on(t.role)
      .where(sql`role <> 'member'`)
  ]
)

/** Links by which people join where the rule alone does not let them; see `sign-up/rule.ts`. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    /** SHA-256 of the secret, which is made from `seed` with a key that is not in the database. */
    hash: text().notNull(),
    seed: text().notNull(),
    kind: text({ enum: ['mail', 'link'] }).notNull(),
    /** Where it was mailed to, for whom alone it is; null for links, and 30 days after its end. */
    email: text(),
    /** Of the mail. */
    locale: text({ enum: locales }).notNull(),
    maxUses: integer().notNull(),
    createdById: ref()
      .notNull()
      .references(() => users.id),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    revokedAt: time(),
    revokedById: ref().references(() => users.id)
  },
  (t) => [uniqueIndex('invitations_hash').on(t.hash)]
)

/** Names given up; they stay reserved and lead to their user. */
export const oldUsernames = pgTable('old_usernames', {
  usernameKey: text().primaryKey(),
  userId: ref()
    .notNull()
    .references(() => users.id)
})

/**
 * The addresses that an account has held, the oldest first. Rows are added and never changed; the first
 * one comes with the first change, before it `users.email` says it all.
 */
export const emailAddresses = pgTable(
  'email_addresses',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id),
    email: text().notNull(),
    /** When the change to this address was asked for and proved. */
    askedAt: time().notNull(),
    /** When it was confirmed. */
    since: time().notNull(),
    /** When the second factor that proved the change had been added; null: the password alone did. */
    factorSince: time(),
    /** The older row to which this one, an undo, returned. */
    restoresId: ref().references((): AnyPgColumn => emailAddresses.id)
  },
  (t) => [
    index('email_addresses_user').on(t.userId, t.id),
    index('email_addresses_email').on(sql`lower(${t.email})`)
  ]
)

/** `hash`: SHA-256 of the session id in hex; the id itself is nowhere stored. */
export const sessions = pgTable(
  'sessions',
  {
    hash: text().primaryKey(),
    /** Public number for listing and revoking. */
    id: ref().notNull().generatedAlwaysAsIdentity(),
    userId: ref()
      .notNull()
      .references(() => users.id),
    createdAt: time().notNull(),
    authenticatedAt: time().notNull(),
    lastUsedAt: time().notNull(),
    expiresAt: time().notNull(),
    secondFactor: boolean().notNull().default(false),
    /** Begun by a code sent to the address, without password or second factor. */
    byProof: boolean().notNull().default(false),
    address: text().notNull(),
    userAgent: text().notNull()
  },
  (t) => [index('sessions_user').on(t.userId), index('sessions_expiry').on(t.expiresAt)]
)

/** One-time secrets sent by mail, stored hashed. */
export const mailedTokens = pgTable(
  'mailed_tokens',
  {
    id: id(),
    hash: text().notNull(),
    /** Token and code are made from it with a key that is not in the database: jobs carry the id. */
    seed: text().notNull(),
    purpose: text({
      enum: [
        'verification',
        'password_reset',
        'email_change',
        'email_undo',
        'freeze',
        'freeze_code',
        'closing_cancel',
        'mail_test',
        'email_proof',
        'device_admission'
      ]
    }).notNull(),
    /** Null while nobody has proved to have the address. */
    userId: ref().references(() => users.id),
    /** The address that is verified, changed to, restored, or proved. */
    email: text(),
    /** The address whose holder has the link, which no act of a younger one makes useless. */
    addressId: ref().references(() => emailAddresses.id),
    /** Of a change of address; see `emailAddresses`. */
    factorSince: time(),
    /** The stored hash of the device that the link admits. */
    device: text(),
    /** Of the mail, where there may be no account that says it. */
    locale: text({ enum: locales }),
    /** Keyed hash of the network that asked for the digits; null where a session did. */
    network: text(),
    /** Of the code in the mail. */
    digits: integer().notNull().default(6),
    attempts: integer().notNull().default(0),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    /** When the mail goes out that waits; null where none waits. */
    mailAt: time(),
    usedAt: time()
  },
  (t) => [
    index('mailed_tokens_waiting')
      .on(t.mailAt)
      .where(sql`mail_at is not null`),
    uniqueIndex('mailed_tokens_hash').on(t.hash),
    index('mailed_tokens_user').on(t.userId, t.purpose),
    index('mailed_tokens_proof')
      .on(sql`lower(${t.email})`, t.id)
      .where(sql`user_id is null`),
    check(
      'mailed_tokens_whose',
      sql`user_id is not null or purpose in ('email_proof', 'freeze_code')`
    ),
    index('mailed_tokens_address')
      .on(t.addressId)
      .where(sql`address_id is not null`),
    index('mailed_tokens_expiry').on(t.expiresAt)
  ]
)

/** Keyed hashes of browser and network a user has signed in from: others are worth a mail. */
export const knownPlaces = pgTable(
  'known_places',
  {
    userId: ref()
      .notNull()
      .references(() => users.id),
    hash: text().notNull(),
    lastUsedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })]
)

/** What a user has signed in with; others than these feel the brake of the account. */
export const knownClients = pgTable(
  'known_clients',
  {
    userId: ref()
      .notNull()
      .references(() => users.id),
    kind: text({ enum: ['device', 'network'] }).notNull(),
    /** SHA-256 of the random id in a device's cookie, or a keyed hash of a network as limits count it. */
    hash: text().notNull(),
    lastUsedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })]
)

export const secondFactors = pgTable('second_factors', {
  userId: ref()
    .primaryKey()
    .references(() => users.id),
  /** AES-256-GCM, key by purpose; see `secrets.ts`. */
  encryptedSecret: text().notNull(),
  confirmedAt: time(),
  /** The last accepted time step: a code works once. */
  lastStep: integer().notNull().default(0)
})

export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: ref()
      .notNull()
      .references(() => users.id),
    hash: text().notNull(),
    createdAt: time().notNull(),
    usedAt: time()
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })]
)

export const apiTokens = pgTable(
  'api_tokens',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    hash: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    lastUsedAt: time(),
    revokedAt: time()
  },
  (t) => [uniqueIndex('api_tokens_hash').on(t.hash), index('api_tokens_user').on(t.userId)]
)

/** Null `categoryId`: everywhere. Null `until`: until lifted. */
export const sanctions = pgTable(
  'sanctions',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id),
    kind: text({ enum: ['warning', 'silence', 'suspension'] }).notNull(),
    categoryId: ref(),
    reason: text().notNull(),
    until: time(),
    byId: ref().notNull(),
    createdAt: time().notNull(),
    liftedAt: time()
  },
  (t) => [
    index('sanctions_user')
      .on(t.userId)
      .where(sql`lifted_at is null`),
    index('sanctions_history').on(t.userId, t.id)
  ]
)

/** What trust and profiles are computed from; revocable, each counted once. */
export const contributions = pgTable(
  'contributions',
  {
    userId: ref()
      .notNull()
      .references(() => users.id),
    kind: text({
      enum: [
        'post',
        'accepted_answer',
        'vote_received',
        'day_visited',
        'thread_read',
        'report_upheld'
      ]
    }).notNull(),
    /** Id of the post, thread or report, or the day as yyyymmdd. */
    ref: ref().notNull(),
    /** Who gave it (asker, voter); 0 where nobody did. */
    fromUserId: ref().notNull().default(0),
    createdAt: time().notNull(),
    revokedAt: time()
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind, t.ref, t.fromUserId] })]
)

/**
 * What changes who speaks officially, or where: it counts once a second admin has confirmed it, or
 * after a day in which nobody stopped it. One row for each power, scope or entry.
 */
export const pendingChanges = pgTable(
  'pending_changes',
  {
    id: id(),
    kind: text({
      enum: ['role_power', 'token_power', 'trust_addition', 'trust_removal']
    }).notNull(),
    /** Id of a user, a token or an entry of the trust list, as `kind` says. */
    subjectId: ref().notNull(),
    /** What the subject gains: a power, or a scope; empty for entries. */
    power: text().notNull().default(''),
    /** Who gains by it, and so confirms nothing. */
    userId: ref().references(() => users.id),
    /** 0: a command on the server. */
    proposedById: ref().notNull(),
    proposedAt: time().notNull(),
    outcome: text({ enum: ['confirmed', 'unopposed', 'stopped'] }),
    /** Null where a day decided. */
    decidedById: ref(),
    decidedAt: time()
  },
  (t) => [
    uniqueIndex('pending_changes_open')
      .on(t.kind, t.subjectId, t.power)
      .where(sql`decided_at is null`),
    index('pending_changes_due')
      .on(t.proposedAt)
      .where(sql`decided_at is null`)
  ]
)

/** Members whose posts a user does not want to see. */
export const mutedUsers = pgTable(
  'muted_users',
  {
    userId: ref()
      .notNull()
      .references(() => users.id),
    mutedUserId: ref()
      .notNull()
      .references(() => users.id),
    createdAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.mutedUserId] })]
)
