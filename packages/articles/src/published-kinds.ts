import { eq } from 'drizzle-orm'
import { cached, guest } from '@stoa/core'
import { articles, articleTranslations } from './schema.ts'
import { invalidateAuthors } from './reading/published-authors.ts'
import { invalidateLinked } from './sources/linked.ts'
import { listedTranslations } from './visibility.ts'

/** Kinds of which everybody may read at least one article. */
const cache = cached(30_000, async ({ db }) => {
  const rows = await db
    .selectDistinct({ kind: articles.kind })
    .from(articles)
    .innerJoin(articleTranslations, eq(articleTranslations.articleId, articles.id))
    .where(listedTranslations(guest))
  return new Set(rows.map(({ kind }) => kind))
})

/** Drops what this process has cached of articles. Every node calls it when one has changed. */
export function invalidateArticles(ports: Parameters<typeof cache.drop>[0]): void {
  cache.drop(ports)
  invalidateAuthors(ports)
  invalidateLinked(ports)
}

/** Whether pages lead to a help centre and to a blog: not to empty ones. */
export async function articlePlaces(ctx: Parameters<typeof cache.of>[0]) {
  const kinds = await cache.of(ctx)
  const blog = kinds.has('post')
  return { blog, help: kinds.size > (blog ? 1 : 0) }
}
