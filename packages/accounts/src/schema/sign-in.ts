import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import { scopes } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from './users.ts'

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
    /** When the second factor that proved the owner was added. Null if none did. */
    factorSince: time(),
    /** Former. */
    providerFactor: boolean().notNull().default(false),
    /** Null if not limited; `support` if it began with a mailed code, without password. */
    scopes: text({ enum: scopes }).array(),
    /** Empty once it is no longer kept; see `addressCleaner`. */
    address: text().notNull(),
    userAgent: text().notNull()
  },
  (t) => [
    index('sessions_user').on(t.userId),
    index('sessions_expiry').on(t.expiresAt),
    index('sessions_address')
      .on(t.createdAt)
      .where(sql`address <> ''`)
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

export const secondFactors = pgTable(
  'second_factors',
  {
    userId: ref()
      .primaryKey()
      .references(() => users.id),
    /**
     * Of the authenticator, AES-256-GCM, key by purpose; see `secrets.ts`. Null if passkeys are the
     * only second factor.
     */
    encryptedSecret: text(),
    /** When a first code confirmed the authenticator. */
    authenticatorSince: time(),
    /** Since when there is an authenticator or a passkey; see `updateFactor`. */
    confirmedAt: time(),
    /** The last accepted time step, so that a code works once. */
    lastStep: integer().notNull().default(0),
    /** When it was reported as lost; null if it is in use. See `factor-loss`. */
    lostAt: time(),
    /** When another may replace it. Null until two admins have confirmed the loss, if they must. */
    replaceableAt: time(),
    /** When the owner was last notified of the report. */
    lossNotifiedAt: time()
  },
  (t) => [
    index('second_factors_lost')
      .on(t.lossNotifiedAt)
      .where(sql`lost_at is not null`)
  ]
)

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

/** Passkeys of users (WebAuthn): public keys, so nothing here signs anybody in. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: id(),
    userId: belongsTo(() => users.id),
    /** The authenticator's name of the key, base64url. */
    credentialId: text().notNull(),
    /** A COSE key, base64url. */
    publicKey: text().notNull(),
    /** How often the authenticator has signed, as it said last. 0 if it does not count. */
    counter: ref().notNull(),
    /** Its name, by its owner. */
    name: text().notNull(),
    /** The model of the authenticator; zeros if it does not say. */
    aaguid: text().notNull(),
    /** Whether it is copied between the devices of its owner. */
    backedUp: boolean().notNull(),
    createdAt: time().notNull(),
    lastUsedAt: time()
  },
  (t) => [
    uniqueIndex('passkeys_credential').on(t.credentialId),
    index('passkeys_user').on(t.userId)
  ]
)
