import { setImmediate as otherWork } from 'node:timers/promises'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import type { Translation } from '../policy.ts'
import {
  articleRevisions,
  articles,
  articleSlugs,
  articleTranslations,
  articleFiles,
  articleFindings
} from '../schema.ts'
import { renderVersion } from '../writing/content.ts'
import { articleEditions, columnsOf, isTranslation } from '../writing/revisions.ts'
import { reserveSlug, reserveUnused } from '../writing/slugs.ts'
import { anyRemovalTest, type Removal } from './passages.ts'
import { redactRevision, type RedactedRevision, type Removed } from './redacted-content.ts'
import { deleteTexts } from '../files/stored.ts'

type Revision = typeof articleRevisions.$inferSelect
type Changed = Revision & RedactedRevision
type IsRemoved = (text: string) => boolean

/**
 * Takes words out of all versions of an article in all languages. A newest version gets the next
 * number, so that a form opened before does not bring them back. The caller holds the article.
 * @returns whether it contained any of them
 */
export async function redactArticle(
  ctx: Context,
  articleId: number,
  removals: readonly Removal[]
): Promise<boolean> {
  const translations = await lockTranslations(ctx, articleId)
  const [original, ...others] = translations
  if (!original) return false
  const isRemoved = anyRemovalTest(removals)
  const redacted = await redactRevisions(ctx, original, isRemoved, new Map())
  const removed = new Map(redacted.map((one): [number, Removed] => [one.number, one]))
  const all = [redacted]
  for (const one of others) all.push(await redactRevisions(ctx, one, isRemoved, removed))
  for (const [at, found] of translations.entries())
    if (all[at]?.some(({ changed }) => changed)) await showRedacted(ctx, found, isRemoved)
  const inWords = all.flat().some(({ changed }) => changed)
  const around = await redactRelated(ctx, articleId, { isRemoved, inWords })
  return inWords || around
}

/** The original first. */
const lockTranslations = async ({ db }: Context, id: number): Promise<Translation[]> => {
  const rows = await db
    .select({ translation: articleTranslations, original: articles.language })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .where(eq(articleTranslations.articleId, id))
    .orderBy(asc(articleTranslations.language))
    .for('update', { of: articleTranslations })
  const isOriginal = ({ translation, original }: (typeof rows)[number]) =>
    translation.language === original
  return [...rows.filter(isOriginal), ...rows.filter((row) => !isOriginal(row))].map(
    ({ translation }) => translation
  )
}

async function redactRevisions(
  ctx: Context,
  found: Translation,
  isRemoved: IsRemoved,
  original: ReadonlyMap<number, Removed>
): Promise<Changed[]> {
  const rows = await ctx.db.select().from(articleRevisions).where(articleEditions.isOf(found))
  const changed: Changed[] = []
  for (const row of rows) {
    const of = original.get(row.basedOn ?? 0)
    changed.push({ ...row, ...redactRevision(row, isRemoved, '', of) })
    // A long history keeps others waiting otherwise.
    await otherWork()
  }
  await nameAnew(ctx, found, changed)
  for (const { id, content, note, changed: isChanged } of changed)
    if (isChanged)
      await ctx.db
        .update(articleRevisions)
        .set({ content, note })
        .where(eq(articleRevisions.id, id))
  return changed
}

/** Gives versions whose address was made of the words another one. */
async function nameAnew(ctx: Context, found: Translation, changed: readonly Changed[]) {
  const nameless = changed.filter(({ parts }) => parts.includes('slug'))
  if (nameless.length === 0) return
  const { articleId, language } = found
  const slug = await reserveUnused(ctx, found, `article-${articleId}-${language.toLowerCase()}`)
  for (const { content } of nameless) content.slug = slug
}

