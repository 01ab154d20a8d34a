import { z } from 'zod'
import { authorShape, localeShape, timeShape, trustShape } from '@stoa/core/contract'

const maxAuthors = 100
const maxPosts = 10

/** `ids` as `1,2,3`; `posts` is how many of the latest posts of each are answered. */
export const authorsQuery = z.object({
  ids: z
    .string()
    .regex(/^\d{1,15}(,\d{1,15})*$/)
    .transform((ids) => ids.split(',').map(Number))
    .pipe(z.array(z.number().int()).max(maxAuthors)),
  posts: z.coerce.number<number | string>().int().min(0).max(maxPosts).default(0)
})

const latestPost = z.object({
  id: z.int(),
  url: z.string(),
  title: z.string(),
  language: localeShape,
  number: z.int(),
  excerpt: z.string(),
  textLanguage: localeShape,
  state: z.string(),
  category: z.string(),
  createdAt: timeShape
})

/** Facts about an author that a moderator knows. All counts are of what the moderator may see. */
export const authorFacts = authorShape.extend({
  trust: trustShape,
  joinedAt: timeShape,
  bio: z.string(),
  hiddenPosts: z.number(),
  /** Without those that were lifted. */
  sanctions: z.number(),
  /** Reports about the author or their posts that were upheld. */
  upheldReports: z.number(),
  posts: z.array(latestPost),
  can: z.object({ sweep: z.boolean() })
})

export const authorList = z.object({ items: z.array(authorFacts) })

export type AuthorFacts = z.infer<typeof authorFacts>
export type LatestPost = z.infer<typeof latestPost>
