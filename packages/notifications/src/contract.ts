import { z } from 'zod'
import {
  authorShape,
  cursorShape,
  flag,
  idShape,
  listOf,
  localeShape,
  openQuery,
  timeShape
} from '@stoa/core/contract'
import { choices, countedKinds, frequencies, kinds } from './schema.ts'

export const notificationKind = z.enum(kinds)
export const notification = z.object({
  id: z.int(),
  kind: notificationKind,
  url: z.string(),
  /**
   * The thread's title, or the name of a reported user. Empty if the reader may not know it. For a
   * hidden thread, reporters and repliers get the title that they could read before.
   */
  title: z.string(),
  /** Null if the actor is anonymous, as in moderation. */
  actor: authorShape.nullable(),
  /**
   * For moderation and report outcomes: the action, its reason and end, and the page to appeal on.
   * For a thread that is visible again and a resolved ticket, only `action`: `restored`, `resolved`.
   */
  detail: z
    .object({
      action: z.string(),
      reason: z.string().nullable(),
      until: timeShape.nullable(),
      decision: z.string().nullable()
    })
    .nullable(),
  /** For agents: the subject of a ticket of the desk. Mails do not have it. */
  subject: z.string().nullable(),
  /** What was said, for kinds about a post of a member: its beginning, in the thread's language. */
  said: z.object({ text: z.string(), language: localeShape }).nullable(),
  createdAt: timeShape,
  read: z.boolean()
})
export const notificationQuery = z.object({
  unread: flag.optional(),
  cursor: cursorShape.optional()
})
export const notificationList = listOf(notification).extend({ unread: z.number() })
/** Without ids all notifications are marked as read. */
export const readInput = z.object({ ids: z.array(idShape).max(200).optional() })
export const unreadAnswer = z.object({ unread: z.number() })
export const mailFrequency = z.enum(frequencies)
export const mailConsentInput = z.object({ given: z.boolean() })

const hour = z.number().int().min(0).max(23)

/** Whole hours in the reader's time zone; past midnight if `from` is the later. */
const hoursOfQuiet = z
  .object({ from: hour, to: hour })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'field_quiet_hours' })
  .nullable()
const kindMails = z.array(
  z
    .object({ kind: notificationKind, mail: z.enum(choices) })
    .refine(({ kind, mail }) => mail !== 'nowhere' || countedKinds.includes(kind), {
      path: ['mail'],
      error: 'field_invalid'
    })
)
/** New threads of followed categories that are mailed otherwise than those of others. */
const mailsOfCategories = z.array(z.object({ categoryId: idShape, mail: mailFrequency }))

export const preferenceAnswer = z.object({
  items: kindMails,
  /** What holds for those who chose nothing. */
  usual: kindMails,
  categories: mailsOfCategories,
  quietHours: hoursOfQuiet,
  /** What the user said last of optional mails; null if they were never asked. */
  consent: z.object({ given: z.boolean(), at: timeShape }).nullable()
})
/** What is left out stays as it is; `categories` replaces all of them. */
export const preferenceChange = z.object({
  items: kindMails.default([]),
  categories: mailsOfCategories.max(500).optional(),
  quietHours: hoursOfQuiet.optional()
})
export const unsubscribeQuery = openQuery.extend({ token: z.string().max(200).default('') })
/** Comma-separated: `thread:12`, `inbox`, `lists`, `announcements`, `ticket:7KQF-M9XW-4TDP`. */
export const liveQuery = z.object({ topics: z.string().max(400) })

export type Notification = z.infer<typeof notification>
export type PreferenceChange = z.infer<typeof preferenceChange>
export type Preference = PreferenceChange['items'][number]
