import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  cursorShape,
  deskTopicShape,
  flag,
  idShape,
  lineOfText,
  listOf,
  localeShape,
  timeShape
} from '@stoa/core/contract'
import { linkedAnnouncement, relatedThread } from '@stoa/threads/contract'
import { numberPattern } from './numbers.ts'
import { outcomes, priorities, ticketStates } from './lifecycle/states.ts'

export const topic = deskTopicShape
export const ticketState = z.enum(ticketStates)
export const priority = z.enum(priorities)
const messageBody = bodyOfText(20_000)
const uploadIds = z.array(z.string().regex(/^[\w-]{22}$/)).max(10)

export const ticketParams = z.object({ number: z.string().regex(numberPattern) })

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
      id: z.number(),
      number: z.number(),
      author: z.string(),
      /** Beginning of the post's text. */
      beginning: z.string(),
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
  uploadIds: uploadIds.default([])
})
export const createdTicket = z.object({ number: z.string(), url: z.string() })

export const messageInput = z.object({
  body: messageBody,
  audience: z.enum(['requester', 'staff']).default('requester'),
  uploadIds: uploadIds.default([])
})
export const createdMessage = z.object({
  id: z.number(),
  /** Time until which the message can be recalled. */
  sentAt: timeShape
})
export const messageParams = ticketParams.extend({ id: idShape })
export const resolutionInput = z.object({
  summary: messageBody,
  /** Text for the official public answer. Without it, nothing is published. */
  publishToThread: messageBody.optional()
})
export const reopeningInput = z.object({ body: messageBody })
export const returnInput = z.object({ reason: bodyOfText(2000) })

const threadLink = z.object({ id: z.number(), title: z.string(), url: z.string() })

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
export const deflectionInput = z.object({
  title: z.string().max(200),
  body: z.string().max(2000).optional(),
  topic: topic.optional(),
  /** Thread that is being escalated; it is left out of the suggestions. */
  thread: idShape.optional()
})
export const deflection = z.object({
  own: z.array(ticketRow),
  announced: z.array(
    z.object({ id: z.number(), url: z.string(), title: z.string(), language: localeShape })
  ),
  solved: z.array(relatedThread)
})
export const ticketQuery = z.object({
  thread: idShape.optional(),
  open: flag.optional(),
  cursor: cursorShape.optional()
})
export const ticketList = listOf(ticketRow)

const attachment = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  contentType: z.string(),
  bytes: z.number()
})
export const ticketMessage = z.object({
  id: z.number(),
  side: z.enum(['requester', 'desk', 'moderator']),
  audience: z.enum(['requester', 'staff']),
  /** Null for messages of the desk and of moderators, unless the reader is an agent. */
  author: authorShape.nullable(),
  /** Agent number under which the message was written. */
  agent: z.number().nullable(),
  html: z.string(),
  attachments: z.array(attachment),
  createdAt: timeShape,
  /** Time from which the requester sees the message. */
  sentAt: timeShape,
  canRecall: z.boolean()
})
const frozenPost = z.object({
  id: z.number(),
  number: z.number(),
  url: z.string(),
  author: authorShape,
  createdAt: timeShape,
  /** Whether the post was edited since the ticket was opened. */
  edited: z.boolean(),
  /** Null if the reader may no longer see the post. */
  html: z.string().nullable()
})
const historyLine = z.object({
  /** A kind of the table `ticket_history`, or `facts_read`. */
  kind: z.string(),
  /**
   * The new state, priority or topic, the new assignee's username, or the number of a merged
   * ticket.
   */
  detail: z.string().nullable(),
  /** Null for requesters, and for changes made by timers or announcements. */
  actor: authorShape.nullable(),
  announcement: linkedAnnouncement.nullable(),
  createdAt: timeShape
})
export type HistoryLine = z.infer<typeof historyLine>
/** Next deadline of the desk. */
const due = z.object({
  what: z.enum(['answer', 'resolution']),
  at: timeShape,
  /** Whether the clock is paused: it is the requester's turn, or the ticket has ended. */
  stands: z.boolean(),
  overdue: z.boolean()
})
export const ticketPage = ticketRow.extend({
  thread: threadLink.nullable(),
  /** Side from which the reader sees the ticket. */
  view: z.enum(['requester', 'desk']),
  requester: authorShape,
  /** Opened with a mailed code alone, see `POST /accounts/email-proof`. */
  openedWithCode: z.boolean(),
  /** Opened by somebody else for the requester, who may still decline. */
  proposed: z.boolean(),
  /** Number of the ticket that this one was merged into. */
  mergedInto: z.string().nullable(),
  firstAnsweredAt: timeShape.nullable(),
  resolvedAt: timeShape.nullable(),
  closedAt: timeShape.nullable(),
  messages: z.array(ticketMessage),
  copies: z.array(frozenPost),
  /** The answer proposed or published on the thread. */
  answer: z
    .object({
      html: z.string(),
      state: z.enum(['proposed', 'published', 'objected', 'refused']),
      publishAt: timeShape,
      /** URL of the post, once it is published. */
      url: z.string().nullable()
    })
    .nullable(),
  history: z.array(historyLine),
  /** For the desk only. */
  priority: priority.nullable(),
  /** Linked incident or maintenance, in its current version. */
  announcement: linkedAnnouncement.nullable(),
  /** For the desk only. */
  assignee: authorShape.nullable(),
  /** For the desk only. */
  due: due.nullable(),
  /**
   * For the desk only: time until which the ticket is hidden from the queues; null if it is not
   * snoozed.
   */
  snoozedUntil: timeShape.nullable(),
  /** For the requester only, until the first answer. */
  wait: z
    .object({
      /** Position in the queue, starting at 1. */
      place: z.number(),
      /** False if the position is greater than `place`. */
      placeIsExact: z.boolean(),
      /** Recent waiting times in minutes; null if there are too few tickets. */
      usual: z
        .object({
          half: z.number(),
          most: z.number(),
          tickets: z.number(),
          /**
           * Whether the times are those of this topic. False: there were too few, so all topics
           * count.
           */
          ofTopic: z.boolean()
        })
        .nullable()
    })
    .nullable(),
  can: z.object({
    write: z.boolean(),
    close: z.boolean(),
    reopen: z.boolean(),
    decline: z.boolean()
  })
})

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

