import { boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from './users.ts'

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
    /** What its owner calls it. */
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
