import { z } from 'zod'
import type { Locale } from '@stoa/core'
import { localeShape } from '@stoa/core/contract'
import { beforeOrAfter, duration } from './duration.ts'
import { checked, markdownFiles, readParts } from './files.ts'
import { act } from './threads.ts'

const announcement = z.strictObject({
  type: z.enum(['info', 'maintenance', 'feature', 'risk', 'incident']),
  severity: z.enum(['normal', 'important', 'critical']),
  by: z.string(),
  ago: duration,
  /** Starts this long after a thread instead, if texts of the thread name the clock. */
  behind: z.strictObject({ thread: z.string(), delay: duration }).optional(),
  publish: beforeOrAfter.optional(),
  starts: beforeOrAfter.optional(),
  ends: beforeOrAfter.optional(),
  services: z.array(z.string()),
  /** Slugs. */
  categories: z.array(z.string()).optional(),
  pin: z.strictObject({ days: z.int().positive(), order: z.int() }).optional(),
  discussion: z.enum(['open', 'open_until_expiry']).optional(),
  /** Never published. */
  draft: z.literal(true).optional(),
  approved: act.optional(),
  /** Keys of the threads about it. */
  threads: z.array(z.string()).optional(),
  linkedBy: z.string().optional(),
  /** Since its publication; default 6 minutes. */
  linkedAfter: duration.optional(),
  expired: duration.optional()
})

const phase = z.enum([
  ...(['investigating', 'identified', 'monitoring', 'resolved'] as const),
  ...(['planned', 'started', 'finished'] as const)
])

const written = z.strictObject({ language: localeShape, body: z.string() })
/** The announcement itself in one language, then its updates, then why it was withdrawn. */
const text = written.extend({ title: z.string() })
const update = written.extend({ phase, after: duration })
const correction = written.extend({ withdrawn: duration })

type Translated<T> = Partial<Record<Locale, T>>
type Update = Pick<z.infer<typeof update>, 'phase' | 'after'> & { bodies: Translated<string> }

export type DemoAnnouncement = z.infer<typeof announcement> & {
  texts: Translated<{ title: string; body: string }>
  updates?: Update[]
  withdrawn?: { after: string; correction: Translated<string> }
}

/** In no particular order. */
export const demoAnnouncements: DemoAnnouncement[] = markdownFiles('announcements').map((file) => {
  const [first, ...others] = readParts(file)
  if (!first) throw new Error(`demo/${file} is empty`)
  const read: DemoAnnouncement = { ...checked(announcement, first), texts: {} }
  for (const part of others)
    if (part.document.has('phase')) addUpdate(read, checked(update, part))
    else if (part.document.has('withdrawn')) correct(read, checked(correction, part))
    else {
      const { language, ...titled } = checked(text, part)
      read.texts[language] = titled
    }
  return read
})

/** Updates with the same `after` are one in several languages. */
function addUpdate(to: DemoAnnouncement, { phase, after, language, body }: z.infer<typeof update>) {
  const updates = (to.updates ??= [])
  const same = updates.find((one) => one.after === after)
  if (same) same.bodies[language] = body
  else updates.push({ phase, after, bodies: { [language]: body } })
}

function correct(to: DemoAnnouncement, { withdrawn, language, body }: z.infer<typeof correction>) {
  to.withdrawn ??= { after: withdrawn, correction: {} }
  to.withdrawn.correction[language] = body
}
