import { z } from 'zod'
import { revisionShape, timeShape, wholeNumber } from '@stoa/core/contract'
import { termKeys } from './terms.ts'

const term = z.enum(termKeys)
const unit = z.enum(['days', 'hours'])
const counts = z.array(
  z.object({
    /** What was counted, such as `facts`. */
    kind: z.string(),
    count: z.number()
  })
)

export const termParams = z.object({ term })

const publicTerm = z.object({ term, unit, value: z.number() })

/** What everybody may read. */
export const retentionPage = z.object({
  items: z.array(publicTerm),
  /** Changes of the last two years, the latest first. */
  changes: z.array(
    z.object({
      term,
      unit,
      valueBefore: z.number(),
      value: z.number(),
      changedAt: timeShape
    })
  )
})

export const retentionTerm = publicTerm.extend({
  /** Value without a choice, and the bounds of a choice. */
  usual: z.number(),
  least: z.number(),
  most: z.number(),
  /** The law or standard that the rule comes from, as it is cited. */
  source: z.string(),
  /** When its cleaner last ran; null if never. */
  ranAt: timeShape.nullable(),
  /** What cleaning removed in the last 30 days. */
  removed: counts,
  /** A shorter value that waits for a second admin. */
  waiting: z
    .object({
      revision: z.string(),
      value: z.number(),
      by: z.string().nullable(),
      proposedAt: timeShape,
      /** When it takes effect unless somebody stops it. */
      due: timeShape.nullable(),
      can: z.object({ confirm: z.boolean() })
    })
    .nullable()
})
export const retentionTermList = z.object({ items: z.array(retentionTerm) })

const value = wholeNumber(1, 100_000)

export const termInput = z.object({
  value,
  /** The value that the sender read. */
  from: value
})
export const termSaved = z.object({
  /** Whether a second admin has to confirm it. */
  waits: z.boolean()
})
export const termApproval = z.object({ revision: revisionShape })

export const removalQuery = z.object({ value })
export const removalCounts = z.object({
  counts,
  /** Whether there is more than was counted. */
  capped: z.boolean()
})

export type RetentionTerm = z.infer<typeof retentionTerm>
export type RemovalCounts = z.infer<typeof removalCounts>
export type { TermKey } from './terms.ts'
