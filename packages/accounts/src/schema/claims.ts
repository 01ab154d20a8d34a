import type { z } from 'zod'
import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Capability, DeskTopic } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import type { mapping } from '../providers/claims/contract.ts'
import { users } from './users.ts'

const roles = ['member', 'volunteer', 'staff', 'admin'] as const
export type HeldRole = (typeof roles)[number]

export type ClaimMapping = z.output<typeof mapping>

/** Values by the name of their claim. A claim that the provider left out has no entry. */
export type SeenClaims = Record<string, string[]>

/** Every set of claim mappings that was proposed for a provider. It never changes. */
export const claimMappingRevisions = pgTable(
  'claim_mapping_revisions',
  {
    id: id(),
    /** The provider may be gone by now. */
    providerId: ref().notNull(),
    mappings: jsonb().notNull().$type<ClaimMapping[]>(),
    proposedById: belongsTo(() => users.id),
    proposedAt: time().notNull(),
    /** Null while it waits, and if it was stopped. */
    appliedAt: time()
  },
  (t) => [index('claim_mapping_revisions_provider').on(t.providerId)]
)

/**
 * The part of somebody's role, capabilities and topics that claims gave. All else was given by
 * people, and stays when a claim is gone. Of groups, each membership knows its source.
 */
export const claimGrants = pgTable('claim_grants', {
  userId: belongsTo(() => users.id).primaryKey(),
  /** The role that people gave, to which it falls back. */
  handRole: text({ enum: roles }).notNull(),
  /** The role that claims gave; null if people gave as much. */
  role: text({ enum: roles }),
  capabilities: text().array().notNull().$type<Capability[]>(),
  deskTopics: text().array().notNull().$type<DeskTopic[]>(),
  /** The topics that people gave; null if they gave no `desk`. */
  handDeskTopics: text().array().$type<DeskTopic[]>()
})