/** Gives the newest version the next number, and shows what is left. */
async function showRedacted(ctx: Context, found: Translation, isRemoved: IsRemoved): Promise<void> {
  const { articleId, language, revision, publicRevision } = found
  const isPublic = publicRevision > 0
  const isNewestShown = !isPublic || publicRevision === revision
  await renumber(ctx, found)
  const number = isNewestShown ? revision + 1 : publicRevision
  const { content } = await articleEditions.read(ctx, found, number)
  await dropSlugs(ctx, found, isRemoved)
  await reserveSlug(ctx, found, content.slug)
  const version = await renderVersion(ctx, language, content)
  await ctx.db
    .update(articleTranslations)
    .set({
      ...{ ...columnsOf(version), revision: revision + 1 },
      ...(isPublic && isNewestShown && { publicRevision: number })
    })
    .where(isTranslation(found))
  await emit(ctx, isPublic ? 'article.updated' : 'article.saved', { articleId, language })
}

/** Translations of the newest version follow its number. */
async function renumber({ db }: Context, found: Translation) {
  const { articleId, language, revision } = found
  const isOfArticle = eq(articleRevisions.articleId, articleId)
  const isNewest = articleEditions.isVersion(found, revision)
  const next = revision + 1
  await db.update(articleRevisions).set({ number: next }).where(isNewest)
  const [article] = await db
    .select({ original: articles.language })
    .from(articles)
    .where(eq(articles.id, articleId))
  if (article?.original !== language) return
  await db
    .update(articleRevisions)
    .set({ basedOn: next })
    .where(and(isOfArticle, eq(articleRevisions.basedOn, revision)))
  await db
    .update(articleTranslations)
    .set({ basedOn: next })
    .where(
      and(eq(articleTranslations.articleId, articleId), eq(articleTranslations.basedOn, revision))
    )
}

/** Deletes the addresses that were made of the words. */
async function dropSlugs(
  { db }: Context,
  { articleId, language }: Translation,
  isRemoved: IsRemoved
) {
  const rows = await db
    .select({ slug: articleSlugs.slug })
    .from(articleSlugs)
    .where(and(eq(articleSlugs.articleId, articleId), eq(articleSlugs.language, language)))
  const gone = rows.map(({ slug }) => slug).filter(isRemoved)
  if (gone.length > 0) await db.delete(articleSlugs).where(inArray(articleSlugs.slug, gone))
}

/**
 * Takes words out of what stands around the versions of an article: its tags, the paths of its files,
 * and what was found in it.
 * @param inWords whether its versions contained them: then no file from before is imported any more
 * @returns whether its tags or paths contained any of them
 */
async function redactRelated(
  ctx: Context,
  id: number,
  { isRemoved, inWords }: { isRemoved: IsRemoved; inWords: boolean }
): Promise<boolean> {
  const [article] = await ctx.db.select().from(articles).where(eq(articles.id, id))
  if (!article) return false
  const { path } = article
  const tags = article.tags.filter((tag) => !isRemoved(tag))
  const isNamed = path !== null && isRemoved(path)
  const changed = isNamed || tags.length < article.tags.length
  if (!changed && !inWords) return false
  await ctx.db
    .update(articles)
    .set({ tags, ...(isNamed && { path: null }) })
    .where(eq(articles.id, id))
  await deleteTexts(ctx, id, isNamed ? path : null)
  await dropFiles(ctx, id, isRemoved)
  await ctx.db.delete(articleFindings).where(eq(articleFindings.articleId, id))
  return changed
}

/** Pictures and videos get another path with the next export. */
async function dropFiles({ db }: Context, id: number, isRemoved: IsRemoved) {
  const isOfArticle = eq(articleFiles.articleId, id)
  const rows = await db.select({ path: articleFiles.path }).from(articleFiles).where(isOfArticle)
  const gone = rows.map(({ path }) => path).filter(isRemoved)
  if (gone.length > 0)
    await db.delete(articleFiles).where(and(isOfArticle, inArray(articleFiles.path, gone)))
}
