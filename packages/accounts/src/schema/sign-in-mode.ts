import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core/data'

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
