import { z } from 'zod'
import { deskTopicShape, timeShape } from '@stoa/core/contract'

export const ticketStatisticsQuery = z.object({
  days: z.coerce.number<number | string>().int().min(1).max(366).default(30)
})
/**
 * In minutes: half of the tickets took at most `half`, nine of ten at most `most`. Both are rounded
 * up, from an hour on to five minutes and for longer times more coarsely; see `steps.ts`.
 */
const timesByTopic = z.array(
  z.object({ topic: deskTopicShape, count: z.int(), half: z.number(), most: z.number() })
)
export const ticketStatistics = z.object({
  days: z.number(),
  /** Start of the first day (UTC). */
  since: timeShape,
  volume: z.array(z.object({ topic: deskTopicShape, fromThreads: z.number(), direct: z.number() })),
  /** Open tickets younger than a day, three days, a week, and older ones. */
  backlog: z.object({
    day: z.number(),
    threeDays: z.number(),
    week: z.number(),
    older: z.number()
  }),
  /**
   * Open tickets that are overdue now. `breaches` counts a ticket only when it was answered or
   * resolved.
   */
  overdue: z.number(),
  first: timesByTopic,
  resolution: timesByTopic,
  breaches: z.object({
    answers: z.number(),
    lateAnswers: z.number(),
    resolutions: z.number(),
    lateResolutions: z.number()
  }),
  reopening: z.object({ resolved: z.number(), reopened: z.number() }),
  /** Public questions, how many of them are solved, and how many by a ticket's answer. */
  inPublic: z.object({ asked: z.number(), solved: z.number(), byTicket: z.number() })
})
