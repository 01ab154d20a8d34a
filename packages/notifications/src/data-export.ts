import { and, asc, eq, gt } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import {
  categoryMails,
  mailConsents,
  notifications,
  preferences,
  quietHours,
  type Kind
} from './schema.ts'

type Parts = Pick<Context, 'db'>

/** A user's inbox and mail preferences for the data export, read while they are iterated. */
export const ownNotificationData = (ctx: Parts, userId: number) => ({
  preferences: chosenBy(ctx, userId),
  categoryMails: ofCategories(ctx, userId),
  quietHours: quietOf(ctx, userId),
  mailConsents: consentsOf(ctx, userId),
  inbox: inboxOf(ctx, userId)
})

const chosenBy = ({ db }: Parts, userId: number) =>
  everyRow<{ kind: Kind }>((last) =>
    db
      .select({ kind: preferences.kind, mail: preferences.mail })
      .from(preferences)
      .where(and(eq(preferences.userId, userId), last && gt(preferences.kind, last.kind)))
      .orderBy(asc(preferences.kind))
      .limit(rowBatchSize)
  )

const ofCategories = ({ db }: Parts, userId: number) => {
  const { categoryId, mail } = categoryMails
  return everyRow<{ categoryId: number }>((last) =>
    db
      .select({ categoryId, mail })
      .from(categoryMails)
      .where(and(eq(categoryMails.userId, userId), last && gt(categoryId, last.categoryId)))
      .orderBy(asc(categoryId))
      .limit(rowBatchSize)
  )
}

const quietOf = async ({ db }: Parts, userId: number) => {
  const { from, to } = quietHours
  const [row] = await db.select({ from, to }).from(quietHours).where(eq(quietHours.userId, userId))
  return row ?? null
}

const consentsOf = ({ db }: Parts, userId: number) => {
  const { id, given, privacyVersion, locale, createdAt } = mailConsents
  return everyRow<{ id: number }>((last) =>
    db
      .select({ id, given, privacyVersion, language: locale, at: createdAt })
      .from(mailConsents)
      .where(and(eq(mailConsents.userId, userId), last && gt(id, last.id)))
      .orderBy(asc(id))
      .limit(rowBatchSize)
  )
}

// Omits the actor, because moderators are anonymous.
const columns = {
  id: notifications.id,
  kind: notifications.kind,
  threadId: notifications.threadId,
  postId: notifications.postId,
  createdAt: notifications.createdAt,
  readAt: notifications.readAt
}

const inboxOf = ({ db }: Parts, userId: number) =>
  everyRow<{ id: number }>((last) =>
    db
      .select(columns)
      .from(notifications)
      .where(and(eq(notifications.userId, userId), last && gt(notifications.id, last.id)))
      .orderBy(asc(notifications.id))
      .limit(rowBatchSize)
  )
