import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core/data'
import { users } from '../schema/users.ts'

/**
 * Pending changes of official powers and of the trust list. A change takes effect when a second
 * admin confirms it, or after a day in which nobody stops it. The loss of a second factor with power
 * is proposed by its owner and takes effect only when two admins confirm it, and internal content
 * for a webhook or an uploaded profile picture only when one does. There is one row per power,
 * scope, entry, factor or receiver.
 */
export const approvals = pgTable(
  'pending_changes',
  {
    id: id(),
    kind: text({
      enum: [
        'role_power',
        'role_invitation',
        'token_power',
        'service_topic',
        'group_power',
        'category_power',
        'provider_domain',
        'claim_mapping',
        'provider_factor',
        'sign_in_mode',
        'staff_passkeys',
        'provider_internal',
        'provider_client',
        'factor_loss',
        'trust_addition',
        'trust_removal',
        'retention_period',
        'webhook_internal',
        'profile_picture'
      ]
    }).notNull(),
    /**
     * The id of a user (or service account, or owner of a picture), an invitation, a token, a
     * membership, a category, a sign-in provider, a revision of claim mappings, of the client of a
     * provider or of the mode of sign-in, a webhook or a trust list entry, or the new value of a retention period, by `kind`.
     */
    subjectId: ref().notNull(),
    /**
     * The power, scope, ticket topic, domain or sign of a second factor that the subject gains, the
     * name in addresses of the provider whose mappings or client change, the mode of sign-in, the group that gains a category, the
     * retention period, the revision of a webhook, or the upload of a picture. Empty for entries.
     */
    power: text().notNull().default(''),
    /** The user who gains by the change and may not confirm it. For a lost factor, its owner. */
    userId: ref().references(() => users.id),
    /** 0 is a command on the server. */
    proposedById: ref().notNull(),
    proposedAt: time().notNull(),
    /** The first of the two admins that some kinds need. */
    firstConfirmedById: ref(),
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
