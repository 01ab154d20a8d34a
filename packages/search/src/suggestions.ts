import type { z } from 'zod'
import { sql } from 'drizzle-orm'
import { findUsers } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { translate } from '@stoa/messages'
import { threadsInOrder } from '@stoa/threads'
import { categoriesNamed } from '@stoa/threads/matching-categories'
import type { suggestionList } from './contract.ts'
import { searcherOf } from './searcher.ts'
import { searchArticles as documents } from './schema.ts'
import { toPrefixTsquery } from './tsquery.ts'

type Suggestion = z.infer<typeof suggestionList>['items'][number]

/** At most this many of a kind, which a small screen shows above its keyboard. */
const most = { categories: 2, articles: 3, threads: 6, announcements: 2, users: 3 }

/**
 * Suggests what the typed text may lead to and the actor may see: categories of that name, articles
 * and threads whose titles continue it, announcements, and for members other members. Nothing for fewer than two
 * characters.
 */
export async function suggest(ctx: Context, q: string): Promise<Suggestion[]> {
  const typed = q.trim()
  if (Array.from(typed).length < 2) return []
  const found = await Promise.all([
    suggestedCategories(ctx, typed),
    suggestedArticles(ctx, typed),
    suggestedThreads(ctx, typed),
    suggestedAnnouncements(ctx, typed),
    suggestedUsers(ctx, typed)
  ])
  return found.flat()
}

async function suggestedCategories(ctx: Context, typed: string): Promise<Suggestion[]> {
  const named = await categoriesNamed(ctx, typed)
  const note = translate('search_suggested_category', {}, ctx.locale)
  return named.slice(0, most.categories).map(({ slug, name }) => ({
    kind: 'category',
    title: wordsFor(ctx, name),
    url: `/c/${slug}`,
    note
  }))
}

async function suggestedArticles(ctx: Context, typed: string): Promise<Suggestion[]> {
  const ids = await articlesTitled(ctx, typed, most.articles)
  const note = translate('search_suggested_article', {}, ctx.locale)
  return (await ctx.ports.articles.articlesInOrder(ctx, ids)).map(({ title, url }) => ({
    kind: 'article',
    title,
    url,
    note
  }))
}

async function suggestedThreads(ctx: Context, typed: string): Promise<Suggestion[]> {
  const actor = await searcherOf(ctx)
  const ids = await ctx.ports.searchEngine.suggest(actor, typed, most.threads)
  const solvedNote = translate('search_suggested_solved', {}, ctx.locale)
  return (await threadsInOrder(ctx, ids)).map(({ title, url, solved }) => ({
    kind: 'thread',
    title,
    url,
    note: solved ? solvedNote : null
  }))
}

async function suggestedAnnouncements(ctx: Context, typed: string): Promise<Suggestion[]> {
  const groups = typed.split(/\s+/).map((word) => [word])
  const found = await ctx.ports.announcements.announcementsWith(ctx, groups, most.announcements)
  return found.map(({ title, url, typeName }) => ({
    kind: 'announcement',
    title,
    url,
    note: typeName
  }))
}

async function suggestedUsers(ctx: Context, typed: string): Promise<Suggestion[]> {
  const note = translate('search_suggested_user', {}, ctx.locale)
  const users = await findUsers(ctx, typed.replace(/^@/, ''), most.users)
  return users.map(({ username }) => ({
    kind: 'user',
    title: `@${username}`,
    url: `/u/${encodeURIComponent(username)}`,
    note
  }))
}

/**
 * Returns ids of articles that the actor may find and of which a title, in any language, contains
 * the words, best first; the last word may be incomplete.
 */
async function articlesTitled(ctx: Context, typed: string, limit: number) {
  const tsquery = toPrefixTsquery(typed)
  if (tsquery === '') return []
  const rows = await ctx.db.execute<{ id: number }>(sql`
    select readable.article_id as id
    from ${documents} join ${ctx.ports.articles.readableArticles(ctx)} readable
      on readable.article_id = ${documents.articleId}
        and readable.language = ${documents.language}
    where ${documents.titleVector} @@ ${tsquery}::tsquery
    group by 1
    order by max(ts_rank(${documents.titleVector}, ${tsquery}::tsquery, 2)
      * case when readable.language = readable.shown then 2 else 1 end) desc, id desc
    limit ${limit}`)
  return rows.map(({ id }) => id)
}
