import { and, eq, type SQL } from 'drizzle-orm'
import { users } from '@stoa/accounts/tables'
import { guest, type Context, type Locale } from '@stoa/core'
import { escapeHtml } from '@stoa/core/text'
import { m } from '@stoa/messages'
import type { ShownField } from '../fields/contract.ts'
import { answersFor } from '../fields/known-fields.ts'
import { authorshipOf } from '../rendering/authorship.ts'
import { rendererVersion } from '../rendering/markdown.ts'
import { languageOfPost } from '../rendering/post-language.ts'
import { htmlFor, renderedFor, type StoredHtml } from '../rendering/shown.ts'
import { withoutAddressMark } from '../rendering/wallet-strings.ts'
import { posts, threads } from '../schema.ts'
import { postUrl } from '../urls.ts'
import { visiblePosts } from '../visibility.ts'

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
export async function newest(
  ctx: Context,
  matching: SQL | undefined,
  order: SQL[]
): Promise<FeedEntry[]> {
  const rows = await ctx.db
    .select(postColumns)
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(and(visiblePosts(guest), matching))
    .orderBy(...order)
    .limit(size)
  const answers = await answersFor(
    ctx,
    rows.map(({ fieldValues }) => fieldValues)
  )
  return Promise.all(
    rows.map(async ({ body, editedAt, fieldValues, ...row }) => {
      const { html, namesWallet } = withoutAddressMark(
        await htmlOf({ ...ctx, actor: guest }, body, row)
      )
      return {
        ...{ id: row.id, title: row.title, author: row.author, createdAt: row.createdAt },
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

/** What a post answers to the form of its category, above its text as on the thread's page. */
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
