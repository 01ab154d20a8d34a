import { z } from 'zod'
import { bodyOfText, idShape, revisionShape, timeInput } from '@stoa/core/contract'
import { reason } from '../shapes.ts'

export const sweepInput = z.object({
  reason,
  note: bodyOfText(1000).optional(),
  /** Of the preview. Refused if the sweep would do something else by now. */
  revision: revisionShape.optional()
})

export type SweepInput = z.output<typeof sweepInput>

export const sweepPreview = z.object({
  username: z.string(),
  /** Posts in the actor's categories that would be hidden; with `more`, at least. */
  posts: z.number(),
  more: z.boolean(),
  categories: z.number(),
  /** Public posts in other categories, which would go to the moderation queue. */
  elsewhere: z.number(),
  /** Hours of silence; 0 if the account is silenced already, or none are left to give. */
  silenceHours: z.number(),
  /** Identifies exactly this. */
  revision: z.string(),
  /** The actor's own sweep in force, which the next one continues. */
  sweepId: z.int().nullable()
})

export type SweepPreview = z.infer<typeof sweepPreview>

/** `left`: posts beyond one batch; repeat the request to hide them. */
export const swept = z.object({
  id: z.int(),
  hidden: z.number(),
  left: z.number(),
  /** Number of hosts and addresses quarantined with it. */
  links: z.number(),
  /** Posts in categories that the actor does not moderate, which went to the moderation queue. */
  referred: z.number()
})

export const reversalInput = z.object({ since: timeInput, before: idShape.optional() })

export const reversed = z.object({
  undone: z.number(),
  kept: z.number(),
  left: z.number(),
  /** Cursor for the next batch; null if nothing was left. */
  before: z.number().nullable()
})
