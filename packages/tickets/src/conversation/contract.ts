import { z } from 'zod'
import { authorShape, localeShape, timeShape } from '@stoa/core/contract'
import { linkedAnnouncement, shownField } from '@stoa/threads/contract'
import { ticketHold } from '../holds/contract.ts'
import { ticketSurvey, unsolvedTicket } from '../satisfaction/contract.ts'
import { due, priority, threadLink, ticketRow } from '../shapes.ts'
import { ticketMessage } from './message-contract.ts'

const frozenPost = z.object({
  id: z.int(),
  number: z.int(),
  url: z.string(),
  author: authorShape,
  createdAt: timeShape,
  /** Whether the post was edited since the ticket was opened. */
  edited: z.boolean(),
  /** Answers to the form of its category; none if the reader may no longer see the post. */
  fields: z.array(shownField),
  /** Null if the reader may no longer see the post. */
  html: z.string().nullable(),
  /** What it is clearly written in; null: taken for its ticket's. */
  language: localeShape.nullable()
})

const historyLine = z.object({
  /** A kind of the table `ticket_history`, or `facts_read` or `found_by_fact`. */
  kind: z.string(),
  /**
   * The new state, priority or topic, the new assignee's username, the number of a merged ticket, or
   * a tag.
   */
  detail: z.string().nullable(),
  /** Null for requesters, and for changes made by rules, timers or announcements. */
  actor: authorShape.nullable(),
  /** For the desk only: the name of the rule that acted. */
  rule: z.string().nullable(),
  announcement: linkedAnnouncement.nullable(),
  createdAt: timeShape
})

export type HistoryLine = z.infer<typeof historyLine>

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
  /** For the desk only. */
  tags: z.array(z.string()).nullable(),
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
  /** For the requester only, once it is resolved. */
  survey: ticketSurvey.nullable(),
  /** For the desk only, if the requester called the resolution no help. */
  unsolved: unsolvedTicket.nullable(),
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
  /** When its facts and files were removed, and the days after its closing. */
  detailsRemoved: z.object({ at: timeShape, days: z.number() }).nullable(),
  /** For the desk only. */
  hold: ticketHold.nullable(),
  can: z.object({
    write: z.boolean(),
    close: z.boolean(),
    reopen: z.boolean(),
    decline: z.boolean()
  })
})

export type TicketPage = z.infer<typeof ticketPage>
