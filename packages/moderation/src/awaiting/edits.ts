import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { afterCursor, paged } from '@stoa/core/data'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { languageOfPost, renderMarkdown } from '@stoa/threads/rendering'
import { answersFor, snapshotOfEdit } from '@stoa/threads/moderators'
import { categories, editsAwaitingApproval, posts, threads } from '@stoa/threads/tables'
import { categoryColumns, whereWaiting, type WaitingFilter } from '../columns.ts'
import { ofOthers, signsOf } from './waiting-posts.ts'

const pageSize = 20

/**
 * Lists edits awaiting approval in the actor's categories, the oldest first; own edits are left
 * out.
 */
export async function listEdits(ctx: Context, filter: WaitingFilter) {
  const rows = await waiting(ctx, filter)
  const { items, next } = paged(rows, pageSize, (row) => [row.createdAt, row.id])
  const answersOf = await answersFor(
    ctx,
    items.flatMap((row) => [row, { fieldValues: row.valuesBefore }])
  )
  const marked = items.map(async ({ body, fieldValues, valuesBefore, ...row }) => ({
    ...row,
    fields: answersOf(fieldValues),
    fieldsBefore: answersOf(valuesBefore),
    html: htmlOf(body),
    snapshot: snapshotOfEdit({ ...row, body, fieldValues }),
    signs: await signsOf(ctx, body)
  }))
  return { items: await Promise.all(marked), next }
}

const htmlOf = (body: string) => renderMarkdown(body, { names: new Map(), images: new Map() }).html

const waiting = async (ctx: Context, { cursor, ...filter }: WaitingFilter) =>
  ctx.db
    .select({
      id: editsAwaitingApproval.id,
      body: editsAwaitingApproval.body,
      fieldValues: editsAwaitingApproval.fieldValues,
      before: posts.body,
      valuesBefore: posts.fieldValues,
      reason: editsAwaitingApproval.reason,
      createdAt: editsAwaitingApproval.createdAt,
      postId: posts.id,
      threadId: threads.id,
      number: posts.number,
      title: threads.title,
      language: threads.language,
      textLanguage: languageOfPost,
      tags: threads.tags,
      author: authorColumns(users),
      category: categoryColumns(ctx)
    })
    .from(editsAwaitingApproval)
    .innerJoin(posts, eq(posts.id, editsAwaitingApproval.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(and(isDecidable(ctx), behind(cursor), await whereWaiting(ctx, filter)))
    .orderBy(asc(editsAwaitingApproval.createdAt), asc(editsAwaitingApproval.id))
    .limit(pageSize + 1)

const isDecidable = (ctx: Context) =>
  and(ofOthers(ctx), eq(posts.state, 'visible'), isNull(editsAwaitingApproval.decidedAt))

const behind = (cursor?: string) =>
  afterCursor(cursor, editsAwaitingApproval.createdAt, editsAwaitingApproval.id)
