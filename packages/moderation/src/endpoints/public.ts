import { endpoint } from '@stoa/core'
import { logList, logQuery, transparency, transparencyQuery } from './public-contract.ts'
import { listLog } from '../moderation-log.ts'
import { showTransparency } from '../transparency.ts'

export const publicEndpoints = {
  transparency: endpoint({
    method: 'GET',
    path: '/moderation/transparency',
    summary: 'Get the transparency report of a month and the preceding year',
    query: transparencyQuery,
    answers: { 200: transparency },
    minimumRole: 'guest',
    handle: showTransparency
  }),
  log: endpoint({
    method: 'GET',
    path: '/moderation/log',
    summary: 'List moderator actions: role, category and reason; staff also see names',
    query: logQuery,
    answers: { 200: logList },
    minimumRole: 'guest',
    handle: listLog
  })
}
