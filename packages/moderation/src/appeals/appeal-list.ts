import { and, asc, eq, isNull, ne, notInArray, sql, type SQL } from 'drizzle-orm'
import { atLeast, holds, type Context } from '@stoa/core'
import { afterCursor, paged } from '@stoa/core/data'
import { authorColumns } from '@stoa/accounts'
import { counterpartsOf } from '@stoa/accounts/approvals'
import { sanctions, users } from '@stoa/accounts/tables'
import { visiblePosts, whereModerated } from '@stoa/threads'
import { languageOfPost } from '@stoa/threads/rendering'
import { categories, posts, threads } from '@stoa/threads/tables'
import { decidesAppeal, type Appealed } from './appeal-eligibility.ts'
import {
  categoryColumns,
  categoryOf,
  whereWaiting,
  withShownHtml,
  type WaitingFilter
} from '../columns.ts'
import type { AppealRow } from './contract.ts'
import { postOf } from './decisions.ts'
import { actions, appeals } from '../schema.ts'
import { listModerators, roleIn, type Moderator } from '../conflict-of-interest.ts'

const pageSize = 20
const sanctionKinds = ['warned', 'silenced', 'suspended'] as const

/**
 * Lists open appeals in the actor's categories, the oldest first; `can.decide` says whether the
 * actor may decide.
 * @throws Problem 404 for a category the actor may not see, 422 `invalid_cursor`
 */
export async function listAppeals(ctx: Context, filter: WaitingFilter) {
  const rows = await openAppeals(ctx, await filters(ctx, filter), pageSize + 1)
  const { items, next } = paged(rows, pageSize, (row) => [row.createdAt, row.id])
  const moderators = await listModerators(ctx)
  const shown = await withShownHtml(ctx, items)
  return { items: shown.map((row) => toAppeal(ctx, row, moderators)), next }
}

/** Returns an open appeal that `listAppeals` would list, or undefined. */
export async function findAppeal(ctx: Context, id: number) {
  const [row] = await openAppeals(ctx, eq(appeals.id, id), 1)
  return row
}

/**
 * The thread may have moved since the action. A sanction has no thread and keeps its own category.
 */
const categoryHere = sql`coalesce(${threads.categoryId}, ${actions.categoryId})`

const actionColumns = {
  id: actions.id,
  kind: actions.kind,
  role: actions.actorRole,
  actorId: actions.actorId,
  reason: actions.reason,
  note: actions.note,
  createdAt: actions.createdAt,
  postId: actions.postId,
  threadId: actions.threadId,
  sanctionId: actions.sanctionId,
  until: sanctions.until
}

const appealColumns = (ctx: Context) => ({
  id: appeals.id,
  text: appeals.text,
  createdAt: appeals.createdAt,
  author: authorColumns(users),
  authorRoleHere: roleIn(categoryHere),
  category: categoryColumns(ctx),
  action: actionColumns,
  title: threads.title,
  threadId: threads.id,
  number: posts.number,
  html: posts.html,
  language: threads.language,
  textLanguage: languageOfPost,
  postState: posts.state,
  hiddenByStaff: posts.hiddenByStaff,
  quarantinedLinks: posts.quarantinedLinks,
  authorId: posts.authorId,
  counterparts: counterpartsOf(sql`${actions.actorId}`)
})

export type FoundAppeal = Awaited<ReturnType<typeof openAppeals>>[number]

const openAppeals = (ctx: Context, condition: SQL | undefined, limit: number) =>
  ctx.db
    .select(appealColumns(ctx))
    .from(appeals)
    .innerJoin(actions, eq(actions.id, appeals.actionId))
    .innerJoin(users, eq(users.id, appeals.userId))
    .leftJoin(sanctions, eq(sanctions.id, actions.sanctionId))
    .leftJoin(posts, eq(posts.id, actions.postId))
    .leftJoin(threads, eq(threads.id, actions.threadId))
    .leftJoin(categories, eq(categories.id, categoryHere))
    .where(and(isNull(appeals.decidedAt), visibleAppeals(ctx), condition))
    .orderBy(asc(appeals.createdAt), asc(appeals.id))
    .limit(limit)

function visibleAppeals(ctx: Context): SQL | undefined {
  const { actor } = ctx
  const others = ne(appeals.userId, actor.id)
  const seen = sql`(${actions.postId} is null or ${visiblePosts(actor) ?? sql`true`})`
  const duty = holds(actor, 'moderation') ? undefined : notInArray(actions.kind, [...sanctionKinds])
  return and(others, seen, duty, whereModerated(ctx))
}

async function filters(ctx: Context, { cursor, ...filter }: WaitingFilter) {
  const behind = afterCursor(cursor, appeals.createdAt, appeals.id)
  return and(await whereWaiting(ctx, filter), behind)
}

export const appealedOf = ({
  author,
  authorRoleHere,
  action,
  category,
  postState,
  hiddenByStaff,
  counterparts
}: FoundAppeal): Appealed => ({
  author: { id: author.id, role: authorRoleHere },
  actedById: action.actorId,
  counterparts,
  actedAs: isHandedBack({ action, postState, hiddenByStaff }) ? 'volunteer' : roleOf(action),
  categoryId: category?.id ?? null,
  isSanction: sanctionKinds.some((kind) => kind === action.kind)
})

const roleOf = ({ role }: FoundAppeal['action']) =>
  role === 'system' || role === 'service' ? 'volunteer' : role

/** Staff hid the post and then left the decision to volunteers. */
const isHandedBack = ({
  action,
  postState,
  hiddenByStaff
}: Pick<FoundAppeal, 'action' | 'postState' | 'hiddenByStaff'>) =>
  action.kind === 'hidden' && postState === 'hidden' && hiddenByStaff === false

function toAppeal(ctx: Context, row: FoundAppeal, moderators: Moderator[]): AppealRow {
  const decides = decidesAppeal(ctx.actor, appealedOf(row), moderators)
  const { postState, hiddenByStaff, counterparts: _, ...shown } = row
  const byStaff = postState === 'hidden' && hiddenByStaff === true
  return {
    ...shown,
    category: categoryOf(row),
    post: postOf(row),
    can: {
      decide: decides !== 'refused',
      unassign: byStaff && atLeast(ctx.actor.role, 'staff')
    }
  }
}