export const bulkInput = ticketChange.extend({
  numbers: z.array(z.string().regex(numberPattern)).min(1).max(100)
})
export const bulkAnswer = z.object({
  changed: z.number(),
  /** Tickets that were not changed, with the code of the problem. */
  refused: z.array(z.object({ number: z.string(), code: z.string() }))
})
const typedNumber = z.string().trim().toUpperCase().regex(numberPattern, 'field_tickets_number')
export const mergeInput = z.object({ into: typedNumber })
export const linkInput = z.object({ other: typedNumber })
export const linkParams = ticketParams.extend({ other: z.string().regex(numberPattern) })
export const presenceInput = z.object({ writing: z.boolean() })
export const presence = z.object({
  others: z.array(z.object({ username: z.string(), writing: z.boolean() })),
  /** Id of the last message. */
  last: z.number().nullable()
})
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

export const queueQuery = z.object({
  view: z
    .enum(['unassigned', 'mine', 'overdue', 'waiting', 'snoozed', 'ended', 'all'])
    .default('unassigned'),
  topic: topic.optional(),
  language: localeShape.optional(),
  priority: priority.optional(),
  /** Searches subject and conversation of tickets in all views; newest first. */
  q: z.string().max(200).optional(),
  cursor: cursorShape.optional()
})
/** Tickets of a view are counted up to this number; it stands for "this many or more". */
export const countLimit = 100
const viewCount = z.int().max(countLimit)
export const queueCounts = z.object({
  unassigned: viewCount,
  mine: viewCount,
  overdue: viewCount,
  waiting: viewCount,
  snoozed: viewCount
})
export const queueRow = ticketRow.extend({
  priority,
  requester: authorShape,
  assignee: authorShape.nullable(),
  snoozedUntil: timeShape.nullable(),
  due
})
export const queue = listOf(queueRow)

const savedReplyBody = z.object({
  en: bodyOfText(4000).optional(),
  'zh-CN': bodyOfText(4000).optional(),
  'zh-TW': bodyOfText(4000).optional()
})
export const savedReplyInput = z.object({
  name: lineOfText(80),
  topic: topic.nullable().optional(),
  body: savedReplyBody
})
export const savedReplyList = z.object({
  items: z.array(
    z.object({ id: z.number(), name: z.string(), topic: topic.nullable(), body: savedReplyBody })
  )
})
export const filledSavedReplies = z.object({
  items: z.array(z.object({ id: z.number(), name: z.string(), text: z.string() }))
})
export const createdSavedReply = z.object({ id: z.number() })

export type Resolution = z.output<typeof resolutionInput>
export type QueueRow = z.infer<typeof queueRow>
export type EscalationInput = z.output<typeof escalationInput>
export type TicketInput = z.output<typeof ticketInput>
export type MessageInput = z.output<typeof messageInput>
export type TicketChange = z.output<typeof ticketChange>
export type TicketRow = z.infer<typeof ticketRow>
export type TicketPage = z.infer<typeof ticketPage>
export type TicketMessage = z.infer<typeof ticketMessage>

export * from './facts/contract.ts'
export * from './statistics/contract.ts'
export * from './rules/contract.ts'
export * from './service-levels/contract.ts'
export * from './topics/contract.ts'
