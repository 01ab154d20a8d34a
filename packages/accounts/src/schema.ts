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
import { belongsTo, id, locales, ref, scopes, time } from '@stoa/core'

export * from './security-log/schema.ts'

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
    capabilities: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Topics that `desk` covers. Empty means all topics. */
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
    /** The invitation that the user signed up with. */
    invitationId: ref().references((): AnyPgColumn => invitations.id),
    /**
     * Made by proving an address. It cannot sign in until a password is set, and no list shows it.
     */
    visitor: boolean().notNull().default(false),
    /** Signs in only in demo mode. */
    demo: boolean().notNull().default(false),
    createdAt: time().notNull(),
    lastSeenAt: time(),
    /** No sign-in works until a password reset by mail. */
    frozenAt: time(),
    /** When the account is erased. Until then it is frozen and hidden. */
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
    locale: text({ enum: locales }).notNull(),
    maxUses: integer().notNull(),
    createdById: belongsTo(() => users.id),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    revokedAt: time(),
    revokedById: ref().references(() => users.id)
  },
  (t) => [uniqueIndex('invitations_hash').on(t.hash)]
)

/** Former names. They stay reserved and lead to their user. */
export const oldUsernames = pgTable('old_usernames', {
  usernameKey: text().primaryKey(),
  userId: belongsTo(() => users.id)
})

/**
 * The address history of each account, the oldest first. Rows are never changed. The first row is
 * written when the history is first needed, as for a change; before that only `users.email` is set.
 */
export const emailAddresses = pgTable(
  'email_addresses',
  {
    id: id(),
    userId: belongsTo(() => users.id),
    email: text().notNull(),
    /** When the change to this address was requested. */
    askedAt: time().notNull(),
    /** When it was confirmed. */
    since: time().notNull(),
    /**
     * When the second factor that proved the change had been added. Null if only the password
     * proved it.
     */
    factorSince: time(),
    /** For an undo, the older row that it restores. */
    restoresId: ref().references((): AnyPgColumn => emailAddresses.id)
  },
  (t) => [
    index('email_addresses_user').on(t.userId, t.id),
    index('email_addresses_email').on(sql`lower(${t.email})`)
  ]
)

/** `hash` is SHA-256 of the session id in hex. The id itself is not stored. */
export const sessions = pgTable(
  'sessions',
  {
    hash: text().primaryKey(),
    /** Public number for listing and revoking. */
    id: ref().notNull().generatedAlwaysAsIdentity(),
    userId: belongsTo(() => users.id),
    createdAt: time().notNull(),
    authenticatedAt: time().notNull(),
    lastUsedAt: time().notNull(),
    expiresAt: time().notNull(),
    secondFactor: boolean().notNull().default(false),
    /** Null if not limited; `support` if it began with a mailed code, without password. */
    scopes: text({ enum: scopes }).array(),
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
    /**
     * Token and code are derived from it with a key outside of the database, because jobs carry
     * only the id.
     */
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
    /** Null until the address is proved. */
    userId: ref().references(() => users.id),
    /** The address that is verified, changed to, restored, or proved. */
    email: text(),
    /** The former address that the link was sent to. Later addresses cannot revoke it. */
    addressId: ref().references(() => emailAddresses.id),
    /** For a change of address; see `emailAddresses`. */
    factorSince: time(),
    /** The hash of the device that the link admits. */
    device: text(),
    /** The language of the mail, if there is no account that has one. */
    locale: text({ enum: locales }),
    /** Keyed hash of the network that requested the code. Null if a session did. */
    network: text(),
    /** The number of digits of the code. */
    digits: integer().notNull().default(6),
    attempts: integer().notNull().default(0),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    /** When the delayed mail is sent. Null if none is delayed. */
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

/**
 * Keyed hashes of network and browser of past sign-ins. A sign-in from a new place is mailed to the
 * user.
 */
export const knownPlaces = pgTable(
  'known_places',
  {
    userId: belongsTo(() => users.id),
    hash: text().notNull(),
    lastUsedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.hash] })]
)

/** Known devices and networks of a user. The account's limit of failures does not apply to them. */
export const knownClients = pgTable(
  'known_clients',
  {
    userId: belongsTo(() => users.id),
    kind: text({ enum: ['device', 'network'] }).notNull(),
    /**
     * SHA-256 of the random id in the device cookie, or a keyed hash of a network as limits count
     * it.
     */
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
  /** The last accepted time step, so that a code works once. */
  lastStep: integer().notNull().default(0)
})

export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: belongsTo(() => users.id),
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
    userId: belongsTo(() => users.id),
    name: text().notNull(),
    hash: text().notNull(),
    scopes: text({ enum: scopes }).array().notNull(),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    lastUsedAt: time(),
    revokedAt: time()
  },
  (t) => [uniqueIndex('api_tokens_hash').on(t.hash), index('api_tokens_user').on(t.userId)]
)

/** `categoryId` is null for the whole forum; `until` is null until lifted. */
export const sanctions = pgTable(
  'sanctions',
  {
    id: id(),
    userId: belongsTo(() => users.id),
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

/** Revocable acts from which trust and profiles are computed. Each counts once. */
export const contributions = pgTable(
  'contributions',
  {
    userId: belongsTo(() => users.id),
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
    /** The id of the post, thread or report, or the day as yyyymmdd. */
    ref: ref().notNull(),
    /** The asker or voter; 0 if there is none. */
    fromUserId: ref().notNull().default(0),
    createdAt: time().notNull(),
    revokedAt: time()
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind, t.ref, t.fromUserId] })]
)

/**
 * Pending changes of official powers and of the trust list. A change takes effect when a second
 * admin confirms it, or after a day in which nobody stops it. There is one row per power, scope or
 * entry.
 */
export const pendingChanges = pgTable(
  'pending_changes',
  {
    id: id(),
    kind: text({
      enum: ['role_power', 'token_power', 'trust_addition', 'trust_removal']
    }).notNull(),
    /** The id of a user, a token or an entry of the trust list, depending on `kind`. */
    subjectId: ref().notNull(),
    /** The power or scope that the subject gains. Empty for entries. */
    power: text().notNull().default(''),
    /** The user who gains by the change and may not confirm it. */
    userId: ref().references(() => users.id),
    /** 0 is a command on the server. */
    proposedById: ref().notNull(),
    proposedAt: time().notNull(),
    outcome: text({ enum: ['confirmed', 'unopposed', 'stopped'] }),
    /** Null if a day passed without objection. */
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

/** Users whose posts a user does not want to see. */
export const mutedUsers = pgTable(
  'muted_users',
  {
    userId: belongsTo(() => users.id),
    mutedUserId: belongsTo(() => users.id),
    createdAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.mutedUserId] })]
)
