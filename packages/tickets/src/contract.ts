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
import { outcomes, priorities, ticketStates } from './states.ts'

export const topic = deskTopicShape
export const ticketState = z.enum(ticketStates)
export const priority = z.enum(priorities)
const messageBody = bodyOfText(20_000)
const uploadIds = z.array(z.string().regex(/^[\w-]{22}$/)).max(10)

export const ticketParams = z.object({ number: z.string().regex(numberPattern) })

export const escalationInput = z.object({
  topic,
  /** What cannot be settled in public. */
  reason: bodyOfText(2000),
  /** Posts of the thread that the ticket starts with; default: the first one and the requester's. */
  postIds: z.array(idShape).max(20).optional()
})
export const postsToChoose = z.object({
  items: z.array(
    z.object({
      id: z.number(),
      number: z.number(),
      author: z.string(),
      /** Of its text. */
      beginning: z.string(),
      /** The ticket starts with it unless others are chosen. */
      chosen: z.boolean()
    })
  )
})
/** Who escalated for somebody else learns the public state only. */
export const escalation = z.object({
  number: z.string().optional(),
  url: z.string().optional(),
  state: z.string(),
  since: timeShape,
  /** `drafted`: in the draft of a reply in the one that was open; `unsent`: nowhere, nothing keeps it. */
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
  /** Until then it can be taken back. */
  sentAt: timeShape
})
export const messageParams = ticketParams.extend({ id: idShape })
export const resolutionInput = z.object({
  summary: messageBody,
  /** What helps others, as the official answer; nothing is an ordinary end. */
  publishToThread: messageBody.optional()
})
export const reopeningInput = z.object({ body: messageBody })
export const returnInput = z.object({ reason: bodyOfText(2000) })

const threadLink = z.object({ id: z.number(), title: z.string(), url: z.string() })

