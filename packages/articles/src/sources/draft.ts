import { inArray } from 'drizzle-orm'
import { emit, type Context, type Locale } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { m } from '@stoa/messages'
import { slugOf } from '@stoa/threads'
import { excerptOfHtml } from '@stoa/threads/rendering'
import { articleSources } from '../schema.ts'
import type { Readers } from '../visibility.ts'
import { renderVersion } from '../writing/content.ts'
import type { SavedArticle } from '../writing/contract.ts'
import { createArticle } from '../writing/draft.ts'
import { cleaned } from './clean.ts'

/** Words that go into a draft. */
export type Source = { postId?: number; ticketId?: number; authorId: number; text: string }

type Answered = Readers & {
  title: string
  language: Locale
  question: Source
  answer: Source
}

const maxTitle = 120
const maxSummary = 160

/** Stores a question and its answer as the draft of a frequent question, and asks their authors. */
export async function storeDraft(ctx: Context, given: Answered): Promise<SavedArticle> {
  const { language, readers, readerGroups } = given
  const [question, answer] = [given.question, given.answer].map((source) => ({
    ...source,
    text: cleaned(source.text, m.articles_source_picture({}, { locale: language }))
  })) as [Source, Source]
  const heading = `# ${m.articles_source_answer({}, { locale: language })}`
  const saved = await createArticle(ctx, {
    ...{ language, kind: 'faq', readers, readerGroups, section: null, tags: [] },
    ...{ freshUntil: null, series: null },
    ...titleOf(given.title),
    summary: await summaryOf(ctx, language, answer.text),
    body: [question.text, heading, answer.text].filter(Boolean).join('\n\n')
  })
  await linkSources(ctx, saved.id, [
    { ...question, text: `${given.title}\n\n${question.text}` },
    answer
  ])
  return saved
}

/** The title as far as articles have room, with a slug if no letter of it makes one. */
function titleOf(given: string): { title: string; slug?: string } {
  const title = Array.from(given).slice(0, maxTitle).join('').padEnd(4, '?')
  if (slugOf(title) !== '') return { title }
  return { title, slug: `question-${crypto.randomUUID().slice(0, 8)}` }
}

/** The beginning of the answer, without markup. */
async function summaryOf(ctx: Context, language: Locale, body: string): Promise<string> {
  const { html } = await renderVersion(ctx, language, { title: '', slug: '', summary: '', body })
  return excerptOfHtml(html, maxSummary)
}

/**
 * Links the words to the article. Staff, who write for the organisation, and who makes the article
 * are not asked.
 */
async function linkSources(ctx: Context, articleId: number, sources: Source[]): Promise<void> {
  const authorIds = sources.map(({ authorId }) => authorId)
  const authors = await ctx.db
    .select({ id: users.id, role: users.role, erasedAt: users.erasedAt })
    .from(users)
    .where(inArray(users.id, authorIds))
  const asked = authors
    .filter(({ id, erasedAt }) => id !== ctx.actor.id && erasedAt === null)
    .filter(({ role }) => role === 'member' || role === 'volunteer')
    .map(({ id }) => id)
  const rows = sources.map((source) => ({
    ...{ articleId, ...source },
    notifiedAt: asked.includes(source.authorId) ? ctx.now : null
  }))
  await ctx.db.insert(articleSources).values(rows)
  if (asked.length > 0) await emit(ctx, 'article.authors_asked', { articleId })
}
