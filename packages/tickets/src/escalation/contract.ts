import { z } from 'zod'
import {
  bodyOfText,
  cursorShape,
  flag,
  idShape,
  lineOfText,
  listOf,
  localeShape,
  timeShape
} from '@stoa/core/contract'
import { relatedThread } from '@stoa/threads/contract'
import { messageBody, ticketRow, topic, uploadIds } from '../shapes.ts'

export const escalationInput = z.object({
  topic,
  /** What has to be settled in private. */
  reason: bodyOfText(2000),
  /**
   * Posts of the thread that the ticket starts with. Default: the first post and the requester's
   * posts.
   */
  postIds: z.array(idShape).max(20).optional()
})

export const postsToChoose = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      number: z.int(),
      author: z.string(),
      /** Beginning of the post's text. */
      beginning: z.string(),
      /** Of the text. */
      language: localeShape,
      /** Whether the ticket starts with this post by default. */
      chosen: z.boolean()
    })
  )
})

/**
 * `number` and `url` are set only for the requester and for agents who answer the ticket. A
 * moderator who escalated for the author gets the public state.
 */
export const escalation = z.object({
  number: z.string().optional(),
  url: z.string().optional(),
  state: z.string(),
  since: timeShape,
  /**
   * What happened to the reason: `sent` with the ticket; `drafted` in a reply to the ticket that
   * was open already; `not_sent`, so that the client has to keep it.
   */
  reason: z.enum(['sent', 'drafted', 'not_sent'])
})

export const ticketInput = z.object({
  topic,
  subject: lineOfText(120, 4),
  body: messageBody,
  uploadIds: uploadIds.default([]),
  /** Articles that were read before and did not help, which their statistics count. */
  articlesRead: z
    .array(z.object({ id: idShape, language: localeShape }))
    .max(10)
    .default([])
})

export const createdTicket = z.object({ number: z.string(), url: z.string() })

export const deflectionInput = z.object({
  title: z.string().max(200),
  body: z.string().max(2000).optional(),
  topic: topic.optional(),
  /** Thread that is being escalated; it is left out of the suggestions. */
  thread: idShape.optional()
})

export const deflection = z.object({
  articles: z.array(
    z.object({
      id: z.int(),
      url: z.string(),
      title: z.string(),
      summary: z.string(),
      language: localeShape
    })
  ),
  own: z.array(ticketRow),
  /** Whether the requester opened so many tickets in the last minutes that all open ones are listed. */
  openedOften: z.boolean(),
  announced: z.array(
    z.object({ id: z.int(), url: z.string(), title: z.string(), language: localeShape })
  ),
  solved: z.array(relatedThread)
})

export type EscalationInput = z.output<typeof escalationInput>

export type TicketInput = z.output<typeof ticketInput>

export const reopeningInput = z.object({ body: messageBody })

export const ticketQuery = z.object({
  thread: idShape.optional(),
  open: flag.optional(),
  cursor: cursorShape.optional()
})

export const ticketList = listOf(ticketRow)
