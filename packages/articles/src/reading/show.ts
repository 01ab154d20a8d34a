import { and, eq, sql } from 'drizzle-orm'
import { notFound, type Actor, type Context, type Locale } from '@stoa/core'
import { threadUrl, visibleThreads } from '@stoa/threads'
import { renderArticle, rendererVersion } from '@stoa/threads/rendering'
import { users } from '@stoa/accounts/tables'
import { posts, threads } from '@stoa/threads/tables'
import { can } from '../policy.ts'
import {
  articleRevisions,
  articles,
  articleSections,
  articleSlugs,
  articleTranslations,
  articleSources
} from '../schema.ts'
import { placeInSeries } from '../series/series.ts'
import { articleUrl } from '../urls.ts'
import { versionsBehind } from '../writing/source.ts'
import { wasPublic } from '../writing/slugs.ts'
import { listedTranslations, visibleTranslations } from '../visibility.ts'
import type { ArticlePage } from './contract.ts'
import { author, isBestLanguage, rowColumns, sectionLinkOf, selectRows, toRow } from './rows.ts'

const pageColumns = (actor: Actor) => ({
  ...rowColumns,
  html: articleTranslations.html,
  rendererVersion: articleTranslations.rendererVersion,
  headings: articleTranslations.headings,
  publicRevision: articleTranslations.publicRevision,
  freshUntil: articles.freshUntil,
  checkedAt: articles.checkedAt,
  archivedAt: articles.archivedAt,
  successorId: articles.successorId,
  parentId: articleSections.parentId,
  seriesId: articles.seriesId,
  behind: versionsBehind,
  threads: sourceThreads(actor),
  credits: creditedNames
})

/**
 * Returns an article in the language of this slug. An earlier slug finds it, too: `url` of the
 * answer is where it stands now.
 * @throws Problem 404
 */
export async function showArticle(ctx: Context, slug: string): Promise<ArticlePage> {
  const found = await findPage(ctx, slug)
  const { html, headings, freshUntil, checkedAt, archivedAt, credits, ...row } = found
  const shown = toRow(ctx, row)
  const [languages, path, series, successor] = await Promise.all([
    languagesOf(ctx, found.id),
    pathOf(ctx, found),
    found.seriesId === null ? null : placeInSeries(ctx, found.seriesId),
    archivedAt === null ? null : successorOf(ctx, found.successorId)
  ])
  return {
    article: {
      ...{ ...shown, headings, archivedAt, successor, credits },
      html: await currentHtml(ctx, found, html),
      checkedAt: checkedAt ?? shown.publishedAt,
      overdue: archivedAt === null && freshUntil !== null && freshUntil <= ctx.now
    },
    ...{ path, series, languages, behind: found.behind },
    threads: found.threads.map(linkOf),
    can: { write: can.write(ctx.actor) }
  }
}

const linkOf = ({ id, title, language }: Found['threads'][number]) => ({
  ...{ title, language },
  url: threadUrl(id, title)
})

async function findPage(ctx: Context, slug: string) {
  const [found] = await ctx.db
    .select(pageColumns(ctx.actor))
    .from(articleSlugs)
    .innerJoin(
      articleTranslations,
      and(
        eq(articleTranslations.articleId, articleSlugs.articleId),
        eq(articleTranslations.language, articleSlugs.language)
      )
    )
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .innerJoin(author, eq(author.id, articles.authorId))
    .leftJoin(articleSections, eq(articleSections.id, articles.sectionId))
    .where(and(eq(articleSlugs.slug, slug), wasPublic, visibleTranslations(ctx.actor)))
  if (!found) throw notFound()
  return found
}

type Found = Awaited<ReturnType<typeof findPage>>

/** The stored HTML; what an older renderer made is rendered again. */
async function currentHtml(ctx: Context, found: Found, html: string): Promise<string> {
  if (found.rendererVersion === rendererVersion) return html
  const [revision] = await ctx.db
    .select({ content: articleRevisions.content })
    .from(articleRevisions)
    .where(
      and(
        eq(articleRevisions.articleId, found.id),
        eq(articleRevisions.language, found.language),
        eq(articleRevisions.number, found.publicRevision)
      )
    )
  if (!revision) return html
  return (await renderArticle(ctx, revision.content.body, found.language)).html
}

async function languagesOf({ db }: Context, id: number): Promise<ArticlePage['languages']> {
  const { articleId, language, slug, publicRevision } = articleTranslations
  const rows = await db
    .select({ language, slug })
    .from(articleTranslations)
    .where(and(eq(articleId, id), sql`${publicRevision} > 0`))
    .orderBy(language)
  return rows.map(({ language, slug }) => ({ language, url: articleUrl(slug) }))
}

async function pathOf(ctx: Context, found: Found): Promise<ArticlePage['path']> {
  const { sectionSlug, sectionNames, parentId } = found
  if (sectionSlug === null) return []
  const own = sectionLinkOf(ctx, sectionSlug, sectionNames ?? {})
  if (parentId === null) return [own]
  const [parent] = await ctx.db
    .select({ slug: articleSections.slug, names: articleSections.names })
    .from(articleSections)
    .where(eq(articleSections.id, parentId))
  return parent ? [sectionLinkOf(ctx, parent.slug, parent.names), own] : [own]
}

async function successorOf(ctx: Context, id: number | null) {
  if (id === null) return null
  const [row] = await selectRows(ctx)
    .where(and(eq(articles.id, id), listedTranslations(ctx.actor), isBestLanguage(ctx)))
    .limit(1)
  return row ? { url: articleUrl(row.slug), title: row.title, language: row.language } : null
}

type StoredThread = { id: number; title: string; language: Locale }

const threadJson = sql`json_build_object('id', ${threads.id}, 'title', ${threads.title},
  'language', ${threads.language})`

const isReadable = (actor: Actor) => sql`${threads.state} = 'visible'
  and ${visibleThreads(actor) ?? sql`true`}`

/** Column: the threads that an article was made from, as far as the actor may read them. */
const sourceThreads = (actor: Actor) => sql<StoredThread[]>`(
  select coalesce(json_agg(${threadJson} order by ${threads.id}), '[]') from ${threads}
  where ${threads.id} in (select ${posts.threadId} from ${articleSources}
      join ${posts} on ${posts.id} = ${articleSources.postId}
      where ${eq(articleSources.articleId, articles.id)} and ${articleSources.text} <> '')
    and ${isReadable(actor)})`

/** Column: names of those whose words it uses and who chose to be named. */
const creditedNames = sql<string[]>`(
  select coalesce(json_agg(distinct ${users.username}), '[]') from ${articleSources}
  join ${users} on ${users.id} = ${articleSources.authorId}
  where ${eq(articleSources.articleId, articles.id)} and ${articleSources.credit} = 'named'
    and ${articleSources.text} <> '' and ${users.erasedAt} is null)`
