import { byAgents, endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { ticketStatisticsQuery, ticketStatistics } from './contract.ts'
import { statisticsAsCsv } from './statistics-csv.ts'
import { showTicketStatistics } from './statistics.ts'

/** Endpoints for statistics of the desk. */
export const ticketStatisticsEndpoints = {
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
