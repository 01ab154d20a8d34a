import { and, desc, eq, isNull, or, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { atLeast, type Context } from '@stoa/core'
import { belowCursor, paged } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { visibleCategories, visibleThreads } from '@stoa/threads'
import { categories, threads } from '@stoa/threads/tables'
import { categoryColumns, categoryOf, inCategory } from './columns.ts'
import type { LogRow } from './endpoints/public-contract.ts'
import { isOfNoArticle } from './reported-articles.ts'
import { actions } from './schema.ts'

type Filter = { category?: string; cursor?: string }

const pageSize = 30
const actors = alias(users, 'actors')

/**
 * Lists moderators' actions in the categories the reader may see, the latest first; staff see
 * names.
 * @throws Problem 404 for a category the actor may not see, 422 `invalid_cursor`
 */
export async function listLog(ctx: Context, filter: Filter) {
  const rows = await logRows(ctx, filter)
  const { items, next } = paged(rows, pageSize, (row) => [row.id])
  return { items: items.map((row) => toLogRow(ctx, row)), next }
}

const logColumns = (ctx: Context) => ({
  id: actions.id,
  kind: actions.kind,
  actorRole: actions.actorRole,
  reason: actions.reason,
  note: actions.note,
  ownCase: actions.ownCase,
  postId: actions.postId,
  createdAt: actions.createdAt,
  category: categoryColumns(ctx),
  visibleThreadId: threads.id,
  actor: actors.username,
  user: users.username
})

async function logRows(ctx: Context, { category, cursor }: Filter) {
  const { actor, db } = ctx
  return db
    .select(logColumns(ctx))
    .from(actions)
    .leftJoin(categories, eq(categories.id, actions.categoryId))
    .leftJoin(threads, and(eq(threads.id, actions.threadId), visibleThreads(actor)))
    .leftJoin(users, eq(users.id, actions.userId))
    .leftJoin(actors, eq(actors.id, actions.actorId))
    .where(and(isShown(ctx), await inCategory(ctx, category), belowCursor(cursor, actions.id)))
    .orderBy(desc(actions.id))
    .limit(pageSize + 1)
}

/** Rows without a category concern users, whom the log does not name, or articles. */
function isShown({ actor }: Context): SQL | undefined {
  const inVisible = visibleCategories(actor)
  if (!inVisible) return undefined
  // Sanctions appear in the public counts only.
  const inPublic = or(isNull(actions.categoryId), inVisible)
  return and(inPublic, isNull(actions.sanctionId), isOfNoArticle)
}

type Row = Awaited<ReturnType<typeof logRows>>[number]

function toLogRow(ctx: Context, row: Row): LogRow {
  const names = atLeast(ctx.actor.role, 'staff')
  return {
    id: row.id,
    kind: row.kind,
    actorRole: row.actorRole,
    category: categoryOf(row),
    reason: row.reason,
    url: urlOf(row),
    ownCase: row.ownCase,
    createdAt: row.createdAt,
    actor: names ? row.actor : null,
    user: names ? row.user : null,
    note: names ? row.note : null
  }
}

function urlOf({ visibleThreadId, postId }: Row) {
  if (visibleThreadId === null) return null
  return postId === null ? `/t/${visibleThreadId}` : `/p/${postId}`
}
