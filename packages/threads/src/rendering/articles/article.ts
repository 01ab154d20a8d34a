import type { Locale } from '@stoa/core'
import type { Token } from 'markdown-it'
import type { ImageFacts } from '../image-attributes.ts'
import { slugOf } from '../../urls.ts'
import { textOf } from '../parse.ts'

/** `level` counts the `#` of a heading; `id` is its anchor. */
export type ArticleHeading = { level: number; id: string; text: string }

/** Facts that the parts of an article share, and the findings in it so far. */
export type Article = {
  /** Language of the words that rendering adds. */
  language: Locale
  /** Keyed by upload id. */
  files: ReadonlyMap<string, ImageFacts>
  /** The headings outside of quotes, callouts and details, in their order. */
  headings: ArticleHeading[]
  /** Anchors that are taken, with the number that the next one of its words gets. */
  anchors: Map<string, number>
  /** Pictures and videos without a description. */
  undescribed: number
  /** Ids of videos and their captions. */
  videos: Set<string>
}

/** An article of which nothing was rendered yet. */
export const startArticle = (language: Locale, files: Article['files']): Article => ({
  language,
  files,
  headings: [],
  anchors: new Map(),
  undescribed: 0,
  videos: new Set()
})

/** Gives headings their anchors, and collects those of the table of contents. */
export function nameHeadings(tokens: readonly Token[], article: Article): void {
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue
    const text = textOf(tokens.slice(at + 1, at + 2)).trim()
    const id = anchorOf(text, article)
    token.attrSet('id', id)
    const level = Number(token.tag.slice(1))
    if (token.level === 0 && text !== '') article.headings.push({ level, id, text })
  }
}

/** `s-` keeps anchors apart from the ids of the page. */
function anchorOf(text: string, { anchors }: Article): string {
  const base = `s-${slugOf(text)}`.replace(/-$/, '')
  let number = anchors.get(base) ?? 1
  let id = base
  if (anchors.has(base))
    do id = `${base}-${(number += 1)}`
    while (anchors.has(id))
  anchors.set(base, number)
  anchors.set(id, anchors.get(id) ?? 1)
  return id
}
