import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import { authorColumns, usersAs } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { can } from '../policy.ts'
import { articles, articleSources, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { waitsUntil } from './consent.ts'
import type { ArticleSourceRow } from './contract.ts'

const author = usersAs('author')

type Source = typeof articleSources.$inferSelect

/**
 * Lists what an article was made from, for writers and who began it. Who took part in a ticket is
 * named to its agents alone.
 */
export async function sourcesOf(ctx: Context, articleId: number): Promise<ArticleSourceRow[]> {
  const rows = await ctx.db
    .select({ source: articleSources, author: authorColumns(author), readable: isReadable(ctx) })
    .from(articleSources)
    .innerJoin(author, eq(author.id, articleSources.authorId))
    .where(and(eq(articleSources.articleId, articleId), isTheirs(ctx)))
    .orderBy(asc(articleSources.id))
  const ticketIds = rows.flatMap(({ source }) => source.ticketId ?? [])
  const answered = await ctx.ports.tickets.answeredTickets(ctx, [...new Set(ticketIds)])
  const isNamed = ({ ticketId, authorId }: Source) =>
    ticketId === null || answered.has(ticketId) || authorId === ctx.actor.id
  return rows.map(({ source, author, readable }) => ({
    author: isNamed(source) ? author : null,
    url: readable ? `/p/${source.postId}` : null,
    state: stateOf(source),
    until: source.text === '' ? null : waitsUntil(source)
  }))
}

/** Condition: the actor writes articles, or began the original of this one. */
const isTheirs = ({ actor }: Context) =>
  can.write(actor)
    ? undefined
    : sql`exists (select from ${articleTranslations} begun
        join ${articles} it on it.id = begun.article_id and it.language = begun.language
        where begun.article_id = ${articleSources.articleId} and begun.author_id = ${actor.id})`

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
