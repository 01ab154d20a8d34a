import { and, eq, gte, isNotNull, or, sql } from 'drizzle-orm'
import { notFound, type Context, type Locale } from '@stoa/core'
import { decodeCursor, idKey, paged } from '@stoa/core/data'
import { can } from '../policy.ts'
import { articleRevisions, articles, articleTranslations } from '../schema.ts'
import { visibleTranslations } from '../visibility.ts'
import { renderVersion } from '../writing/content.ts'
import { articleEditions, isTranslation, type Named } from '../writing/revisions.ts'
import type { ArticleRevisionList, RevisionQuery } from './contract.ts'

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
  const named = { articleId: id, language }
  const { isOwn, ...found } = await findTranslation(ctx, named)
  const writes = can.write(ctx.actor) || isOwn
  const [before] = cursor === undefined ? [] : decodeCursor(cursor, idKey)
  const where = writes ? undefined : isShown(found)
  const rows = await articleEditions.list(ctx, named, { before, where, limit: limit + 1 })
  if (rows.length === 0) throw notFound()
  const { items, next } = paged(rows, limit, ({ version }) => [version.number])
  return { items: await Promise.all(items.map((row) => shown(ctx, row, writes))), next }
}

type Row = Awaited<ReturnType<typeof articleEditions.list>>[number]

async function shown(ctx: Context, { version, editor }: Row, writes: boolean) {
  const { number, note, createdAt, publishedAt, withdrawnAt, withdrawnReason } = version
  const { title, summary, body } = version.content
  const publishes = can.write(ctx.actor)
  const isHidden = withdrawnAt !== null && !publishes
  const { html } = isHidden ? noWords : await renderVersion(ctx, version.language, version.content)
  return {
    ...{ number, createdAt, publishedAt, editor: writes ? editor : null },
    ...(isHidden ? noWords : { title, summary, body, html, note }),
    withdrawn:
      withdrawnAt === null ? null : { at: withdrawnAt, reason: publishes ? withdrawnReason : null }
  }
}

const noWords = { title: null, summary: null, body: null, html: null, note: null }

/** A translation that the actor may read, or that they began: volunteers see all of its versions. */
async function findTranslation({ db, actor }: Context, named: Named) {
  const { authorId, publicRevision } = articleTranslations
  const isOwn = can.draft(actor) ? sql<boolean>`${authorId} = ${actor.id}` : sql<boolean>`false`
  const isKnown = can.write(actor) ? undefined : or(isOwn, visibleTranslations(actor))
  const [found] = await db
    .select({ isOwn, publicRevision, readersSince: articles.readersSince })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .where(and(isTranslation(named), isKnown))
  if (!found) throw notFound()
  return found
}

type Found = Awaited<ReturnType<typeof findTranslation>>

/** As `shownVersions`, of one translation. */
const isShown = ({
  publicRevision,
  readersSince
}: Pick<Found, 'publicRevision' | 'readersSince'>) => {
  const { number, publishedAt } = articleRevisions
  const isForReaders = readersSince === null ? undefined : gte(publishedAt, readersSince)
  return and(isNotNull(publishedAt), isForReaders && or(eq(number, publicRevision), isForReaders))
}
