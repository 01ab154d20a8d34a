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
    summary: 'Figures about the tickets that you answer',
    query: statisticsQuery,
    answers: { 200: statisticsShape },
    minimumRole: 'staff',
    capability: 'desk',
    handle: (ctx, { days }) => statistics(ctx, days)
  }),
  statisticsAsCsv: endpoint({
    method: 'GET',
    path: '/desk/statistics/csv',
    summary: 'The same figures as a file for spreadsheets; with a fresh sign-in, and written down',
    fresh: true,
    query: statisticsQuery,
    answers: { 200: nothing },
    minimumRole: 'staff',
    capability: 'desk',
    handle: (ctx, { days }) => statisticsAsCsv(ctx, days)
  })
}
