import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { ticketParams } from '../shapes.ts'
import { answerMailedSurvey, answerSurvey, endFollowUp } from '../satisfaction/answer-survey.ts'
import {
  mailedSurveyAnswer,
  ownSurveyAnswer,
  satisfactionQuery,
  satisfactionStatistics
} from '../satisfaction/contract.ts'
import { showSatisfaction } from '../satisfaction/statistics.ts'
import { ticketStatistics, ticketStatisticsQuery } from './contract.ts'
import { showTicketStatistics, statisticsAsCsv } from './statistics.ts'
import { byAgents } from '../policy.ts'

/** Endpoints for statistics, and for the question whether a resolution helped. */
export const deskReportEndpoints = {
  answerSurvey: endpoint({
    method: 'PUT',
    path: '/tickets/:number/satisfaction',
    summary: 'Say whether the resolution of your ticket helped; the last answer counts',
    params: ticketParams,
    body: ownSurveyAnswer.omit({ number: true }),
    minimumRole: 'member',
    scope: ['write', 'support'],
    handle: (ctx, { number, ...answer }) => answerSurvey(ctx, number, answer)
  }),
  answerMailedSurvey: endpoint({
    method: 'PUT',
    path: '/satisfaction',
    summary: 'Say whether a resolution helped, by the link in its email',
    body: mailedSurveyAnswer,
    minimumRole: 'guest',
    scope: null,
    limit: { per: 'address', count: 30, seconds: 3600 },
    handle: (ctx, { token, ...answer }) => answerMailedSurvey(ctx, token, answer)
  }),
  satisfaction: endpoint({
    method: 'GET',
    path: '/desk/satisfaction',
    summary: 'Get how many resolutions helped, by week, topic and language, and your own',
    query: satisfactionQuery,
    answers: { 200: satisfactionStatistics },
    ...byAgents,
    handle: (ctx, { period }) => showSatisfaction(ctx, period)
  }),
  endFollowUp: endpoint({
    method: 'DELETE',
    path: '/tickets/:number/follow-up',
    summary: 'Mark the follow-up of a ticket as done that its requester called unsolved',
    params: ticketParams,
    minimumRole: 'staff',
    handle: (ctx, { number }) => endFollowUp(ctx, number)
  }),
  statistics: endpoint({
    method: 'GET',
    path: '/desk/statistics',
    summary: 'Get statistics about the tickets you handle',
    query: ticketStatisticsQuery,
    answers: { 200: ticketStatistics },
    ...byAgents,
    handle: (ctx, { days }) => showTicketStatistics(ctx, days)
  }),
  statisticsAsCsv: endpoint({
    method: 'GET',
    path: '/desk/statistics/csv',
    summary: 'Download ticket statistics as CSV; with a recent sign-in, and logged',
    fresh: true,
    query: ticketStatisticsQuery,
    answers: { 200: nothing },
    ...byAgents,
    handle: (ctx, { days }) => statisticsAsCsv(ctx, days)
  })
}
