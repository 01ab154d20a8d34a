import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  integer
} from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { sessions } from './sign-in.ts'
import type { ClaimMapping, SeenClaims } from './claims.ts'
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
    /** The text of its button. */
    name: jsonb().notNull().$type<Partial<Record<Locale, string>>>(),
    /** The upload with the picture on its button. */
    logo: text(),
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
    /** Former. */
    factorSigns: text().array().notNull().default([]),
    /** Whether its host may have a private address, which takes two admins. */
    isInternal: boolean().notNull().default(false),
    enabled: boolean().notNull().default(true),
    /** Set by the operator's `STOA_SIGN_IN_PROVIDERS`, so admins cannot change it. */
    fromEnvironment: boolean().notNull().default(false),
    /** Since when it could not be asked about sessions; null if it could. */
    unreachableSince: time(),
    /** The mappings in force; `claimMappingRevisions` has them with who proposed them. */
    claimMappings: jsonb().notNull().$type<ClaimMapping[]>().default([]),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('sign_in_providers_slug').on(t.slug),
    uniqueIndex('sign_in_providers_client').on(t.issuer, t.clientId)
  ]
)

/**
 * Every client of a provider, or removal of one, that waited for a second admin. It never changes, but
 * for the last two columns.
 */
export const signInProviderRevisions = pgTable(
  'sign_in_provider_revisions',
  {
    id: id(),
    /** The provider may be gone by now. */
    providerId: ref().notNull(),
    /** Whether the provider is removed; its client is then as it was. */
    removes: boolean().notNull(),
    clientId: text().notNull(),
    scopes: text().array().notNull(),
    enabled: boolean().notNull(),
    /** Former. */
    withdrawnSigns: text().array().notNull().default([]),
    proposedById: belongsTo(() => users.id),
    proposedAt: time().notNull(),
    /** Another secret, as long as it waits; null if the present one stays. */
    sealedSecret: text(),
    /** Null while it waits, and if it was stopped. */
    appliedAt: time()
  },
  (t) => [index('sign_in_provider_revisions_provider').on(t.providerId)]
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
    /** Linked by the address alone: its claims never give more than groups. */
    byEmail: boolean().notNull().default(false),
    /** The claims that mappings name, as the provider said them last. */
    claims: jsonb().notNull().$type<SeenClaims>().default({}),
    createdAt: time().notNull(),
    lastUsedAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.subject] }),
    uniqueIndex('identities_id').on(t.id),
    index('identities_user').on(t.userId)
  ]
)

/**
 * Identities that began sessions. A row is made when a provider has proved
 * somebody, and belongs to a session once all else that sign-in asks for was given.
 */
export const providerSessions = pgTable(
  'provider_sessions',
  {
    id: id(),
    /** Null while a second factor is asked for. It follows a session that gets another hash. */
    sessionHash: text().references(() => sessions.hash, {
      onDelete: 'cascade',
      onUpdate: 'cascade'
    }),
    providerId: ref()
      .notNull()
      .references(() => signInProviders.id, { onDelete: 'cascade' }),
    issuer: text().notNull(),
    subject: text().notNull(),
    /** The provider's name of its own session, if it has one. */
    sid: text(),
    /** With it the provider is asked again; null if it gave none. AES-256-GCM, see `secrets.ts`. */
    sealedRefreshToken: text(),
    createdAt: time().notNull(),
    /** When the provider was last asked, or begun to be. */
    checkedAt: time().notNull()
  },
  (t) => [
    uniqueIndex('provider_sessions_session').on(t.sessionHash),
    index('provider_sessions_subject').on(t.providerId, t.subject),
    index('provider_sessions_sid').on(t.providerId, t.sid),
    index('provider_sessions_check')
      .on(t.checkedAt)
      .where(sql`sealed_refresh_token is not null`),
    index('provider_sessions_waiting')
      .on(t.createdAt)
      .where(sql`session_hash is null`)
  ]
)

/** Logout tokens of providers that were obeyed, so that each counts once. */
export const usedLogoutTokens = pgTable(
  'used_logout_tokens',
  {
    issuer: text().notNull(),
    tokenId: text().notNull(),
    /** From then on it is refused for its age. */
    expiresAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.tokenId] }),
    index('used_logout_tokens_expiry').on(t.expiresAt)
  ]
)

export const signInModes = ['passwords', 'staff', 'only'] as const

/** Every mode of sign-in that was proposed. Only the last three columns change. */
export const signInModeRevisions = pgTable('sign_in_mode_revisions', {
  id: id(),
  mode: text({ enum: signInModes }).notNull(),
  /** From when providers are the only way in; null in the other modes. */
  startsAt: time(),
  /** 0 is a command on the server. */
  proposedById: ref().notNull(),
  proposedAt: time().notNull(),
  /** Null while it waits, and if it was stopped. */
  appliedAt: time(),
  /** When members without a linked account were reminded of the date. */
  remindedAt: time(),
  /** When the access that passwords gave had ended. */
  enforcedAt: time()
})

/** Mails to all members without a linked account about the date, and how far they have come. */
export const linkMailings = pgTable('link_mailings', {
  id: id(),
  revisionId: ref()
    .notNull()
    .references(() => signInModeRevisions.id),
  template: text({
    enum: ['link_due', 'link_moved', 'link_reminder', 'link_withdrawn']
  }).notNull(),
  /** The last member whose mail was queued. */
  afterId: ref().notNull().default(0),
  queued: integer().notNull().default(0),
  startedAt: time().notNull(),
  finishedAt: time(),
  /** When it ended because another mode took effect. */
  stoppedAt: time()
})
