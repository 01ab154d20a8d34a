import type { Locale } from '@stoa/core'
import type { ImageFacts } from '../image-attributes.ts'

/** `level` counts the `#` of a heading; `id` is its anchor. */
export type ArticleHeading = { level: number; id: string; text: string }

/** What the parts of an article have in common, and what was found in it so far. */
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
  ...{ language, files, headings: [], anchors: new Map(), undescribed: 0, videos: new Set() }
})
