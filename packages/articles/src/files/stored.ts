import { createHash } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context, Locale } from '@stoa/core'
import type { Article, Translation } from '../policy.ts'
import {
  articleFiles,
  articleRevisions,
  articles,
  articleSources,
  articleTranslations
} from '../schema.ts'
import type { Content } from '../schema.ts'

type Stored = Translation & { content: Content }

/** An article as it stands in the forum. */
export type StoredArticle = {
  article: Article
  translations: ReadonlyMap<Locale, Stored>
  /** Hash and upload of each of its files, by path. */
  files: ReadonlyMap<string, Pick<typeof articleFiles.$inferSelect, 'hash' | 'uploadId'>>
}

/** Reads the article with this path; undefined if there is none. */
export async function storedAt({ db }: Context, path: string): Promise<StoredArticle | undefined> {
  const [article] = await db.select().from(articles).where(eq(articles.path, path))
  if (!article) return undefined
  const rows = await db
    .select({ translation: articleTranslations, content: articleRevisions.content })
    .from(articleTranslations)
    .innerJoin(
      articleRevisions,
      and(
        eq(articleRevisions.articleId, articleTranslations.articleId),
        eq(articleRevisions.language, articleTranslations.language),
        eq(articleRevisions.number, articleTranslations.revision)
      )
    )
    .where(eq(articleTranslations.articleId, article.id))
  const files = await db.select().from(articleFiles).where(eq(articleFiles.articleId, article.id))
  return {
    article,
    translations: new Map(
      rows.map(({ translation, content }) => [translation.language, { ...translation, content }])
    ),
    files: new Map(files.map((file) => [file.path, file]))
  }
}

type File = { path: string; hash: string; uploadId: string | null }

/** Stores what is in files of an article, so that the next import recognises it. */
export async function recordFiles({ db }: Context, articleId: number, files: readonly File[]) {
  if (files.length === 0) return
  await db
    .insert(articleFiles)
    .values(files.map(({ path, hash, uploadId }) => ({ articleId, path, hash, uploadId })))
    .onConflictDoUpdate({
      target: [articleFiles.articleId, articleFiles.path],
      set: { hash: sql`excluded.hash`, uploadId: sql`excluded.upload_id` }
    })
}

/** Stores that texts of an article were exported, unless it is known what they say. */
export async function recordExport({ db }: Context, articleId: number, path: string) {
  await db
    .insert(articleFiles)
    .values({ articleId, path, hash: '', uploadId: null })
    .onConflictDoNothing()
}

/** In place of a path that was made of redacted words. */
const hashedPath = (path: string) => `#${createHash('sha256').update(path).digest('hex')}`

/**
 * Deletes what is known of the text files of an article of which words were redacted.
 * @param path of the article if it was made of the words, too
 */
export async function deleteTexts({ db }: Context, articleId: number, path: string | null) {
  const isText = isNull(articleFiles.uploadId)
  await db
    .delete(articleFiles)
    .where(and(eq(articleFiles.articleId, articleId), isText, sql`${articleFiles.path} !~ '^#'`))
  if (path === null) return
  const row = { articleId, path: hashedPath(path), hash: '', uploadId: null }
  await db.insert(articleFiles).values(row).onConflictDoNothing()
}

/** Whether files at this path may hold words that were redacted since they were written. */
export async function isOutdated(
  { db }: Context,
  path: string,
  stored: StoredArticle | undefined
): Promise<boolean> {
  if (!stored) return (await db.$count(articleFiles, eq(articleFiles.path, hashedPath(path)))) > 0
  const isKnown = [...stored.files].some(
    ([file, { uploadId }]) => uploadId === null && !file.startsWith('#')
  )
  if (isKnown) return false
  const isRedacted = sql`${articleSources.redactedAt} is not null`
  const isOfArticle = eq(articleSources.articleId, stored.article.id)
  return (await db.$count(articleSources, and(isOfArticle, isRedacted))) > 0
}
