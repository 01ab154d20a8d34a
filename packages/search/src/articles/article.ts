import type { Locale } from '@stoa/core'

/** Searchable text of a public translation. */
export type ArticleText = {
  articleId: number
  language: Locale
  title: string
  tags: string[]
  summary: string
  /** Text without Markdown. */
  body: string
}

export type WhichArticles = { ids: number[] } | { after: number; limit: number }

/** An article as its reader gets it. */
export type ArticleRow = {
  id: number
  url: string
  kind: 'faq' | 'guide' | 'tutorial' | 'post'
  title: string
  summary: string
  language: Locale
  section: { slug: string; name: string; nameLanguage?: Locale | undefined } | null
  changedAt: string
}

/**
 * Number of an article among posts: below zero, so that neither is taken for the other. A match has
 * it in place of a post and a thread.
 */
export const numberOf = (articleId: number): number => -articleId

/** The article with this number among posts; undefined if it is a post's. */
export const articleOf = (number: number): number | undefined => (number < 0 ? -number : undefined)
