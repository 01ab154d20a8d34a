import { endpoint } from '@stoa/core'
import { countRemovals, setRetentionPeriod } from './change.ts'
import {
  removalCounts,
  removalQuery,
  retentionPage,
  retentionPeriodList,
  retentionInput,
  retentionParams,
  retentionSaved
} from './contract.ts'
import { listRetentionPeriods, showRetention } from './list.ts'

const byAdmins = { minimumRole: 'admin', scope: 'admin' } as const

/** Endpoints of how long data is kept: `api.retention.<name>`. */
export const retentionEndpoints = {
  show: endpoint({
    method: 'GET',
    path: '/retention',
    summary: 'Get how long the forum keeps what it deletes, and recent changes of it',
    answers: { 200: retentionPage },
    minimumRole: 'guest',
    handle: showRetention
  }),
  list: endpoint({
    method: 'GET',
    path: '/admin/retention',
    summary: 'List retention periods with their bounds, what was deleted, and what is pending',
    answers: { 200: retentionPeriodList },
    ...byAdmins,
    handle: listRetentionPeriods
  }),
  dryRun: endpoint({
    method: 'GET',
    path: '/admin/retention/:period/dry-run',
    summary: 'Count what a value of a retention period would delete',
    params: retentionParams,
    query: removalQuery,
    answers: { 200: removalCounts },
    ...byAdmins,
    limit: { per: 'actor', count: 30, seconds: 60 },
    handle: (ctx, { period, value }) => countRemovals(ctx, period, value)
  }),
  change: endpoint({
    method: 'PUT',
    path: '/admin/retention/:period',
    summary: 'Change a retention period; a shorter one waits for a second administrator',
    params: retentionParams,
    body: retentionInput,
    answers: { 200: retentionSaved },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { period, ...change }) => setRetentionPeriod(ctx, period, change)
  })
}
