import { z } from 'zod'
import { localeShape, timeShape } from '@stoa/core/contract'

export const charts = [
  'visits',
  'signUps',
  'questions',
  'answers',
  'answerTimes',
  'solved',
  'escalations',
  'searchesWithoutResult'
] as const

export const statisticsQuery = z.object({
  /** Slug of a category, which includes its sub-categories. */
  category: z.string().max(80).optional(),
  /** Of threads, of the pages that visitors read, and of accounts. */
  language: localeShape.optional()
})

export const statisticsFileQuery = statisticsQuery.extend({ chart: z.enum(charts).optional() })

/**
 * One value for each day. Null if there is no such number for a category, or fewer than five in the
 * period among those that the filters leave.
 */
const series = z.object({ total: z.number(), values: z.array(z.number()) }).nullable()

/** In minutes. */
const times = z.object({ median: z.number(), p90: z.number() })

export const statisticsShape = z.object({
  /** The days (UTC), oldest first; the last one is today. */
  days: z.array(z.string()),
  /** Null if nothing was counted yet. */
  countedAt: timeShape.nullable(),
  visits: series,
  signUps: series,
  questions: series,
  answers: series,
  /** By the day of the question, as `solvedByMembers`. */
  solved: series,
  solvedByMembers: series,
  escalations: series,
  searchesWithoutResult: series,
  /** Of questions that have an answer; null if there are none, or too few behind the filters. */
  answerTimes: times.extend({ values: z.array(times.nullable()) }).nullable()
})

export type StatisticsOfDays = z.infer<typeof statisticsShape>
export type Chart = (typeof charts)[number]
