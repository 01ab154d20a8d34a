import { z } from 'zod'
import {
  authorShape,
  cursorShape,
  lineOfText,
  listOf,
  localeShape,
  timeShape,
  usernameShape
} from '@stoa/core/contract'
import { placeInSeries } from '../series/contract.ts'
import { articleRow, kind, sectionLink, slugShape } from '../shapes.ts'

export const articleQuery = z.object({
  kind: kind.optional(),
  /** `help`: all kinds but posts of the blog. */
  place: z.enum(['help', 'blog']).optional(),
  /** Slug; a section has its sub-sections. */
  section: slugShape.optional(),
  tag: lineOfText(30).toLowerCase().optional(),
  /** Username of who is named above it. */
  author: usernameShape.optional(),
  language: localeShape.optional(),
  cursor: cursorShape.optional()
})

/** What a feed is limited to. */
export const articleFeedQuery = articleQuery.pick({
  kind: true,
  section: true,
  tag: true,
  language: true
})

export const articleList = listOf(articleRow)

export const articleHighlights = z.object({
  /** Read most in the last thirty days, the most read first. */
  popular: z.array(articleRow),
  /** Changed last, the last changed first. */
  updated: z.array(articleRow)
})

const heading = z.object({ level: z.number(), id: z.string(), text: z.string() })

const threadLink = z.object({ url: z.string(), title: z.string(), language: localeShape })

/** An article in one language. */
export const articlePage = z.object({
  article: articleRow.extend({
    html: z.string(),
    headings: z.array(heading),
    /** When it was checked last, if ever, or published. */
    checkedAt: timeShape,
    /** Its owner should have checked it by now. */
    overdue: z.boolean(),
    archivedAt: timeShape.nullable(),
    /** Names of those whose words it uses and who chose to be named. */
    credits: z.array(z.string()),
    /** What replaces an archived article, if the reader may read it. */
    successor: z.object({ url: z.string(), title: z.string(), language: localeShape }).nullable()
  }),
  /** The way from the help centre to it. */
  path: z.array(sectionLink),
  /** Null outside of a series. */
  series: placeInSeries.nullable(),
  /** The languages in which it is public. */
  languages: z.array(z.object({ language: localeShape, url: z.string() })),
  /** Versions of the original that this translation lacks. */
  behind: z.number(),
  /** Threads that it was made from, as far as the reader may read them. */
  threads: z.array(threadLink),
  can: z.object({ write: z.boolean() })
})

export const revisionQuery = z.object({
  cursor: cursorShape.optional(),
  limit: z.coerce.number().int().min(1).max(20).default(20)
})

export const articleRevisionList = listOf(
  z.object({
    number: z.int(),
    /** What it says is null for readers of a withdrawn version. */
    title: z.string().nullable(),
    summary: z.string().nullable(),
    body: z.string().nullable(),
    /** The body as readers see it. */
    html: z.string().nullable(),
    note: z.string().nullable(),
    /** An earlier version that was withdrawn; the reason is for those who publish. */
    withdrawn: z.object({ at: timeShape, reason: z.string().nullable() }).nullable(),
    /** For writers only. */
    editor: authorShape.nullable(),
    createdAt: timeShape,
    publishedAt: timeShape.nullable()
  })
)

export type ArticleQuery = z.output<typeof articleQuery>
export type FeedQuery = z.output<typeof articleFeedQuery>
export type RevisionQuery = z.output<typeof revisionQuery>
export type ArticlePage = z.infer<typeof articlePage>
export type ArticleRevisionList = z.infer<typeof articleRevisionList>
