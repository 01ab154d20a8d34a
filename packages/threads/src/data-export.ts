import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import {
  bookmarks,
  categoryFields,
  categoryFollowings,
  drafts,
  posts,
  readings,
  revisions,
  meToos,
  tagFollowings,
  threadFollowings,
  threads,
  votes
} from './schema.ts'

type Parts = Pick<Context, 'db'>

/** A user's own writing and reading, for their data export. Rows are read while iterating. */
export const ownThreadData = (ctx: Parts, userId: number) => ({
  posts: postsBy(ctx, userId),
  revisions: revisionsOf(ctx, userId),
  drafts: ownRows(ctx, userId, drafts.userId, drafts.key),
  bookmarks: ownRows(ctx, userId, bookmarks.userId, bookmarks.id),
  votes: ownRows(ctx, userId, votes.userId, votes.postId),
  meToos: ownRows(ctx, userId, meToos.userId, meToos.threadId),
  followedThreads: ownRows(ctx, userId, threadFollowings.userId, threadFollowings.threadId),
  followedCategories: ownRows(
    ctx,
    userId,
    categoryFollowings.userId,
    categoryFollowings.categoryId
  ),
  followedTags: ownRows(ctx, userId, tagFollowings.userId, tagFollowings.tag),
  readings: ownRows(ctx, userId, readings.userId, readings.threadId)
})

/** Rows of the table of `owner` that belong to the user; `key` is unique among them. */
const ownRows = ({ db }: Parts, userId: number, owner: PgColumn, key: PgColumn) =>
  everyRow<Record<string, unknown>>((last) =>
    db
      .select()
      .from(key.table)
      .where(and(eq(owner, userId), last && gt(key, last[key.name])))
      .orderBy(asc(key))
      .limit(rowBatchSize)
  )

type Key = { id: number; createdAt: string }

/** Answers with the labels of their fields, in every language. */
const answersIn = (values: PgColumn) => sql`(
  select json_agg(json_build_object('label', ${categoryFields.label}, 'value', answer.value)
    order by ${categoryFields.position}, ${categoryFields.id})
  from jsonb_each_text(${values}) answer
  join ${categoryFields} on ${categoryFields.id} = answer.key::bigint)`

const postColumns = {
  id: posts.id,
  threadId: posts.threadId,
  threadTitle: threads.title,
  number: posts.number,
  body: posts.body,
  answers: answersIn(posts.fieldValues),
  state: posts.state,
  createdAt: posts.createdAt,
  editedAt: posts.editedAt
}

const postsBy = ({ db }: Parts, userId: number) =>
  everyRow<Key>((last) => {
    const behind = last && sql`(${posts.createdAt}, ${posts.id}) > (${last.createdAt}, ${last.id})`
    return db
      .select(postColumns)
      .from(posts)
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .where(and(eq(posts.authorId, userId), behind))
      .orderBy(asc(posts.createdAt), asc(posts.id))
      .limit(rowBatchSize)
  })

const revisionColumns = {
  id: revisions.id,
  postId: revisions.postId,
  number: revisions.number,
  title: revisions.title,
  body: revisions.body,
  answers: answersIn(revisions.fieldValues),
  createdAt: revisions.createdAt
}

/** Earlier texts of the user's posts. */
const revisionsOf = ({ db }: Parts, userId: number) =>
  everyRow<Key>((last) =>
    db
      .select(revisionColumns)
      .from(revisions)
      .innerJoin(posts, eq(posts.id, revisions.postId))
      .where(and(eq(posts.authorId, userId), last && gt(revisions.id, last.id)))
      .orderBy(asc(revisions.id))
      .limit(rowBatchSize)
  )
