import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  cursorShape,
  listOf,
  localeShape,
  timeShape
} from '@stoa/core/contract'
import { linkedAnnouncement } from '@stoa/threads/contract'
import { due, messageBody, priority, ticketParams, ticketRow, topic } from '../shapes.ts'
import { numberPattern } from '../numbers.ts'
import { ticketMessage } from '../conversation/message-contract.ts'

export const ticketResolutionInput = z.object({
  summary: messageBody,
  /** Text for the official public answer. Without it, nothing is published. */
  publishToThread: messageBody.optional()
})

export const returnInput = z.object({ reason: bodyOfText(2000) })

/** Shaped like an id. A form sends 0 if nothing was chosen, which is refused. */
const chosenAnnouncement = z.coerce
  .number<number | string>()
  .int()
  .positive('field_tickets_announcement')
  .max(Number.MAX_SAFE_INTEGER)

export const ticketChange = z.object({
  state: z.enum(['open', 'waiting_on_requester', 'waiting_on_third_party', 'closed']).optional(),
  priority: priority.optional(),
  /** Username; null unassigns. */
  assignee: z.string().max(60).nullable().optional(),
  topic: topic.optional(),
  /** Linked incident or maintenance; null removes the link. */
  announcementId: chosenAnnouncement.nullable().optional(),
  /** Hides the ticket from the queues until this time, ISO 8601; null ends it. */
  snoozedUntil: z.iso.datetime({ offset: true }).nullable().optional(),
  /** Snoozes until nine in the morning of the desk on that day. */
  snoozeDay: z
    .union([z.enum(['tomorrow', 'next_monday']), z.iso.date()], 'field_tickets_day')
    .optional()
})

export const disturbanceQuery = z.object({ ticket: ticketParams.shape.number.optional() })

export const disturbanceList = z.object({ items: z.array(linkedAnnouncement) })

export const bulkTicketInput = ticketChange.extend({
  numbers: z.array(z.string().regex(numberPattern)).min(1).max(100)
})

export const bulkTicketAnswer = z.object({
  changed: z.number(),
  /** Tickets that were not changed, with the code of the problem. */
  refused: z.array(z.object({ number: z.string(), code: z.string() }))
})

export const presenceInput = z.object({ writing: z.boolean() })

export const presence = z.object({
  others: z.array(z.object({ username: z.string(), writing: z.boolean() })),
  /** Id of the last message. */
  last: z.number().nullable()
})

/** Views of the queue, in the order of their tabs. */
export const deskViews = [
  'unassigned',
  'mine',
  'overdue',
  'waiting',
  'snoozed',
  'all',
  'ended'
] as const

export const queueSorts = ['due', 'age', 'answer', 'priority'] as const

const queueFilter = z.object({
  topic: topic.optional(),
  language: localeShape.optional(),
  priority: priority.optional()
})

export const queueCountsQuery = queueFilter

export const queueQuery = queueFilter.extend({
  view: z.enum(deskViews).default('unassigned'),
  /**
   * By deadline, by age, by the time since the last answer, or the most urgent first. Ended tickets
   * and results of a search have an order of their own.
   */
  sort: z.enum(queueSorts).default('due'),
  /** Searches subject and conversation of tickets in all views; newest first. */
  q: z.string().max(200).optional(),
  cursor: cursorShape.optional()
})

/** Tickets of a view are counted up to this number; it stands for "this many or more". */
export const viewCountLimit = 100

const viewCount = z.int().max(viewCountLimit)

export const queueCounts = z.record(z.enum(deskViews), viewCount)

export const queueRow = ticketRow.extend({
  priority,
  requester: authorShape,
  assignee: authorShape.nullable(),
  snoozedUntil: timeShape.nullable(),
  due,
  /** The last message or internal note. */
  last: z
    .object({
      side: ticketMessage.shape.side,
      audience: ticketMessage.shape.audience,
      /** Its beginning; empty if it has no text, or an address that money could be sent to. */
      text: z.string(),
      createdAt: timeShape
    })
    .nullable(),
  /** Who has to act next; null if the ticket has ended. */
  turn: z.enum(['desk', 'requester', 'third_party']).nullable(),
  /** Whether the last message is new to the reader. */
  unread: z.boolean(),
  /** Tickets of the requester that the reader answers; 100 means 100 or more. */
  requesterTickets: z.number()
})

export const deskQueue = listOf(queueRow)

export type Resolution = z.output<typeof ticketResolutionInput>

export type QueueRow = z.infer<typeof queueRow>

export type TicketChange = z.output<typeof ticketChange>
