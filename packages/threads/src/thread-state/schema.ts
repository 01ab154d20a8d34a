import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { belongsTo, id, time } from '@stoa/core/data'
import { threads } from '../schema/threads.ts'

/**
 * States that other capabilities show on a thread (pin, announcement, escalation). Every list reads
 * them.
 */
export const threadMarks = pgTable(
  'thread_marks',
  {
    threadId: belongsTo(() => threads.id),
    kind: text({ enum: ['pin', 'announcement', 'escalation'] }).notNull(),
    /** Scope of a pin (`everywhere` or `category`), or the id of the announcement or ticket. */
    ref: text().notNull(),
    state: text().notNull(),
    since: time().notNull(),
    until: time()
  },
  (t) => [
    primaryKey({ columns: [t.threadId, t.kind, t.ref] }),
    index('thread_marks_kind').on(t.kind, t.until),
    index('thread_marks_ref').on(t.kind, t.ref)
  ]
)

/** Public history of a thread, shown as thin lines between its posts. */
export const threadHistory = pgTable(
  'thread_history',
  {
    id: id(),
    threadId: belongsTo(() => threads.id),
    kind: text({
      enum: [
        'moved',
        'retitled',
        'retagged',
        'slowed',
        'unslowed',
        'closed',
        'reopened',
        'pinned',
        'unpinned',
        'accepted',
        'unaccepted',
        'merged',
        'split',
        'announcement_linked',
        'announcement_unlinked',
        'announcement_resolved',
        'escalated'
      ]
    }).notNull(),
    /** Number of the post after which the line is shown. */
    afterNumber: integer().notNull(),
    actorRole: text({ enum: ['member', 'service', 'volunteer', 'staff', 'admin'] }).notNull(),
    detail: jsonb().notNull().$type<Record<string, string | number>>(),
    createdAt: time().notNull()
  },
  (t) => [index('thread_history_thread').on(t.threadId, t.afterNumber, t.id)]
)
