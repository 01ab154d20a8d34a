import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import { authorColumns, usersAs } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { articles, articleSources, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { waitsUntil } from './consent.ts'
import type { ArticleSourceRow } from './contract.ts'

const author = usersAs('author')

type Source = typeof articleSources.$inferSelect

/** Lists what an article was made from, for those who write it. */
export async function sourcesOf(ctx: Context, articleId: number): Promise<ArticleSourceRow[]> {
  const rows = await ctx.db
    .select({ source: articleSources, author: authorColumns(author), readable: isReadable(ctx) })
    .from(articleSources)
    .innerJoin(author, eq(author.id, articleSources.authorId))
    .where(eq(articleSources.articleId, articleId))
    .orderBy(asc(articleSources.id))
  return rows.map(({ source, author, readable }) => ({
    author,
    url: readable ? `/p/${source.postId}` : null,
    state: stateOf(source),
    until: source.text === '' ? null : waitsUntil(source)
  }))
}

const isReadable = ({ actor }: Context) => sql<boolean>`exists (select from ${posts}
  join ${threads} on ${threads.id} = ${posts.threadId}
  where ${posts.id} = ${articleSources.postId} and ${visiblePosts(actor)})`

function stateOf({ text, notifiedAt, agreedAt, objectedAt }: Source): ArticleSourceRow['state'] {
  if (text === '') return 'redacted'
  if (notifiedAt === null) return 'own'
  if (objectedAt !== null) return 'objected'
  return agreedAt === null ? 'asked' : 'agreed'
}

/** Nobody works through more at once. */
const listLimit = 100

/** Lists articles of which a source was redacted since they were checked last. For writers alone. */
export async function redactedArticles({ db }: Context) {
  const { language, title, slug, publicRevision } = articleTranslations
  const redactedAt = sql<string>`max(${articleSources.redactedAt})`
  const rows = await db
    .select({ id: articles.id, title, language, slug, publicRevision, redactedAt })
    .from(articleSources)
    .innerJoin(articles, eq(articles.id, articleSources.articleId))
    .innerJoin(
      articleTranslations,
      and(eq(articleTranslations.articleId, articles.id), eq(language, articles.language))
    )
    .where(
      and(
        isNotNull(articleSources.redactedAt),
        sql`${articleSources.redactedAt} > coalesce(${articles.checkedAt}, '-infinity')`
      )
    )
    .groupBy(articles.id, title, language, slug, publicRevision)
    .orderBy(desc(redactedAt), desc(articles.id))
    .limit(listLimit)
  return rows.map(({ slug, publicRevision, redactedAt: _at, ...row }) => ({
    ...row,
    url: publicRevision > 0 ? articleUrl(slug) : null
  }))
}
