import { z } from 'zod'
import { bodyOfText, idShape, localeShape } from '@stoa/core/contract'
import { linkedAnnouncement } from '@stoa/threads/contract'
import { ticketTags } from './tags.ts'
import {
  messageBody,
  numberPattern,
  priority,
  threadLink,
  ticketParams,
  ticketRow,
  topic
} from '../shapes.ts'
import { messageInput, ticketMessage } from '../conversation/message-contract.ts'
import { nextStates } from '../lifecycle/states.ts'

const typedNumber = z.string().trim().toUpperCase().regex(numberPattern, 'field_tickets_number')

export const ticketMergeInput = z.object({ into: typedNumber })

export const linkInput = z.object({ other: typedNumber })

export const ticketLinkParams = ticketParams.extend({ other: z.string().regex(numberPattern) })

const titledThread = threadLink.extend({ language: localeShape })

export const relatedTickets = z.object({
  /** Other tickets of the same requester. */
  others: z.array(ticketRow),
  threads: z.array(titledThread),
  linked: z.array(ticketRow),
  /** Similar resolved tickets of other requesters. */
  resolved: z.array(ticketRow),
  similar: z.array(titledThread),
  /** Usernames of agents to whom the ticket can be assigned. */
  agents: z.array(z.string())
})

export const ticketResolutionInput = z.object({
  summary: messageBody,
  /** Text for the official public answer. Without it, nothing is published. */
  publishToThread: messageBody.optional(),
  lastSeen: messageInput.shape.lastSeen
})

export const returnInput = z.object({ reason: bodyOfText(2000) })

/** Shaped like an id. A form sends 0 if nothing was chosen, which is refused. */
const chosenAnnouncement = z.coerce
  .number<number | string>()
  .int()
  .positive('field_tickets_announcement')
  .max(Number.MAX_SAFE_INTEGER)

export const ticketChange = z.object({
  state: z.enum([...nextStates, 'closed']).optional(),
  priority: priority.optional(),
  /** Username; null unassigns. */
  assignee: z.string().max(60).nullable().optional(),
  /**
   * Username of the assignee that the agent saw, null for nobody: 409 `ticket_assigned` if it is
   * somebody else by now.
   */
  expectedAssignee: z.string().max(60).nullable().optional(),
  topic: topic.optional(),
  /** Tags to set and to remove; at most ten stay. */
  addTags: ticketTags.optional(),
  removeTags: ticketTags.optional(),
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

/** Id by which the act can be undone within an hour; null if it changed nothing. */
const undoable = z.object({ undo: z.number().nullable() })

export const changedTicket = undoable

const bulkResult = z.object({
  changed: z.number(),
  /** Tickets that were not changed: the code of the problem, and what it says. */
  refused: z.array(z.object({ number: z.string(), code: z.string(), detail: z.string() }))
})

export const bulkTicketAnswer = bulkResult.extend(undoable.shape)

export const undoneAct = bulkResult

export const bulkReplyInput = z.object({
  numbers: bulkTicketInput.shape.numbers,
  audience: ticketMessage.shape.audience.default('requester'),
  /** May contain `{requester}` and `{number}`. */
  body: messageBody.optional(),
  /** Instead of a text. */
  savedReplyId: idShape.optional()
})

/** Usernames of all agents, by name. */
export const agentList = z.object({ items: z.array(z.string()) })

/** At most 200. */
export const ticketTagList = z.object({ items: z.array(z.string()) })

export const presenceInput = z.object({ writing: z.boolean() })

export const presence = z.object({
  others: z.array(z.object({ username: z.string(), writing: z.boolean() })),
  /** Id of the last message. */
  last: z.number().nullable()
})

export type Resolution = z.output<typeof ticketResolutionInput>

export type BulkReply = z.output<typeof bulkReplyInput>

export type TicketChange = z.output<typeof ticketChange>
