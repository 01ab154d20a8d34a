import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import { guest, notFound, type Context, type Locale } from '@stoa/core'
import { languagesRead, wordsFor } from '@stoa/core/languages'
import { users } from '@stoa/accounts/tables'
import { escapeHtml } from '@stoa/core/text'
import { m } from '@stoa/messages'
import { findCategory } from '../categories/categories.ts'
import { inCategories, taggedWith } from './list-filters.ts'
import { tagParams } from '../tags/contract.ts'
import { visibleThreads, visiblePosts } from '../visibility.ts'
import { posts, threads } from '../schema.ts'
import { threadUrl, postUrl } from '../urls.ts'
import type { ShownField } from '../fields/contract.ts'
import { answersFor } from '../fields/known-fields.ts'
import { authorshipOf, languageOfPost } from '../rendering/stored.ts'
import { rendererVersion } from '../rendering/markdown.ts'
import { htmlFor, renderedFor, type StoredHtml } from '../rendering/reader-html.ts'
import { withoutAddressMark } from '../rendering/wallet-strings.ts'

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

export type FeedEntry = {
  /** Id of the post. */
  id: number
  /** Percent-encoded path. */
  url: string
  title: string
  html: string
  /** Of the text, as far as it is known. */
  language: Locale
  author: string
  createdAt: string
  updatedAt: string
}

const size = 30

const postColumns = {
  id: posts.id,
  threadId: posts.threadId,
  number: posts.number,
  title: threads.title,
  language: languageOfPost,
  body: posts.body,
  html: posts.html,
  authorId: posts.authorId,
  categoryId: threads.categoryId,
  quarantinedLinks: posts.quarantinedLinks,
  leadsOut: posts.leadsOut,
  official: posts.official,
  releasedLinks: posts.releasedLinks,
  rendererVersion: posts.rendererVersion,
  author: users.username,
  fieldValues: posts.fieldValues,
  createdAt: posts.createdAt,
  editedAt: posts.editedAt
}

/** Returns the first posts in this order, as guests read them. */
async function newest(ctx: Context, matching: SQL | undefined, order: SQL[]): Promise<FeedEntry[]> {
  const rows = await ctx.db
    .select(postColumns)
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(and(visiblePosts(guest), matching))
    .orderBy(...order)
    .limit(size)
  const answers = await answersFor(ctx, rows)
  return Promise.all(
    rows.map(async ({ body, editedAt, fieldValues, ...row }) => {
      const { html, namesWallet } = withoutAddressMark(
        await htmlOf({ ...ctx, actor: guest }, body, row)
      )
      return {
        id: row.id,
        title: row.title,
        author: row.author,
        createdAt: row.createdAt,
        url: postUrl(row.threadId, row.title, row.number),
        language: row.language,
        html: warningsOf(ctx, row, namesWallet) + htmlOfAnswers(answers(fieldValues)) + html,
        updatedAt: editedAt ?? row.createdAt
      }
    })
  )
}

type Row = StoredHtml &
  Parameters<typeof authorshipOf>[0] & { categoryId: number; rendererVersion: number }

const htmlOf = (ctx: Context, body: string, row: Row): Promise<string> =>
  row.rendererVersion === rendererVersion
    ? htmlFor(ctx, row, row)
    : renderedFor(ctx, body, authorshipOf(row, row))

/** Answers of a post to the form of its category, above its text as on the thread's page. */
function htmlOfAnswers(answers: readonly ShownField[]): string {
  if (answers.length === 0) return ''
  const lines = answers.map(
    ({ label, text }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(text)}</dd>`
  )
  return `<dl>${lines.join('')}</dl>`
}

/** Warnings above a post, as on the thread's page. */
function warningsOf(
  { locale }: Context,
  { leadsOut, official }: { leadsOut: boolean; official: boolean },
  namesWallet: boolean
): string {
  const warnings = [
    ...(leadsOut ? [m.threads_leads_out({}, { locale })] : []),
    ...(!official && namesWallet ? [m.threads_wallet_address({}, { locale })] : [])
  ]
  return warnings.map((words) => `<p><strong>${escapeHtml(words)}</strong></p>`).join('')
}
