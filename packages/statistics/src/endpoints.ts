import { byAdmins, endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { statisticsFileQuery, statisticsQuery, statisticsShape } from './contract.ts'
import { statisticsFile } from './csv.ts'
import { showStatistics } from './show.ts'

/** Endpoints that show admins how the forum is doing. */
export const statisticsEndpoints = {
  show: endpoint({
    method: 'GET',
    path: '/statistics',
    summary: 'Get visits, questions, answers and the like of the last 30 days',
    query: statisticsQuery,
    answers: { 200: statisticsShape },
    ...byAdmins,
    handle: showStatistics
  }),
  file: endpoint({
    method: 'GET',
    path: '/statistics/csv',
    summary: 'Download the last 30 days as CSV',
    query: statisticsFileQuery,
    answers: { 200: nothing },
    ...byAdmins,
    handle: statisticsFile
  })
}
