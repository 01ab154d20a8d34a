import { z } from 'zod'
import { authorShape, idShape, localeShape, timeShape } from '@stoa/core/contract'
import { credits } from '../schema.ts'

export const fromThreadInput = z.object({ threadId: idShape })

/** Number of a resolved ticket. */
export const fromTicketInput = z.object({ number: z.string().max(20) })

export const credit = z.enum(credits)

/** Words of the actor that an article uses. */
export const ownSource = z.object({
  articleId: z.int(),
  /** Of the public version, until there is one of the newest. */
  title: z.string(),
  language: localeShape,
  /** Null until it is published. */
  url: z.string().nullable(),
  /** What went into the draft. */
  used: z.array(z.object({ html: z.string() })),
  /** The paragraphs of that version that repeat it. */
  passages: z.array(z.object({ html: z.string() })),
  credit,
  agreed: z.boolean(),
  objected: z.boolean(),
  /** Until then it is not published unless they agree. */
  until: timeShape.nullable(),
  can: z.object({ object: z.boolean() })
})

export const ownSourceList = z.object({ items: z.array(ownSource) })

/** What an author decides about their words in one article. */
export const sourceDecision = z.object({
  credit: z.enum(['named', 'left_out']),
  /** False: it is not published while they object. */
  agrees: z.boolean()
})

/** A source, for those who write the article. */
export const articleSourceRow = z.object({
  /** Null for who took part in a ticket, unless the reader answers it. */
  author: authorShape.nullable(),
  /** Of the post; null for a ticket, and for a post that the reader may not read. */
  url: z.string().nullable(),
  state: z.enum(['own', 'asked', 'agreed', 'objected', 'redacted']),
  /** Until then a publication waits for what they decide. */
  until: timeShape.nullable()
})

/** Threads that many had the same question as, without an article yet. */
export const suggestions = z.object({
  threads: z.array(
    z.object({
      id: z.int(),
      url: z.string(),
      title: z.string(),
      language: localeShape,
      meTooCount: z.int(),
      /** Members who have read it. */
      readerCount: z.int(),
      solved: z.boolean()
    })
  ),
  /** Searches without results by at least five people in a week. For those who publish. */
  queries: z.array(z.object({ term: z.string(), people: z.number() }))
})

export type OwnSource = z.infer<typeof ownSource>
export type SourceDecision = z.output<typeof sourceDecision>
export type ArticleSourceRow = z.infer<typeof articleSourceRow>
export type Suggestions = z.infer<typeof suggestions>
