import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { confirmTerm, countRemovals, setTerm } from './changing.ts'
import {
  removalCounts,
  removalQuery,
  retentionPage,
  retentionTermList,
  termApproval,
  termInput,
  termParams,
  termSaved
} from './contract.ts'
import { listTerms, showRetention } from './showing.ts'

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
    summary: 'List retention terms with their bounds, what was deleted, and what is pending',
    answers: { 200: retentionTermList },
    ...byAdmins,
    handle: listTerms
  }),
  dryRun: endpoint({
    method: 'GET',
    path: '/admin/retention/:term/dry-run',
    summary: 'Count what a value of a retention term would delete',
    params: termParams,
    query: removalQuery,
    answers: { 200: removalCounts },
    ...byAdmins,
    limit: { per: 'actor', count: 30, seconds: 60 },
    handle: (ctx, { term, value }) => countRemovals(ctx, term, value)
  }),
  change: endpoint({
    method: 'PUT',
    path: '/admin/retention/:term',
    summary: 'Change a retention term; a shorter one waits for a second administrator',
    params: termParams,
    body: termInput,
    answers: { 200: termSaved },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { term, ...change }) => setTerm(ctx, term, change)
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/admin/retention/:term/approval',
    summary: 'Confirm the shorter retention term that you read, as a second administrator',
    params: termParams,
    body: termApproval,
    answers: { 204: nothing },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { term, revision }) => confirmTerm(ctx, term, revision)
  })
}
