import { z } from 'zod'
import { bodyOfText, deskTopicShape, localeShape, timeShape } from '@stoa/core/contract'
import { outcomes, priorities, ticketStates } from './lifecycle/states.ts'

export const topic = deskTopicShape

export const ticketState = z.enum(ticketStates)

export const priority = z.enum(priorities)

export const messageBody = bodyOfText(20_000)

export const uploadIds = z.array(z.string().regex(/^[\w-]{22}$/)).max(10)

/** Format of a ticket number. */
export const numberPattern = /^[2-9A-HJKMNP-TW-Z]{4}(-[2-9A-HJKMNP-TW-Z]{4}){2}$/

export const ticketParams = z.object({ number: z.string().regex(numberPattern) })

export const threadLink = z.object({ id: z.int(), title: z.string(), url: z.string() })

export const ticketRow = z.object({
  number: z.string(),
  url: z.string(),
  topic,
  /** Topic's name in the reader's language. */
  topicName: z.string(),
  /**
   * The ticket's own subject, else its thread's title; null if the reader may no longer see the
   * thread.
   */
  subject: z.string().nullable(),
  language: localeShape,
  state: ticketState,
  outcome: z.enum(outcomes).nullable(),
  createdAt: timeShape,
  changedAt: timeShape
})

/** Next deadline of the desk. */
export const due = z.object({
  what: z.enum(['answer', 'resolution']),
  at: timeShape,
  /** Whether the clock is paused: it is the requester's turn, or the ticket has ended. */
  stands: z.boolean(),
  overdue: z.boolean()
})

export type TicketRow = z.infer<typeof ticketRow>
