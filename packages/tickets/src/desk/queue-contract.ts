import { z } from 'zod'
import {
  authorShape,
  cursorShape,
  lineOfText,
  listOf,
  localeShape,
  timeShape
} from '@stoa/core/contract'
import { due, priority, ticketParams, ticketRow, topic } from '../shapes.ts'
import { ticketTag } from './tags.ts'
import { ticketMessage } from '../conversation/message-contract.ts'

/** Views of the queue, in the order of their tabs. */
export const deskViews = [
  'unassigned',
  'mine',
  'overdue',
  'waiting',
  'snoozed',
  'follow_up',
  'all',
  'ended'
] as const

export const queueSorts = ['due', 'age', 'answer', 'priority'] as const

const queueFilter = z.object({
  topic: topic.optional(),
  language: localeShape.optional(),
  priority: priority.optional(),
  tag: ticketTag.optional()
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

/** The list that an agent works through; `at` is the place of the ticket when it was opened. */
export const placeQuery = ticketParams
  .extend(queueQuery.omit({ q: true, cursor: true }).shape)
  .extend({ at: cursorShape.optional() })

export const ticketPlace = z.object({
  /** Counted from 1 up to 100; null if the list does not contain the ticket any more. */
  position: z.number().nullable(),
  total: z.number(),
  previous: z.string().nullable(),
  next: z.string().nullable(),
  /** Pass it on while acting on the ticket, which may leave the list by that. */
  at: cursorShape
})

/** Tickets of a view are counted up to this number; it stands for "this many or more". */
export const viewCountLimit = 100

const viewCount = z.int().max(viewCountLimit)

export const queueCounts = z.record(z.enum(deskViews), viewCount)

export const queueRow = ticketRow.extend({
  priority,
  tags: z.array(z.string()),
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
      /** Null: taken for its ticket's. */
      language: localeShape.nullable(),
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

export type PlaceQuery = z.output<typeof placeQuery>

export type QueueRow = z.infer<typeof queueRow>

const savedFilter = queueQuery.omit({ q: true, cursor: true })

const nameAndAudience = z.object({
  name: lineOfText(60),
  /** Whether all agents see it, each with the tickets that they answer. */
  shared: z.boolean().default(false)
})

export const savedViewInput = nameAndAudience.extend(savedFilter.shape)

export const savedViewChange = nameAndAudience

export const createdView = z.object({ id: z.int() })

export const savedViews = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      shared: z.boolean(),
      /** Whether the reader may change it. */
      own: z.boolean(),
      filter: savedFilter,
      /** Tickets that the reader answers; 100 means 100 or more. */
      count: z.int()
    })
  )
})

export type SavedViewInput = z.output<typeof savedViewInput>
