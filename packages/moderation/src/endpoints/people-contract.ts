import { z } from 'zod'
import { bodyOfText, idShape, timeInput } from '@stoa/core/contract'
import { reason } from '../shapes.ts'

export const sweepInput = z.object({ reason, note: bodyOfText(1000).optional() })

/** `left`: posts beyond one batch; repeat the request to hide them. */
export const swept = z.object({
  id: z.number(),
  hidden: z.number(),
  left: z.number(),
  /** Number of hosts and addresses quarantined with it. */
  links: z.number()
})

export const reversalInput = z.object({ since: timeInput, before: idShape.optional() })

export const reversed = z.object({
  undone: z.number(),
  kept: z.number(),
  left: z.number(),
  /** Cursor for the next batch; null if nothing was left. */
  before: z.number().nullable()
})
