import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, text, uniqueIndex, integer } from 'drizzle-orm/pg-core'
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

/** Weekly shifts in which staff are notified of urgent cases. */
export const onCallShifts = pgTable(
  'on_call_shifts',
  {
    id: id(),
    userId: belongsTo(() => users.id),
    /** Days on which the shift starts; 1 is Monday. */
    days: integer()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Local times `HH:MM`; a shift whose end is before its start ends on the next day. */
    from: text().notNull(),
    to: text().notNull(),
    timeZone: text().notNull(),
    byId: ref().notNull(),
    createdAt: time().notNull()
  },
  (t) => [index('on_call_shifts_user').on(t.userId)]
)
