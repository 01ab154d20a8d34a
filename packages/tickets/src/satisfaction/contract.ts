import { z } from 'zod'
import { bodyOfText, timeShape } from '@stoa/core/contract'
import { ticketParams } from '../shapes.ts'

/** Characters of what a requester adds to the answer. */
export const maxCommentLength = 500

const answerShape = z.object({
  solved: z.boolean(),
  comment: bodyOfText(maxCommentLength, 0).default('')
})

export const ownSurveyAnswer = answerShape.extend(ticketParams.shape)

export const mailedSurveyAnswer = answerShape.extend({ token: z.string().max(200) })

/** For the requester: whether the survey can be answered, and the last answer. */
export const ticketSurvey = z.object({
  isOpen: z.boolean(),
  solved: z.boolean().nullable(),
  comment: z.string()
})

/** For the desk: the requester said that the resolution did not help. */
export const unsolvedTicket = z.object({
  comment: z.string(),
  /** Whether an agent still has to follow up. */
  isDue: z.boolean()
})

/** The period that starts then; by default the latest. */
export const satisfactionQuery = z.object({ period: timeShape.optional() })

/** Answers, and how many of them say that the resolution helped. Without a key: all others. */
const cell = z.object({ key: z.string().nullable(), answered: z.number(), solved: z.number() })

/** Cells with fewer than five answers are folded into one, or left out. */
export const satisfactionStatistics = z.object({
  /** Starts of all periods, which are four whole weeks; the latest first. */
  periods: z.array(timeShape),
  since: timeShape,
  until: timeShape,
  /** By start of the week. For agents who answer all topics, as are the languages. */
  weeks: z.array(cell),
  topics: z.array(cell),
  languages: z.array(cell),
  /** By username; for admins only. */
  agents: z.array(cell),
  /**
   * Tickets that the reader resolved; null below five answers, and if what other cells contain
   * beside them were few answers or those of one colleague.
   */
  own: cell.nullable()
})

export type SatisfactionCell = z.infer<typeof cell>

export type SatisfactionStatistics = z.infer<typeof satisfactionStatistics>

export type SurveyAnswer = z.output<typeof answerShape>
