import { z } from 'zod'
import { waitingShape } from '@stoa/accounts/contract'
import { timeShape, wholeNumber } from '@stoa/core/contract'
import { fixedPeriodKeys } from '@stoa/core/fixed-periods'
import { periodKeys } from './periods.ts'

const period = z.enum(periodKeys)
const unit = z.enum(['days', 'hours'])
const counts = z.array(
  z.object({
    /** What was counted, such as `facts`. */
    kind: z.string(),
    count: z.int()
  })
)

export const retentionParams = z.object({ period })

const publicPeriod = z.object({ period, unit, value: z.number() })

/** What everybody may read. */
export const retentionPage = z.object({
  items: z.array(publicPeriod),
  /** Periods that no admin chooses. */
  fixed: z.array(z.object({ period: z.enum(fixedPeriodKeys), days: z.number() })),
  /** Changes of the last two years, the latest first. */
  changes: z.array(
    z.object({
      period,
      unit,
      valueBefore: z.number(),
      value: z.number(),
      changedAt: timeShape
    })
  )
})

export const retentionPeriod = publicPeriod.extend({
  /** Value without a choice, and the bounds of a choice. */
  default: z.number(),
  minimum: z.number(),
  maximum: z.number(),
  /** The law or standard that the rule comes from, as it is cited. */
  source: z.string(),
  /** When its cleaner last ran; null if never. */
  ranAt: timeShape.nullable(),
  /** What cleaning removed in the last 30 days. */
  removed: counts,
  /** A shorter value that waits for a second admin. */
  waiting: waitingShape.extend({ value: z.number() }).nullable()
})
export const retentionPeriodList = z.object({ items: z.array(retentionPeriod) })

const value = wholeNumber(1, 100_000)

export const retentionInput = z.object({
  value,
  /** The value that the sender read. */
  from: value
})
export const retentionSaved = z.object({
  /** Whether a second admin has to confirm it. */
  waits: z.boolean()
})
export const removalQuery = z.object({ value })
export const removalCounts = z.object({
  counts,
  /** Whether there is more than was counted. */
  capped: z.boolean()
})

export type RetentionPeriod = z.infer<typeof retentionPeriod>
export type RemovalCounts = z.infer<typeof removalCounts>
