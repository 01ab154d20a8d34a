import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { appeals, cases, reports } from './schema.ts'

const columns = {
  id: reports.id,
  postId: cases.postId,
  articleId: cases.articleId,
  /** Set if a user was reported, neither a post nor an article. */
  userId: sql<number | null>`case when ${cases.postId} is null and ${cases.articleId} is null
    then ${cases.userId} end`,
  reason: reports.reason,
  note: reports.note,
  outcome: cases.outcome,
  createdAt: reports.createdAt
}

/** Reports made by a user, for the export of their data; rows are read while iterating. */
export const ownReports = ({ db }: Pick<Context, 'db'>, userId: number) =>
  everyRow<{ id: number }>((last) =>
    db
      .select(columns)
      .from(reports)
      .innerJoin(cases, eq(cases.id, reports.caseId))
      .where(and(eq(reports.reporterId, userId), last && gt(reports.id, last.id)))
      .orderBy(asc(reports.id))
      .limit(rowBatchSize)
  )

/** Appeals made by a user, for the export of their data; rows are read while iterating. */
export const ownAppeals = ({ db }: Pick<Context, 'db'>, userId: number) =>
  everyRow<{ id: number }>((last) =>
    db
      .select({
        id: appeals.id,
        actionId: appeals.actionId,
        text: appeals.text,
        outcome: appeals.outcome,
        answer: appeals.answer,
        createdAt: appeals.createdAt
      })
      .from(appeals)
      .where(and(eq(appeals.userId, userId), last && gt(appeals.id, last.id)))
      .orderBy(asc(appeals.id))
      .limit(rowBatchSize)
  )
