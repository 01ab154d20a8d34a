import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { belowCursor, paged } from '@stoa/core/data'
import { sanctions } from '@stoa/accounts/tables'
import { postUrl, threadUrl, visiblePosts, visibleThreads } from '@stoa/threads'
import { languageOfPost } from '@stoa/threads/rendering'
import { categories, posts, threads } from '@stoa/threads/tables'
import { categoryColumns, categoryOf, withShownHtml } from '../columns.ts'
import type { Decision } from './contract.ts'
import { actions, appeals } from '../schema.ts'

/** Kinds of actions that restrict a user and can be undone. */
export const appealable = ['hidden', 'closed', 'warned', 'silenced', 'suspended'] as const
/** Kinds of actions that undo the appealable ones. */
export const appealUndoing = ['restored', 'reopened', 'lifted'] as const
const kindsWithPage = [
  ...appealable,
  'auto_hidden',
  'lifted',
  'restored',
  'edit_refused',
  'redacted'
] as const
const pageSize = 20

/** Lists moderators' decisions about the actor, the latest first. */
export async function listDecisions(ctx: Context, { cursor }: { cursor?: string }) {
  const rows = await decisions(ctx, belowCursor(cursor, actions.id), pageSize + 1)
  const { items, next } = paged(rows, pageSize, (row) => [row.id])
  return { items: (await withShownHtml(ctx, items)).map(toDecision), next }
}

/** @throws Problem 404 if the decision does not concern the actor */
export async function showDecision(ctx: Context, id: number): Promise<Decision> {
  const [row] = await withShownHtml(ctx, await decisions(ctx, eq(actions.id, id), 1))
  if (!row) throw notFound()
  return toDecision(row)
}

type Row = Awaited<ReturnType<typeof decisions>>[number]

const decisionColumns = (ctx: Context) => ({
  id: actions.id,
  kind: actions.kind,
  reason: actions.reason,
  createdAt: actions.createdAt,
  category: categoryColumns(ctx),
  threadId: threads.id,
  title: threads.title,
  number: posts.number,
  html: posts.html,
  language: threads.language,
  textLanguage: languageOfPost,
  quarantinedLinks: posts.quarantinedLinks,
  authorId: posts.authorId,
  sanctionId: sanctions.id,
  until: sanctions.until,
  active: sql<boolean>`${sanctions.liftedAt} is null
    and (${sanctions.until} is null or ${sanctions.until} > ${ctx.now})`,
  appealId: appeals.id,
  text: appeals.text,
  appealedAt: appeals.createdAt,
  outcome: appeals.outcome,
  answer: appeals.answer,
  decidedAt: appeals.decidedAt
})

const decisions = (ctx: Context, condition: SQL | undefined, limit: number) =>
  ctx.db
    .select(decisionColumns(ctx))
    .from(actions)
    .leftJoin(threads, and(eq(threads.id, actions.threadId), visibleThreads(ctx.actor)))
    .leftJoin(posts, and(eq(posts.id, actions.postId), visiblePosts(ctx.actor)))
    .leftJoin(sanctions, eq(sanctions.id, actions.sanctionId))
    .leftJoin(
      categories,
      eq(categories.id, sql`coalesce(${threads.categoryId}, ${sanctions.categoryId})`)
    )
    .leftJoin(appeals, eq(appeals.actionId, actions.id))
    .where(
      and(eq(actions.userId, ctx.actor.id), inArray(actions.kind, [...kindsWithPage]), condition)
    )
    .orderBy(desc(actions.id))
    .limit(limit)

const toDecision = (row: Row): Decision => ({
  id: row.id,
  kind: row.kind,
  reason: row.reason,
  createdAt: row.createdAt,
  category: categoryOf(row),
  post: postOf(row),
  thread: threadOf(row),
  sanction: row.sanctionId === null ? null : { until: row.until, active: row.active },
  appeal: appealOf(row),
  can: { appeal: row.appealId === null && isAppealable(row.kind) }
})

export const isAppealable = (kind: string) => appealable.some((one) => one === kind)

/** True if this kind of action has a page for the user it concerns. */
export const hasDecisionPage = (kind: string) => kindsWithPage.some((one) => one === kind)

const threadOf = ({ threadId, title }: Row) =>
  threadId === null || title === null ? null : { url: threadUrl(threadId, title), title }

type PostOf = Pick<Row, 'threadId' | 'title' | 'language' | 'number' | 'html' | 'textLanguage'>

/** The post that a decision was about. */
export function postOf({ threadId, title, language, ...post }: PostOf): Decision['post'] {
  const { number, html, textLanguage } = post
  if (threadId === null || title === null || language === null) return null
  if (number === null || html === null) return null
  const url = postUrl(threadId, title, number)
  return { url, threadTitle: title, language, number, html, textLanguage }
}

function appealOf({ text, appealedAt, outcome, answer, decidedAt }: Row): Decision['appeal'] {
  if (text === null || appealedAt === null) return null
  return { text, createdAt: appealedAt, outcome, answer, decidedAt }
}
