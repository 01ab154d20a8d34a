import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from './users.ts'

/** The protocols of sign-in; `providers/protocols.ts` speaks them. */
export const signInProtocols = ['oidc'] as const
export type SignInProtocol = (typeof signInProtocols)[number]

/** The organisations whose accounts sign in here. */
export const signInProviders = pgTable(
  'sign_in_providers',
  {
    id: id(),
    /** Part of the address to which the provider sends people back, so it never changes. */
    slug: text().notNull(),
    protocol: text({ enum: signInProtocols }).notNull(),
    /** What its button says. */
    name: jsonb().notNull().$type<Partial<Record<Locale, string>>>(),
    issuer: text().notNull(),
    clientId: text().notNull(),
    /** Null for a client without a secret. */
    sealedSecret: text(),
    scopes: text().array().notNull(),
    /**
     * Domains whose addresses the provider gave out, normalised. An address there is taken for
     * proved, and its account for the same person's.
     */
    ownedDomains: text().array().notNull().default([]),
    /** Whether its host may have a private address. */
    isInternal: boolean().notNull().default(false),
    enabled: boolean().notNull().default(true),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('sign_in_providers_slug').on(t.slug),
    uniqueIndex('sign_in_providers_client').on(t.issuer, t.clientId)
  ]
)

/** Accounts of providers, each linked to one account here. */
export const identities = pgTable(
  'identities',
  {
    /** Names it in addresses: the subject is known to its owner and the provider only. */
    id: ref().notNull().generatedAlwaysAsIdentity(),
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: belongsTo(() => users.id),
    createdAt: time().notNull(),
    lastUsedAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    uniqueIndex('identities_id').on(t.id),
    index('identities_user').on(t.userId)
  ]
)
