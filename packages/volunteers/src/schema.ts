import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { threads } from '@stoa/threads/tables'

export const applicationOutcomes = ['appointed', 'declined', 'withdrawn'] as const

/** Applications to become a volunteer; one open per member. */
export const volunteerApplications = pgTable(
  'volunteer_applications',
  {
    id: id(),
    userId: belongsTo(() => users.id),
    /** Categories they asked for; the decision may give others. */
    categoryIds: bigint({ mode: 'number' }).array().notNull(),
    text: text().notNull(),
    createdAt: time().notNull(),
    decidedAt: time(),
    decidedById: ref(),
    outcome: text({ enum: applicationOutcomes }),
    /** An answer to the member, in addition to the outcome. */
    answer: text()
  },
  (t) => [
    uniqueIndex('volunteer_applications_open')
      .on(t.userId)
      .where(sql`decided_at is null`),
    index('volunteer_applications_user').on(t.userId, t.id),
    index('volunteer_applications_waiting')
      .on(t.id)
      .where(sql`decided_at is null`)
  ]
)

/** Moderators' notes about a user or a thread. */
export const moderatorNotes = pgTable(
  'moderator_notes',
  {
    id: id(),
    userId: ref().references(() => users.id),
    threadId: ref().references(() => threads.id),
    authorId: belongsTo(() => users.id),
    text: text().notNull(),
    createdAt: time().notNull()
  },
  (t) => [
    index('moderator_notes_user').on(t.userId, t.id),
    index('moderator_notes_thread').on(t.threadId, t.id)
  ]
)

export * from './on-call/schema.ts'
