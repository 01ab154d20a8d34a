import { z } from 'zod'
import { localeShape } from '@stoa/core/contract'
import { reasons } from '@stoa/moderation/tables'
import { duration } from './duration.ts'
import { checked, markdownFiles, readParts } from './files.ts'

export const reason = z.enum(reasons)

/** An act of a user. `after` counts from the start of the thread. */
export const act = z.strictObject({ by: z.string(), after: duration })

const edit = z.strictObject({ after: duration, body: z.string(), reason: z.string().optional() })
const withdrawn = z.strictObject({ after: duration })
const number = z.int().positive()

/** `restored` also counts from the start of the thread. */
const hiding = act.extend({ reason, note: z.string().optional(), restored: act.optional() })

const written = z.strictObject({
  author: z.string(),
  /**
   * `{thread:key}` becomes a link to an older thread, `{thread:key#p3}` to a post of it.
   */
  body: z.string(),
  /** How many of the other members vote, whenever they joined. */
  votes: number.optional(),
  edits: z.array(edit).optional(),
  /** Of a thread: hides post number 1, and with it the thread. */
  hidden: hiding.optional(),
  withdrawn: withdrawn.optional()
})

/** Posts are in order of `after`. The thread's own body is number 1, so `posts[0]` is number 2. */
const post = written.extend({ after: duration, replyTo: number.optional() })

const report = act.extend({
  /** The number of the reported post. */
  post: number,
  reason,
  note: z.string().optional(),
  /** Without it the case is open. `hide` hides the post, which then has no `hidden` of its own. */
  resolved: act
    .extend({
      outcome: z.enum(['hide', 'dismiss']),
      reason: reason.optional(),
      note: z.string().optional()
    })
    .optional()
})

const thread = written.extend({
  kind: z.enum(['question', 'discussion']),
  language: localeShape,
  ago: duration,
  /** UTC time of day of the start, if a text names the clock. `ago` then gives only the day. */
  at: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .optional(),
  title: z.string(),
  tags: z.array(z.string()),
  meToo: number.optional(),
  accepted: act.extend({ post: number }).optional(),
  pinned: act.extend({ scope: z.enum(['category', 'everywhere']), days: number }).optional(),
  closed: act.extend({ reason: z.enum(['solved', 'duplicate', 'heated']) }).optional(),
  moved: act.extend({ to: z.string() }).optional(),
  retitled: act.extend({ title: z.string() }).optional(),
  /**
   * Still awaits approval. Other posts that need approval get it from a moderator within 20
   * minutes.
   */
  held: z.literal(true).optional(),
  reports: z.array(report).optional()
})

export type DemoPost = z.infer<typeof post>
export type DemoReport = z.infer<typeof report>
/** `key` is the name of the file, `category` the folder. */
export type DemoThread = z.infer<typeof thread> & {
  key: string
  category: string
  posts: DemoPost[]
}

/** In no particular order. Acts are sorted by time before they run. */
export const demoThreads: DemoThread[] = markdownFiles('threads').map((file) => {
  const [first, ...others] = readParts(file)
  if (!first) throw new Error(`demo/${file} is empty`)
  const [, category = '', key = ''] = /([^/]+)\/([^/]+)\.md$/.exec(file) ?? []
  const posts = others.map((part) => checked(post, part))
  return { key, category, ...checked(thread, first), posts }
})
