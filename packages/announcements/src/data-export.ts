import { and, asc, eq, gt } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { announcementAcknowledgements, announcementFollowings } from './schema.ts'

type Parts = Pick<Context, 'db'>

/** What a user confirmed as read and follows, for the data export, read while it is iterated. */
export const ownAnnouncementData = (ctx: Parts, userId: number) => ({
  acknowledgements: acknowledgementsOf(ctx, userId),
  followedTypes: followedTypesOf(ctx, userId)
})

const acknowledgementsOf = ({ db }: Parts, userId: number) => {
  const { announcementId, createdAt } = announcementAcknowledgements
  const owned = eq(announcementAcknowledgements.userId, userId)
  return everyRow<{ announcementId: number }>((last) =>
    db
      .select({ announcementId, createdAt })
      .from(announcementAcknowledgements)
      .where(and(owned, last && gt(announcementId, last.announcementId)))
      .orderBy(asc(announcementId))
      .limit(rowBatchSize)
  )
}

const followedTypesOf = ({ db }: Parts, userId: number) => {
  const { type, createdAt } = announcementFollowings
  const owned = eq(announcementFollowings.userId, userId)
  return everyRow<{ type: string }>((last) =>
    db
      .select({ type, createdAt })
      .from(announcementFollowings)
      .where(and(owned, last && gt(type, last.type)))
      .orderBy(asc(type))
      .limit(rowBatchSize)
  )
}
