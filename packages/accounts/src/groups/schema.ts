import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { belongsTo, id, time } from '@stoa/core/data'
import { users } from '../schema/users.ts'

/** Groups of members, to which categories can be opened. */
export const groups = pgTable('groups', {
  id: id(),
  /** By language; a missing one falls back to the forum's default language. */
  name: jsonb().notNull().$type<TextByLocale>(),
  /** Whether it moderates a category, so that a membership gives power. */
  moderates: boolean().notNull().default(false),
  createdById: belongsTo(() => users.id),
  createdAt: time().notNull()
})

export const groupMembers = pgTable(
  'group_members',
  {
    id: id(),
    groupId: belongsTo(() => groups.id),
    userId: belongsTo(() => users.id),
    /** Adds and removes members of this group. */
    isOwner: boolean().notNull().default(false),
    /** Its origin, which also takes it away: a claim of a sign-in provider only its own. */
    source: text({ enum: ['person', 'import', 'claim', 'invitation'] }).notNull(),
    addedById: belongsTo(() => users.id),
    addedAt: time().notNull(),
    /** Since when it counts for moderating; null before a second person agreed to it. */
    moderatesSince: time()
  },
  (t) => [
    uniqueIndex('group_members_once').on(t.groupId, t.userId),
    index('group_members_user').on(t.userId)
  ]
)

/** Invitation links to groups that moderate no category. */
export const groupInvitations = pgTable(
  'group_invitations',
  {
    id: id(),
    groupId: belongsTo(() => groups.id),
    /** SHA-256 of the secret in the link, which is shown once. */
    hash: text().notNull(),
    maxUses: integer().notNull(),
    /** How many joined by it, whether or not they stayed. */
    uses: integer().notNull().default(0),
    createdById: belongsTo(() => users.id),
    createdAt: time().notNull(),
    expiresAt: time().notNull(),
    revokedAt: time()
  },
  (t) => [
    uniqueIndex('group_invitations_hash').on(t.hash),
    index('group_invitations_group').on(t.groupId)
  ]
)
