import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  type AnyPgColumn
} from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from './users.ts'

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

const minute = 60_000
const day = 24 * 60 * minute

/** Milliseconds for which a mailed secret works, by its purpose. */
export const mailedLifetimes = {
  verification: day,
  account_activation: 7 * day,
  password_reset: 30 * minute,
  email_change: day,
  email_undo: 7 * day,
  freeze: 7 * day,
  freeze_code: 30 * minute,
  closing_cancel: 7 * day,
  mail_test: day,
  email_proof: 30 * minute,
  device_admission: day,
  factor_loss_code: 30 * minute,
  factor_loss_cancel: 14 * day,
  admin_recovery: 15 * minute,
  identity_link: day
}
type Purpose = keyof typeof mailedLifetimes
const mailedPurposes = Object.keys(mailedLifetimes) as [Purpose, ...Purpose[]]

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
    purpose: text({ enum: mailedPurposes }).notNull(),
    /** Null until the address is proved. */
    userId: ref().references(() => users.id),
    /** The address that is verified, changed to, restored, proved, or that the link was sent to. */
    email: text(),
    /** The former address that the link was sent to. Later addresses cannot revoke it. */
    addressId: ref().references(() => emailAddresses.id),
    /** For a change of address; see `emailAddresses`. */
    factorSince: time(),
    /** The hash of the device that the link admits. */
    device: text(),
    /** The language of the mail, if there is no account that has one. */
    locale: text().$type<Locale>(),
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
      sql`user_id is not null or purpose in ('email_proof', 'freeze_code', 'factor_loss_code')`
    ),
    index('mailed_tokens_address')
      .on(t.addressId)
      .where(sql`address_id is not null`),
    index('mailed_tokens_expiry').on(t.expiresAt)
  ]
)

/** Anti-phishing phrases, encrypted; see `mail-phrase`. */
export const mailPhrases = pgTable('mail_phrases', {
  userId: belongsTo(() => users.id).primaryKey(),
  sealed: text().notNull(),
  setAt: time().notNull()
})
