import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { uploads } from './schema.ts'

const attachedTo = (kind: 'post' | 'ticket_message') =>
  sql<
    number | null
  >`case when ${uploads.parentKind} = ${kind} then ${uploads.parentId} end`.mapWith(
    uploads.parentId
  )

const columns = {
  id: uploads.id,
  name: uploads.name,
  contentType: uploads.contentType,
  bytes: uploads.bytes,
  width: uploads.width,
  height: uploads.height,
  codes: uploads.codes,
  postId: attachedTo('post'),
  ticketMessageId: attachedTo('ticket_message'),
  createdAt: uploads.createdAt
}

/** A user's uploads for the data export, read while they are iterated. */
export const ownUploads = ({ db }: Pick<Context, 'db'>, userId: number) =>
  everyRow<{ id: string }>((last) =>
    db
      .select(columns)
      .from(uploads)
      .where(
        and(eq(uploads.ownerId, userId), isNull(uploads.erasedAt), last && gt(uploads.id, last.id))
      )
      .orderBy(asc(uploads.id))
      .limit(rowBatchSize)
  )
