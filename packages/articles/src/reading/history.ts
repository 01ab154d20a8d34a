import { and, desc, eq, sql } from 'drizzle-orm'
import { authorColumns, usersAs } from '@stoa/accounts'
import { notFound, type Context, type Locale } from '@stoa/core'
import { decodeCursor, idKey, paged } from '@stoa/core/data'
import { can } from '../policy.ts'
import { articleRevisions, articles, articleTranslations } from '../schema.ts'
import { shownVersions, visibleTranslations } from '../visibility.ts'
import { renderVersion } from '../writing/content.ts'
import { isTranslation } from '../writing/revisions.ts'
import type { ArticleRevisionList, RevisionQuery } from './contract.ts'

const editor = usersAs('editor')

/**
 * Lists versions of a translation, the newest first. Readers get those that were public, without
 * their editors; volunteers all of what they began. Of withdrawn versions only those who publish get
 * the words.
 * @throws Problem 404, 422 `invalid_cursor`
 */
export async function listRevisions(
  ctx: Context,
  id: number,
  language: Locale,
  { cursor, limit }: RevisionQuery
): Promise<ArticleRevisionList> {
  const writes = can.write(ctx.actor) || (await isOwnWork(ctx, id, language))
  if (!writes) await checkReadable(ctx, id, language)
  const { articleId, number } = articleRevisions
  const [before] = cursor === undefined ? [] : decodeCursor(cursor, idKey)
  const rows = await ctx.db
    .select({ revision: articleRevisions, editor: authorColumns(editor) })
    .from(articleRevisions)
    .innerJoin(editor, eq(editor.id, articleRevisions.editorId))
    .innerJoin(articles, eq(articles.id, articleId))
    .innerJoin(articleTranslations, isTranslation({ articleId: id, language }))
    .where(
      and(
        eq(articleId, id),
        eq(articleRevisions.language, language),
        writes ? undefined : shownVersions,
        before === undefined ? undefined : sql`${number} < ${before}::bigint`
      )
    )
    .orderBy(desc(number))
    .limit(limit + 1)
  if (rows.length === 0) throw notFound()
  const { items, next } = paged(rows, limit, ({ revision }) => [revision.number])
  return { items: await Promise.all(items.map((row) => shown(ctx, row, writes))), next }
}

type Row = {
  revision: typeof articleRevisions.$inferSelect
  editor: ArticleRevisionList['items'][number]['editor']
}

async function shown(ctx: Context, { revision, editor }: Row, writes: boolean) {
  const { number, note, createdAt, publishedAt, withdrawnAt, withdrawnReason } = revision
  const { title, summary, body } = revision.content
  const publishes = can.write(ctx.actor)
  const isHidden = withdrawnAt !== null && !publishes
  const { html } = isHidden
    ? noWords
    : await renderVersion(ctx, revision.language, revision.content)
  return {
    ...{ number, createdAt, publishedAt, editor: writes ? editor : null },
    ...(isHidden ? noWords : { title, summary, body, html, note }),
    withdrawn:
      withdrawnAt === null ? null : { at: withdrawnAt, reason: publishes ? withdrawnReason : null }
  }
}

const noWords = { title: null, summary: null, body: null, html: null, note: null }

/** Volunteers see all versions of the translations that they began. */
async function isOwnWork(ctx: Context, articleId: number, language: Locale): Promise<boolean> {
  if (!can.draft(ctx.actor)) return false
  const isOwn = eq(articleTranslations.authorId, ctx.actor.id)
  const place = isTranslation({ articleId, language })
  return (await ctx.db.$count(articleTranslations, and(place, isOwn))) > 0
}

async function checkReadable({ db, actor }: Context, articleId: number, language: Locale) {
  const rows = await db
    .select({ id: articles.id })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .where(and(isTranslation({ articleId, language }), visibleTranslations(actor)))
  if (rows.length === 0) throw notFound()
}
