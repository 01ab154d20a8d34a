import { invalid, type Context, type Locale } from '@stoa/core'
import { renderArticle, type RenderedArticle } from '@stoa/threads/rendering'
import { authorize } from '../policy.ts'
import type { Content, Heading } from '../schema.ts'
import type { VersionInput } from './contract.ts'
import { checkedSlug } from './slugs.ts'

/** A version with its text rendered once, for its check, its preview and its page. */
export type ArticleVersion = { content: Content } & RenderedArticle

/** Headings past this number are no table of contents any more. */
const maxHeadings = 120

/** The lower two of the table of contents are left out. */
const tocLevels = 2

/**
 * Converts the input to the stored content and renders it.
 * @throws Problem 422 for what guards refuse, an unusable slug, too many headings, and pictures
 * without a description
 */
export async function versionOf(
  ctx: Context,
  language: Locale,
  input: VersionInput
): Promise<ArticleVersion> {
  const { title, summary, body } = input
  await ctx.ports.safety.review(ctx, { path: 'title', text: title })
  await ctx.ports.safety.review(ctx, { path: 'summary', text: summary })
  await ctx.ports.safety.review(ctx, { path: 'body', text: body })
  if (input.slug) await ctx.ports.safety.review(ctx, { path: 'slug', text: input.slug })
  const version = await renderVersion(ctx, language, {
    ...{ title, summary, body },
    slug: checkedSlug(input.slug ?? title)
  })
  checkHeadings(version.headings)
  if (version.undescribed > 0)
    throw invalid('body', 'articles_picture_undescribed', { count: version.undescribed })
  return version
}

function checkHeadings({ length }: readonly Heading[]) {
  if (length > maxHeadings)
    throw invalid('body', 'articles_too_many_headings', { count: length, limit: maxHeadings })
}

/** Renders the text of a version. */
export const renderVersion = async (
  ctx: Context,
  language: Locale,
  content: Content
): Promise<ArticleVersion> => ({
  content,
  ...(await renderArticle(ctx, content.body, language))
})

/**
 * Renders a text while it is written.
 * @throws Problem 401, 403 as `rules.draft`
 */
export async function previewArticle(
  ctx: Context,
  { body, language = ctx.locale }: { body: string; language?: Locale | undefined }
): Promise<{ html: string }> {
  authorize.draft(ctx.actor)
  return { html: (await renderArticle(ctx, body, language)).html }
}

/** Headings of the table of contents. */
export const contentsOf = ({ headings }: Pick<RenderedArticle, 'headings'>): Heading[] =>
  headings.filter(({ level }) => level <= tocLevels)

const hanPerMinute = 400
const wordsPerMinute = 220

/** Minutes that reading a text takes, at least one: by Han characters and by words of other scripts. */
export function minutesOf(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = text.replace(/\p{Script=Han}/gu, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  return Math.max(1, Math.round(han / hanPerMinute + words / wordsPerMinute))
}
