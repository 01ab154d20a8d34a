import { and, desc, eq, sql } from 'drizzle-orm'
import { guest, notFound, type Context } from '@stoa/core'
import { languagesRead, wordsFor } from '@stoa/core/languages'
import { findCategory } from '../categories/categories.ts'
import { inCategories, taggedWith } from './list-filters.ts'
import { tagParams } from '../tags/contract.ts'
import { visibleThreads } from '../visibility.ts'
import { posts, threads } from '../schema.ts'
import { threadUrl } from '../urls.ts'
import { newest, type FeedEntry } from './feed-entries.ts'

/** `title` is null for the feed of the whole forum; newest entries first. */
export type Feed = {
  title: string | null
  /** Path of the page that the feed is about. */
  url: string
  feedUrl: string
  entries: FeedEntry[]
}

const asGuest = (ctx: Context): Context => ({ ...ctx, actor: guest })

/**
 * Returns the newest threads of a category (by slug) and its sub-categories, or of the whole forum
 * in the reader's languages. Feeds contain what guests see, for all readers.
 * @throws Problem 404
 */
export async function feedOfThreads(ctx: Context, slug?: string): Promise<Feed> {
  const family = slug === undefined ? undefined : await findCategory(asGuest(ctx), slug)
  const [category] = family ?? []
  const languages = sql`${threads.language} = any(${sql.param(languagesRead(ctx.locale))})`
  const first = and(
    eq(posts.number, 1),
    family ? inCategories(family.map(({ id }) => id)) : languages
  )
  const entries = await newest(ctx, first, [desc(threads.createdAt), desc(threads.id)])
  return {
    title: category ? wordsFor(ctx, category.name) : null,
    url: category ? `/c/${category.slug}` : '/',
    feedUrl: category ? `/c/${category.slug}/feed.xml` : '/feed.xml',
    entries
  }
}

/**
 * Returns the newest threads with a tag, in every language.
 * @throws Problem 404 if guests see none
 */
export async function feedOfTag(ctx: Context, given: string): Promise<Feed> {
  const { data } = tagParams.safeParse({ tag: given })
  if (!data) throw notFound()
  const { tag } = data
  const first = and(eq(posts.number, 1), eq(threads.state, 'visible'), taggedWith(tag))
  const entries = await newest(ctx, first, [desc(threads.createdAt), desc(threads.id)])
  if (entries.length === 0) throw notFound()
  const url = `/tags/${encodeURIComponent(tag)}`
  return { title: `#${tag}`, url, feedUrl: `${url}/feed.xml`, entries }
}

/**
 * Returns the newest posts of a thread.
 * @throws Problem 404
 */
export async function feedOfThread(ctx: Context, id: number): Promise<Feed> {
  const [thread] = await ctx.db
    .select({ title: threads.title })
    .from(threads)
    .where(and(eq(threads.id, id), visibleThreads(guest)))
  if (!thread) throw notFound()
  const entries = await newest(ctx, eq(posts.threadId, id), [desc(posts.number)])
  const { title } = thread
  return { title, url: threadUrl(id, title), feedUrl: `/t/${id}/feed.xml`, entries }
}
