import { z } from 'zod'
import { authorShape, bodyOfText, idShape, timeShape, isTimeZone } from '@stoa/core/contract'
import { applicationOutcomes } from './schema.ts'

const categoryLink = z.object({ id: z.int(), slug: z.string(), name: z.string() })

export const applicationInput = z.object({
  categoryIds: z.array(idShape).min(1).max(10),
  /** Why they apply, and when they have time. */
  text: bodyOfText(2000)
})
const application = z.object({
  id: z.int(),
  categories: z.array(categoryLink),
  text: z.string(),
  createdAt: timeShape,
  outcome: z.enum(applicationOutcomes).nullable(),
  answer: z.string().nullable()
})

/** Counts of what a volunteer did in the last thirty days. */
export const statistics = z.object({
  hidden: z.number(),
  approved: z.number(),
  reportsDecided: z.number(),
  sanctions: z.number(),
  /** From the first report to their decision; null if there was none. */
  medianMinutes: z.number().nullable(),
  appeals: z.object({ decided: z.number(), upheld: z.number() })
})
export const volunteering = z.object({
  /** The reader's latest application. */
  application: application.nullable(),
  categories: z.array(categoryLink),
  statistics: statistics.nullable(),
  can: z.object({ apply: z.boolean(), stepDown: z.boolean() })
})

export const applicationRow = application.extend({
  applicant: authorShape,
  trust: z.enum(['new', 'basic', 'trusted']),
  joinedAt: timeShape,
  sanctions: z.number(),
  secondFactor: z.boolean()
})
export const applicationList = z.object({ items: z.array(applicationRow) })
export const applicationDecision = z.object({
  outcome: z.enum(['appointed', 'declined']),
  /** Categories to moderate; if missing, the ones they asked for. */
  categoryIds: z.array(idShape).max(20).optional(),
  answer: bodyOfText(1000).optional()
})

export const noteInput = z.object({ text: bodyOfText(2000) })
export const note = z.object({
  id: z.int(),
  author: authorShape,
  text: z.string(),
  createdAt: timeShape,
  can: z.object({ remove: z.boolean() })
})
export const noteList = z.object({ items: z.array(note) })

export type Note = z.infer<typeof note>
export type Statistics = z.infer<typeof statistics>
export type Volunteering = z.infer<typeof volunteering>
export type ApplicationRow = z.infer<typeof applicationRow>

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'field_moderation_clock')

export const shiftInput = z.object({
  username: z.string().max(60),
  /** Days on which the shift starts; 1 is Monday. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  /** Ends on the next day if it is not after `from`. */
  to: clockTime,
  timeZone: z.string().max(60).refine(isTimeZone, 'field_moderation_zone')
})
export const shiftCreated = z.object({ id: idShape })

const shift = shiftInput.extend({
  id: z.int(),
  /** Has the capability `moderation`; staff without it are not notified. */
  holds: z.boolean(),
  now: z.boolean()
})
export const rota = z.object({
  items: z.array(shift),
  /** Usernames that are notified now. */
  onDuty: z.array(z.string()),
  /** Nobody is on duty: everybody with the capability is notified. */
  everybody: z.boolean()
})

export type ShiftInput = z.output<typeof shiftInput>
export type Rota = z.infer<typeof rota>
