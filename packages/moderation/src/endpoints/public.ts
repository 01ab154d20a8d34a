import { endpoint } from '@stoa/core'
import { logList, logQuery, transparency, transparencyQuery } from '../contract.ts'
import { listLog } from '../moderation-log.ts'
import { showTransparency } from '../transparency.ts'

export const publicEndpoints = {
  transparency: endpoint({
    method: 'GET',
    path: '/moderation/transparency',
    summary: 'What moderation did in a month, in figures, and over the year up to it',
    query: transparencyQuery,
    answers: { 200: transparency },
    minimumRole: 'guest',
    handle: showTransparency
  }),
  log: endpoint({
    method: 'GET',
    path: '/moderation/log',
    summary: 'What moderators did: role, category and reason; staff see names too',
    query: logQuery,
    answers: { 200: logList },
    minimumRole: 'guest',
    handle: listLog
  })
}
