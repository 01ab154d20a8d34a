import { asc, eq, sql } from 'drizzle-orm'
import { users } from '@stoa/accounts/tables'
import { guest, type Context } from '@stoa/core'
import { preparedQuery } from '@stoa/core/data'
import type { Database } from '@stoa/core/database'
import { categories, posts, threads } from './schema.ts'
import { visiblePosts } from './visibility.ts'

const columns = {
  id: posts.id,
  threadId: posts.threadId,
  number: posts.number,
  state: posts.state,
  body: posts.body,
  fieldValues: posts.fieldValues,
  quarantined: posts.quarantinedLinks,
  official: posts.official,
  votes: posts.voteCount,
  replyToNumber: posts.replyToNumber,
  createdAt: posts.createdAt,
  editedAt: posts.editedAt,
  authorId: posts.authorId,
  authorRole: users.role,
  authorTrust: users.trust,
  title: threads.title,
  threadState: threads.state,
  kind: threads.kind,
  language: threads.language,
  tags: threads.tags,
  askerId: threads.authorId,
  solvedAt: threads.solvedAt,
  acceptedPostId: threads.acceptedPostId,
  categoryId: threads.categoryId,
  parentId: categories.parentId,
  isPublic: sql<boolean>`coalesce((${visiblePosts(guest)}), false)`
}

const select = preparedQuery((db) =>
  db
    .select(columns)
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(sql`${posts.id} = any(${sql.placeholder('ids')}::bigint[])`)
    .orderBy(asc(posts.id))
    .prepare('changed_posts')
)

type Rows = ReturnType<ReturnType<typeof select>['execute']>

/** A post as effects of its events read it. */
export type ChangedPost = Awaited<Rows>[number]

const read = new WeakMap<Database, Map<string, Rows>>()

/**
 * Reads the present state of posts, in any state, ordered by id. In a transaction, effects on the
 * same posts share the rows until one of them locks a thread to change it.
 */
export async function changedPosts(
  { db, writing }: Context,
  postIds: readonly number[]
): Promise<readonly ChangedPost[]> {
  const ids = [...new Set(postIds)].sort((a, b) => a - b)
  if (!writing) return select(db).execute({ ids })
  const kept = read.get(db) ?? new Map<string, Rows>()
  read.set(db, kept)
  const rows = kept.get(ids.join()) ?? select(db).execute({ ids })
  kept.set(ids.join(), rows)
  return rows
}

/** Makes effects read the posts again that this transaction is about to change. */
export const clearChangedPosts = ({ db }: Pick<Context, 'db'>) => void read.delete(db)
