import { z } from 'zod'
import { capabilities } from '@stoa/core'
import { localeShape } from '@stoa/core/contract'
import { fieldInput } from '@stoa/threads/contract'
import { duration } from './duration.ts'
import { readJson } from './files.ts'
import { reason } from './threads.ts'

const user = z.strictObject({
  username: z.string(),
  email: z.string(),
  role: z.enum(['member', 'volunteer', 'staff', 'admin']),
  capabilities: z.array(z.enum(capabilities)).optional(),
  locale: localeShape,
  timeZone: z.string(),
  bio: z.string(),
  /** The time before the seed, like every `ago`. */
  joined: duration
})

const translated = z.partialRecord(localeShape, z.string())

const category = z.strictObject({
  slug: z.string(),
  parent: z.string().optional(),
  name: translated,
  description: translated,
  rule: z.enum(['public', 'read_only', 'approve_first', 'staff_only']),
  /** Usernames of volunteers. */
  moderators: z.array(z.string()).optional(),
  /** What it asks for in new threads. */
  fields: z.array(fieldInput).optional()
})

const userReport = z.strictObject({
  user: z.string(),
  by: z.string(),
  ago: duration,
  reason,
  note: z.string(),
  resolved: z
    .strictObject({
      by: z.string(),
      ago: duration,
      outcome: z.enum(['hide', 'dismiss']),
      note: z.string().optional()
    })
    .optional()
})

/** Content that awaits an announced account at its first sign-in. `ago` is before the seed. */
const homecoming = z.strictObject({
  by: z.string(),
  /** Slugs of categories. */
  follows: z.array(z.string()),
  /** Posts as `key#3`. */
  bookmarks: z.array(z.strictObject({ post: z.string(), ago: duration })),
  /** Threads opened since the last visit, and read to their end at that time. */
  opened: z.array(z.strictObject({ thread: z.string(), ago: duration })),
  /** A draft of a reply in `thread`, or else of a new question in `category`. */
  drafts: z.array(
    z.strictObject({
      ago: duration,
      body: z.string(),
      thread: z.string().optional(),
      category: z.string().optional(),
      title: z.string().optional()
    })
  )
})

export type DemoCategory = z.infer<typeof category>
export type DemoUserReport = z.infer<typeof userReport>
export type DemoHomecoming = z.infer<typeof homecoming>

export const demoUsers = readJson('users.json', z.array(user))
/** Parents stand before their children. */
export const demoCategories = readJson('categories.json', z.array(category))
export const demoUserReports = readJson('user-reports.json', z.array(userReport))
export const demoHomecomings = readJson('homecomings.json', z.array(homecoming))
