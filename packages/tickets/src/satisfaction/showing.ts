import type { Context } from '@stoa/core'
import type { z } from 'zod'
import type { FoundTicket } from '../finding.ts'
import { isOpen } from '../lifecycle/states.ts'
import type { ticketSurvey, unsolvedTicket } from './contract.ts'
import { isSurveyOpen, latestSurvey } from './survey.ts'

type Shown = {
  survey: z.infer<typeof ticketSurvey> | null
  unsolved: z.infer<typeof unsolvedTicket> | null
}

/**
 * The requester sees the own answer. The desk sees it only if it asks for work: of a few answers,
 * each would tell how satisfied requesters are with one agent.
 */
export async function surveyOf(ctx: Context, ticket: FoundTicket): Promise<Shown> {
  const survey = isOpen(ticket.state) ? undefined : await latestSurvey(ctx, ticket.id)
  if (!survey) return { survey: null, unsolved: null }
  const { solved } = survey
  const comment = survey.comment ?? ''
  if (ticket.view === 'requester')
    return { survey: { isOpen: isSurveyOpen(survey, ctx.now), solved, comment }, unsolved: null }
  const isDue = ticket.followUpSince !== null
  return { survey: null, unsolved: solved === false ? { comment, isDue } : null }
}
