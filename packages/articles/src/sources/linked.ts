import { and, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { cached, type Context, type Locale } from '@stoa/core'
import { preferredLanguages } from '@stoa/core/languages'
import { posts } from '@stoa/threads/tables'
import { articles, articleSections, articleSources, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { readsArticle, type Readers } from '../visibility.ts'

type Linked = { articleId: number; language: Locale; slug: string; title: string }
type Row = Linked & { readerships: Readers[] }

const parent = alias(articleSections, 'parent')

/** Public articles that were made from threads, by the thread. */
const cache = cached(30_000, async ({ db }): Promise<Map<number, Row[]>> => {
  const { articleId, language, slug, title, publicRevision } = articleTranslations
  const rows = await db
    .selectDistinct({
      ...{ threadId: posts.threadId, articleId, language, slug, title },
      own: { readers: articles.readers, readerGroups: articles.readerGroups },
      above: { readers: articleSections.readers, readerGroups: articleSections.readerGroups },
      top: { readers: parent.readers, readerGroups: parent.readerGroups }
    })
    .from(articleSources)
    .innerJoin(posts, eq(posts.id, articleSources.postId))
    .innerJoin(articles, eq(articles.id, articleSources.articleId))
    .innerJoin(articleTranslations, eq(articleId, articles.id))
    .leftJoin(articleSections, eq(articleSections.id, articles.sectionId))
    .leftJoin(parent, eq(parent.id, articleSections.parentId))
    .where(and(sql`${publicRevision} > 0`, isNull(articles.archivedAt)))
  const known = rows.map(({ own, above, top, ...row }) => ({
    ...row,
    readerships: [own, above, top].filter((one) => one !== null)
  }))
  return Map.groupBy(known, ({ threadId }) => threadId)
})

/** Drops it from this process. Every node calls it when an article has changed. */
export const invalidateLinked = cache.drop

/**
 * Returns the public articles made from a thread, each in the nearest language, as far as the actor
 * may read them. It runs no statement if they are cached.
 */
export async function articlesOfThread(ctx: Context, threadId: number) {
  const rows = (await cache.of(ctx)).get(threadId) ?? []
  const readable = rows.filter(({ readerships }) => readsArticle(ctx.actor, readerships))
  const languages = preferredLanguages(ctx)
  const rankOf = ({ language }: Linked) => languages.indexOf(language) + 1 || Infinity
  const best = [...Map.groupBy(readable, ({ articleId }) => articleId).values()].flatMap(
    (translations) => translations.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, 1)
  )
  return best.map(({ slug, title, language }) => ({ url: articleUrl(slug), title, language }))
}
