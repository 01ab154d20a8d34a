import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Token } from 'markdown-it'
import type { Context, Locale } from '@stoa/core'
import { highlightCode } from '../highlight.ts'
import { shownBy } from '../links.ts'
import type { Rendered } from '../markdown.ts'
import { render, textOf } from '../parse.ts'
import { shownOnce } from '../render-in-slices.ts'
import { factsOf, withFacts, type RenderedBody } from '../render-body.ts'
import { rewritten, type RenderOptions } from '../rewrite.ts'
import { withAddressMark, withoutAddressMark } from '../wallet-strings.ts'
import { startArticle, nameHeadings, type Article, type ArticleHeading } from './article.ts'
import { withCallouts, markSteps, withTableBoxes } from './blocks.ts'
import { takeCaptions, withMedia } from './media.ts'
import { parseBlocks, parseInline, slicesOf, type ArticleEnv } from './parser.ts'
import { sanitiseArticle } from '../sanitise.ts'

export type RenderedArticle = RenderedBody & {
  /** Headings outside of quotes, callouts and details, for the table of contents. */
  headings: ArticleHeading[]
  /** Pictures and videos without a description, or described by their file name alone. */
  undescribed: number
}

/**
 * Renders an article like `renderBody`, with what staff may use beyond posts: callouts, steps,
 * figures, details, videos, and headings with anchors. `docs/articles.md` has the syntax.
 * @param language of the words that rendering adds
 */
export async function renderArticle(
  ctx: Context,
  body: string,
  language: Locale
): Promise<RenderedArticle> {
  const facts = await factsOf(ctx, body)
  const article = startArticle(language, facts.images)
  const show = shownBy(facts.judge, false)
  const rendered = await renderSlices(body, article, { ...facts, show })
  const { headings, undescribed } = article
  const { html } = withoutAddressMark(rendered.html)
  return {
    ...withFacts({ ...rendered, html }, facts),
    language,
    quarantined: [],
    headings,
    undescribed
  }
}

type Options = Pick<RenderOptions, 'names' | 'images' | 'show'>

/** Renders an article slice by slice, and yields to the event loop after each. */
export async function renderSlices(
  body: string,
  article: Article,
  options: Options
): Promise<Rendered> {
  const env: ArticleEnv = { language: article.language }
  const slices: Slice[] = []
  for (const blocks of slicesOf(parseBlocks(body, env))) {
    await nextTurn()
    slices.push(await renderSlice(blocks, env, article, options))
  }
  return joined(slices, article)
}

type Slice = Rendered & { hasAddress: boolean }

async function renderSlice(
  blocks: Token[],
  env: ArticleEnv,
  article: Article,
  options: Options
): Promise<Slice> {
  takeCaptions(blocks, article)
  const tokens = arranged(parseInline(blocks, env), article)
  await nextTurn()
  const show = options.show && (await shownOnce(tokens, options.show))
  const page = rewritten(tokens, { ...options, show, underHeading: 1 })
  await highlightCode(tokens)
  await nextTurn()
  const { hasAddress, mentions, links, uploads } = page
  const found = { mentions: [...mentions], links: [...links], uploads: [...uploads] }
  return {
    ...found,
    hasAddress,
    html: sanitiseArticle(render(tokens)),
    textContent: textOf(tokens)
  }
}

function arranged(tokens: Token[], article: Article): Token[] {
  nameHeadings(tokens, article)
  markSteps(tokens)
  const media = withMedia(tokens, article)
  return withTableBoxes(withCallouts(media, article.language), article.language)
}

function joined(slices: readonly Slice[], { videos }: Article): Rendered {
  const html = slices.map((slice) => slice.html).join('')
  const all = (name: 'mentions' | 'links' | 'uploads') => slices.flatMap((slice) => slice[name])
  return {
    html: slices.some(({ hasAddress }) => hasAddress) ? withAddressMark(html) : html,
    mentions: [...new Set(all('mentions'))],
    links: [...new Set(all('links'))],
    uploads: [...new Set([...all('uploads'), ...videos])],
    textContent: slices
      .map(({ textContent }) => textContent)
      .join('')
      .trim()
  }
}
