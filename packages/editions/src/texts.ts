import type { Locale } from '@stoa/core'

/** Texts with a title, in some languages. */
type Texts = Partial<Record<Locale, { title: string; body: string }>>

/** The parts of a snapshot that say a text in each language: `title.en`, `body.en` … */
export const textParts = (texts: Texts): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([language, { title, body }]) => [
      [`title.${language}`, title],
      [`body.${language}`, body]
    ])
  )
