import { invalid, type Context, type Locale } from '@stoa/core'
import { textFor } from '@stoa/core/languages'
import { currentSite } from '../current.ts'
import { siteWords } from '../words.ts'
import type { RenderedText } from './ports.ts'
import type { DocumentText, DocumentTexts } from './schema.ts'

/** A text with its language. */
export type InLanguage = DocumentText & { language: Locale }

/** Returns the text for a reader as `textFor` of core. */
export function documentTextFor(
  ctx: Context,
  texts: DocumentTexts,
  locale = ctx.locale
): InLanguage | undefined {
  const found = textFor(ctx, texts, locale)
  return found && { ...found.text, language: found.language }
}

/** Every language of a text. */
export const listed = (texts: DocumentTexts): InLanguage[] =>
  Object.entries(texts).map(([language, text]) => ({ ...text, language: language as Locale }))

/** Fills in the forum's name. */
export async function named(ctx: Context, { language, ...text }: InLanguage): Promise<InLanguage> {
  const { name } = await siteWords(ctx, language)
  const filled = (words: string) => words.replaceAll('{name}', name)
  return { language, title: filled(text.title), body: filled(text.body) }
}

/**
 * Checks what somebody typed, and leaves out empty languages.
 * @throws Problem 422 on `texts.<language>.title` or `.body` if the default language is empty, one
 * of the two is missing, or it contains HTML that does something; and as `ports.safety.review`
 */
export async function checkTexts(ctx: Context, typed: DocumentTexts): Promise<DocumentTexts> {
  const { locales, defaultLocale } = await currentSite(ctx)
  const written = locales.flatMap((locale) => {
    const text = typed[locale]
    const isWanted = locale === defaultLocale || text?.title || text?.body
    return isWanted ? [[locale, text ?? { title: '', body: '' }] as const] : []
  })
  for (const [locale, text] of written) await checkText(ctx, locale, text)
  return Object.fromEntries(written)
}

/** HTML that runs or loads something. It would only be shown as text. */
const active = /<\s*\/?\s*(?:script|iframe|object|embed|style|link|meta|form|svg|img)\b/i

async function checkText(ctx: Context, locale: Locale, text: DocumentText) {
  for (const field of ['title', 'body'] as const) {
    const path = `texts.${locale}.${field}`
    if (text[field].trim() === '') throw invalid(path, 'field_required')
    const [found] = active.exec(text[field]) ?? []
    if (found) throw invalid(path, 'field_document_html', { tag: found })
    await ctx.ports.safety.review(ctx, { path, text: text[field] })
  }
}

/** Renders a text as a page of its own: its headings stand right below the title. */
export async function renderDocument(ctx: Context, body: string): Promise<RenderedText> {
  const { html, ...rest } = await ctx.ports.threads.renderBody(ctx, body)
  return { ...rest, html: html.replaceAll(/<(\/?)h([3-6])(?=[\s>])/g, raised) }
}

// Those of posts stand two levels lower, as posts have headings themselves.
const raised = (_tag: string, end: string, level: string) =>
  `<${end}h${Math.max(2, Number(level) - 2)}`
