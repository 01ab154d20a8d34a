import { and, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { rendererVersion } from '@stoa/threads/rendering'
import type { Translation } from '../policy.ts'
import { articleRevisions, articleTranslations, type Content } from '../schema.ts'
import { contentsOf, minutesOf, type ArticleVersion } from './content.ts'

type Named = Pick<Translation, 'articleId' | 'language'>
type Stored = { number: number; note?: string | null | undefined; basedOn: number | null }

/** Condition: versions of a translation. */
export const isOf = ({ articleId, language }: Named) =>
  and(eq(articleRevisions.articleId, articleId), eq(articleRevisions.language, language))

/** Condition: the row of a translation. */
export const isTranslation = ({ articleId, language }: Named) =>
  and(eq(articleTranslations.articleId, articleId), eq(articleTranslations.language, language))

/** Stores a version without showing it. */
export async function storeRevision(
  ctx: Context,
  { articleId, language }: Named,
  content: Content,
  { number, note = null, basedOn }: Stored
): Promise<void> {
  const editorId = ctx.actor.id
  const values = { number, content, note, basedOn, editorId, createdAt: ctx.now }
  await ctx.db.insert(articleRevisions).values({ articleId, language, ...values })
}

/** Reads a stored version; undefined if there is none with this number. */
export async function readRevision({ db }: Context, named: Named, number: number) {
  const [revision] = await db
    .select({
      content: articleRevisions.content,
      note: articleRevisions.note,
      basedOn: articleRevisions.basedOn,
      publishedAt: articleRevisions.publishedAt,
      withdrawnAt: articleRevisions.withdrawnAt
    })
    .from(articleRevisions)
    .where(and(isOf(named), eq(articleRevisions.number, number)))
  return revision
}

/** Reads the newest version. */
export async function readNewest(ctx: Context, found: Translation) {
  const revision = await readRevision(ctx, found, found.revision)
  if (!revision) throw new Error(`article ${found.articleId} has no revision ${found.revision}`)
  return revision
}

/** Columns that a translation repeats from the version that it shows. */
export const columnsOf = (version: ArticleVersion) => ({
  slug: version.content.slug,
  title: version.content.title,
  summary: version.content.summary,
  html: version.html,
  headings: contentsOf(version),
  minutes: minutesOf(version.textContent),
  rendererVersion
})

/** Records that a version has become public. */
export const recordPublic = ({ db, now }: Context, { revision, ...named }: Translation) =>
  db
    .update(articleRevisions)
    .set({ publishedAt: now })
    .where(and(isOf(named), eq(articleRevisions.number, revision)))
