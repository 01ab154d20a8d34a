import { z } from 'zod'
import { bodyOfText } from '@stoa/core/contract'
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

export type SurveyAnswer = z.output<typeof answerShape>
