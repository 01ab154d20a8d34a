import { z } from 'zod'
import { bodyOfText, localeShape, timeShape } from '@stoa/core/contract'
import { kind, sectionLink } from '../shapes.ts'
import { reasons } from '../schema.ts'

const reason = z.enum(reasons)

/** The answer to "Did this help?". */
export const feedbackInput = z.object({
  helped: z.boolean(),
  /** Why not. */
  reason: reason.optional(),
  /** To the owner of the article, never public. */
  words: bodyOfText(1000).optional(),
  /** Given where somebody was asking, who had it offered. */
  whileAsking: z.boolean().default(false)
})

export const statisticsQuery = z.object({
  days: z.coerce.number().int().min(1).max(365).default(90)
})

const counts = z.object({
  /** A page is counted once a minute for each visitor. */
  views: z.number(),
  /** Opened from results of a search. */
  search: z.number(),
  /** Opened where somebody was asking; how many of them said there that it helped. */
  asking: z.number(),
  askingHelped: z.number(),
  /** Tickets opened after it. */
  tickets: z.number(),
  helped: z.number(),
  notHelped: z.number()
})

const reasonCounts = z.object({
  wrong: z.number(),
  outdated: z.number(),
  unclear: z.number(),
  not_found: z.number()
})

/** How articles do, those read most first. */
export const statistics = z.object({
  /** Null for what is in no section. */
  sections: z.array(counts.extend({ section: sectionLink.nullable() })),
  items: z.array(
    counts.extend({
      id: z.int(),
      url: z.string(),
      title: z.string(),
      language: localeShape,
      kind,
      reasons: reasonCounts,
      /** Words that nobody has dealt with. */
      open: z.number()
    })
  )
})

/** How one article does. */
export const articleStatistics = counts.extend({
  reasons: reasonCounts,
  /** What it was searched for before it was opened, if enough readers did, those of most first. */
  searches: z.array(z.object({ words: z.string(), readers: z.number() })),
  /** Words of readers, those to deal with first. */
  words: z.array(
    z.object({
      id: z.int(),
      language: localeShape,
      reason: reason.nullable(),
      words: z.string(),
      /** Another version has become public since. */
      isOutdated: z.boolean(),
      createdAt: timeShape,
      doneAt: timeShape.nullable()
    })
  )
})

export type FeedbackInput = z.output<typeof feedbackInput>
export type StatisticsQuery = z.output<typeof statisticsQuery>
export type Statistics = z.infer<typeof statistics>
export type ArticleStatistics = z.infer<typeof articleStatistics>
