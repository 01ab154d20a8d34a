import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { statisticsQuery, statisticsShape } from './contract.ts'
import { statisticsAsCsv } from './statistics-csv.ts'
import { statistics } from './statistics.ts'

/** Endpoints for statistics of the desk. */
export const statisticsEndpoints = {
  statistics: endpoint({
    method: 'GET',
    path: '/desk/statistics',
    summary: 'Get statistics about the tickets you handle',
    query: statisticsQuery,
    answers: { 200: statisticsShape },
    minimumRole: 'staff',
    capability: 'desk',
    handle: (ctx, { days }) => statistics(ctx, days)
  }),
  statisticsAsCsv: endpoint({
    method: 'GET',
    path: '/desk/statistics/csv',
    summary: 'Download ticket statistics as CSV; with a recent sign-in, and logged',
    fresh: true,
    query: statisticsQuery,
    answers: { 200: nothing },
    minimumRole: 'staff',
    capability: 'desk',
    handle: (ctx, { days }) => statisticsAsCsv(ctx, days)
  })
}