export const ticketRow = z.object({
  number: z.string(),
  url: z.string(),
  topic,
  /** In the reader's language. */
  topicName: z.string(),
  /** Its own, else its thread's; null where the reader may not know that one any more. */
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
  /** What is asked for is about this thread, which answers nothing. */
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
  /** Null for what the desk or a moderator wrote, unless the reader is of the desk. */
  author: authorShape.nullable(),
  /** Under which number somebody spoke for the desk. */
  agent: z.number().nullable(),
  html: z.string(),
  attachments: z.array(attachment),
  createdAt: timeShape,
  /** The requester sees it from then on. */
  sentAt: timeShape,
  canRecall: z.boolean()
})
const frozenPost = z.object({
  id: z.number(),
  number: z.number(),
  url: z.string(),
  author: authorShape,
  createdAt: timeShape,
  /** It says something else by now. */
  edited: z.boolean(),
  /** Null where the reader may not read it any more. */
  html: z.string().nullable()
})
const historyLine = z.object({
  /** As the table of the history says, and `facts_read`. */
  kind: z.string(),
  /** The new state, priority or topic, the new assignee's user name, the number of a merged ticket. */
  detail: z.string().nullable(),
  /** For the desk only; null also where nobody did it. */
  actor: authorShape.nullable(),
  announcement: linkedAnnouncement.nullable(),
  createdAt: timeShape
})
export type HistoryLine = z.infer<typeof historyLine>
/** What the desk has to do next, and until when. */
const due = z.object({
  what: z.enum(['answer', 'resolution']),
  at: timeShape,
  /** The clock stands: it is the requester's turn, or the ticket has ended. */
  stands: z.boolean(),
  overdue: z.boolean()
})
export const ticketPage = ticketRow.extend({
  thread: threadLink.nullable(),
  /** As whom the reader sees it. */
  view: z.enum(['requester', 'desk']),
  requester: authorShape,
  /** By the proof of an address alone, see `POST /accounts/email-proof`. */
  byProof: z.boolean(),
  /** Not by the requester: they may decline while this is true. */
  proposed: z.boolean(),
  /** The number of the ticket that it is part of. */
  mergedInto: z.string().nullable(),
  firstAnsweredAt: timeShape.nullable(),
  resolvedAt: timeShape.nullable(),
  closedAt: timeShape.nullable(),
  messages: z.array(ticketMessage),
  copies: z.array(frozenPost),
  /** What is to be, or was, published of it. */
  answer: z
    .object({
      html: z.string(),
      state: z.enum(['proposed', 'published', 'objected', 'refused']),
      publishAt: timeShape,
      /** Of the post, once it is one. */
      url: z.string().nullable()
    })
    .nullable(),
  history: z.array(historyLine),
  /** For the desk only. */
  priority: priority.nullable(),
  /** The incident or maintenance that it is about, as it stands now. */
  announcement: linkedAnnouncement.nullable(),
  /** For the desk only. */
  assignee: authorShape.nullable(),
  /** For the desk only. */
  due: due.nullable(),
  /** For the desk only: out of the queues until then; null once it is back. */
  snoozedUntil: timeShape.nullable(),
  /** For its requester, until the first answer. */
  wait: z
    .object({
      /** How many are answered before it, this one included. */
      place: z.number(),
      /** False: it is further behind than that. */
      placeIsExact: z.boolean(),
      /** How long the last ones waited, in minutes; null without enough of them. */
      usual: z
        .object({
          half: z.number(),
          most: z.number(),
          tickets: z.number(),
          /** Those about the same topic; false: of all, for of these there were too few. */
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

/** As ids are; nothing chosen in a form is 0. */
const chosenAnnouncement = z.coerce
  .number<number | string>()
  .int()
  .positive('field_tickets_announcement')
  .max(Number.MAX_SAFE_INTEGER)

export const ticketChange = z.object({
  state: z.enum(['open', 'waiting_on_requester', 'waiting_on_third_party', 'closed']).optional(),
  priority: priority.optional(),
  /** Username; null for nobody. */
  assignee: z.string().max(60).nullable().optional(),
  topic: topic.optional(),
  /** The incident or maintenance that it is about; null for none. */
  announcementId: chosenAnnouncement.nullable().optional(),
  /** Out of the queues until then, ISO 8601; null brings it back. */
  snoozedUntil: z.iso.datetime({ offset: true }).nullable().optional(),
  /** The same, until nine in the morning of the desk on that day. */
  snoozeDay: z
    .union([z.enum(['tomorrow', 'next_monday']), z.iso.date()], 'field_tickets_day')
    .optional()
})

/** What a desk elsewhere says of a ticket, with its number. */
const said = <T extends string, S extends z.ZodRawShape>(type: T, data: z.ZodObject<S>) =>
  z.object({
    type: z.literal(type),
    /** Standard Webhooks puts one here; the signed header is what counts. */
    timestamp: z.string().max(40).optional(),
    data: data.extend(ticketParams.shape)
  })
export const deskMessage = z.discriminatedUnion('type', [
  said('desk.answered', messageInput.omit({ uploadIds: true })),
  said('desk.changed', ticketChange.pick({ state: true, priority: true, topic: true })),
  said('desk.resolved', resolutionInput),
  said('desk.returned', returnInput)
])
export type DeskMessage = z.output<typeof deskMessage>

export const disturbanceQuery = z.object({ ticket: ticketParams.shape.number.optional() })
export const disturbanceList = z.object({ items: z.array(linkedAnnouncement) })

export const bulkInput = ticketChange.extend({
  numbers: z.array(z.string().regex(numberPattern)).min(1).max(100)
})
export const bulkAnswer = z.object({
  changed: z.number(),
  /** Which stayed as they are, with the code of the problem. */
  refused: z.array(z.object({ number: z.string(), code: z.string() }))
})
const typedNumber = z.string().trim().toUpperCase().regex(numberPattern, 'field_tickets_number')
export const mergeInput = z.object({ into: typedNumber })
export const linkInput = z.object({ other: typedNumber })
export const linkParams = ticketParams.extend({ other: z.string().regex(numberPattern) })
export const presenceInput = z.object({ writing: z.boolean() })
export const presence = z.object({
  others: z.array(z.object({ username: z.string(), writing: z.boolean() })),
  /** The id of the last message. */
  last: z.number().nullable()
})
const titledThread = threadLink.extend({ language: localeShape })
export const relatedTickets = z.object({
  /** Of the same requester. */
  others: z.array(ticketRow),
  threads: z.array(titledThread),
  linked: z.array(ticketRow),
  /** Of others, and alike. */
  resolved: z.array(ticketRow),
  similar: z.array(titledThread),
  /** Usernames of those who can be given it. */
  agents: z.array(z.string())
})

export const queueQuery = z.object({
  view: z
    .enum(['unassigned', 'mine', 'overdue', 'waiting', 'snoozed', 'ended', 'all'])
    .default('unassigned'),
  topic: topic.optional(),
  language: localeShape.optional(),
  priority: priority.optional(),
  /** Words in subject and conversation; tickets of every view that have them, the newest first. */
  q: z.string().max(200).optional(),
  cursor: cursorShape.optional()
})
/** Up to here the tickets of a view are counted: it means that there are so many or more. */
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
/** `isAll`: it answers every topic that the reader does; `isOut`: it has taken nothing for three days. */
export const elsewhere = z.object({
  desk: z
    .object({
      /** The user name under which it answers. */
      agent: z.string(),
      topics: z.array(z.string()),
      isAll: z.boolean(),
      isOut: z.boolean()
    })
    .nullable()
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
