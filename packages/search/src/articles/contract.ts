import { z } from 'zod'
import { localeShape, timeShape } from '@stoa/core/contract'

/** An article, once, in the reader's language or the nearest that it is written in. */
export const articleHit = z.object({
  kind: z.literal('article'),
  articleId: z.int(),
  url: z.string(),
  title: z.string(),
  /** The title as escaped HTML, matches in <mark>. */
  titleHtml: z.string(),
  /** Escaped HTML, matches in <mark>; the beginning if another language matches. */
  snippet: z.string(),
  language: localeShape,
  articleKind: z.enum(['faq', 'guide', 'tutorial', 'post']),
  section: z
    .object({ slug: z.string(), name: z.string(), nameLanguage: localeShape.optional() })
    .nullable(),
  /** When readers saw it change last. */
  createdAt: timeShape
})

export const similarArticlesQuery = z.object({
  title: z.string().max(200),
  body: z.string().max(2000).optional()
})

/** Articles that may answer what is being asked, in the reader's language or the nearest. */
export const similarArticleList = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      url: z.string(),
      title: z.string(),
      summary: z.string(),
      language: localeShape
    })
  )
})
