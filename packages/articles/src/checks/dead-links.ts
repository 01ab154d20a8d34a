import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { visibleCategories, visiblePosts, visibleThreads } from '@stoa/threads'
import { categories, posts, threads } from '@stoa/threads/tables'
import { articles, articleSlugs, articleTranslations } from '../schema.ts'
import { visibleTranslations } from '../visibility.ts'
import { wasPublic } from '../writing/slugs.ts'
import { decoded, type LocalLink } from './links.ts'

/** Pages by the beginning of their path; others of the forum are not looked up. */
const pages = {
  thread: /^\/t\/(\d{1,15})(?:\/[^/]*)?$/,
  post: /^\/p\/(\d{1,15})$/,
  article: /^\/articles\/(?!(?:work|new)$)([^/]+)$/,
  category: /^\/c\/([^/]+)$/,
  announcement: /^\/announcements\/(\d{1,15})(?:\/[^/]*)?$/
}

type Page = keyof typeof pages

/** The link's page of this kind: an id or a slug. */
export const pageOf = (page: Page, { path }: LocalLink): string | undefined => {
  const found = pages[page].exec(path)?.[1]
  return found === undefined ? undefined : decoded(found)
}

/**
 * Returns the links that lead to nothing that the actor may see. Those to announcements are looked
 * up by a port.
 */
export async function deadLinks(
  ctx: Context,
  links: readonly LocalLink[]
): Promise<Set<LocalLink>> {
  const [threadIds, numbers, postIds, texts, slugs] = [
    await seenThreads(ctx, named('thread', links)),
    await seenNumbers(ctx, links),
    await seenPosts(ctx, named('post', links)),
    await seenArticles(ctx, named('article', links)),
    await seenCategories(ctx, named('category', links))
  ]
  const isDead = (link: LocalLink) => {
    const [thread, post] = [pageOf('thread', link), pageOf('post', link)]
    if (thread) return !threadIds.has(thread) || (isPost(link) && !numbers.has(placeOf(link)))
    if (post) return !postIds.has(post)
    const category = pageOf('category', link)
    if (category) return !slugs.has(category)
    const article = pageOf('article', link)
    return article !== undefined && !hasAnchor(texts.get(article), link.anchor)
  }
  return new Set(links.filter(isDead))
}

/** Whether a page is there and, with an anchor, has it. */
export const hasAnchor = (html: string | undefined, anchor: string): boolean =>
  html !== undefined && (anchor === '' || html.includes(` id="${anchor}"`))

const named = (page: Page, links: readonly LocalLink[]): string[] => [
  ...new Set(links.map((link) => pageOf(page, link)).filter((name) => name !== undefined))
]

const isPost = ({ anchor }: LocalLink) => /^p\d{1,9}$/.test(anchor)
const placeOf = (link: LocalLink) => `${pageOf('thread', link)}#${link.anchor}`

/** A merged thread leads to the one that it is part of. */
async function seenThreads({ db, actor }: Context, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const isSeen = sql`(${visibleThreads(actor)} or ${threads.mergedInto} is not null)`
  const rows = await db
    .select({ id: threads.id })
    .from(threads)
    .where(and(inArray(threads.id, ids.map(Number)), isSeen))
  return new Set(rows.map(({ id }) => String(id)))
}

async function seenNumbers(ctx: Context, links: readonly LocalLink[]): Promise<Set<string>> {
  const placed = links.filter((link) => isPost(link) && pageOf('thread', link))
  if (placed.length === 0) return new Set()
  const ids = named('thread', placed).map(Number)
  const numbers = placed.map(({ anchor }) => Number(anchor.slice(1)))
  const { threadId, number } = posts
  const rows = await postsWhere(ctx, and(inArray(threadId, ids), inArray(number, numbers)))
  return new Set(rows.map((row) => `${row.threadId}#p${row.number}`))
}

async function seenPosts(ctx: Context, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await postsWhere(ctx, inArray(posts.id, ids.map(Number)))
  return new Set(rows.map(({ id }) => String(id)))
}

const postsWhere = ({ db, actor }: Context, condition: SQL | undefined) =>
  db
    .select({ id: posts.id, threadId: posts.threadId, number: posts.number })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(visiblePosts(actor), condition))

async function seenArticles({ db, actor }: Context, slugs: string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map()
  const rows = await db
    .select({ slug: articleSlugs.slug, html: articleTranslations.html })
    .from(articleSlugs)
    .innerJoin(
      articleTranslations,
      and(
        eq(articleTranslations.articleId, articleSlugs.articleId),
        eq(articleTranslations.language, articleSlugs.language)
      )
    )
    .innerJoin(articles, eq(articles.id, articleSlugs.articleId))
    .where(and(inArray(articleSlugs.slug, slugs), wasPublic, visibleTranslations(actor)))
  return new Map(rows.map(({ slug, html }) => [slug, html]))
}

async function seenCategories({ db, actor }: Context, slugs: string[]): Promise<Set<string>> {
  if (slugs.length === 0) return new Set()
  const rows = await db
    .select({ slug: categories.slug })
    .from(categories)
    .where(and(inArray(categories.slug, slugs), visibleCategories(actor)))
  return new Set(rows.map(({ slug }) => slug))
}
