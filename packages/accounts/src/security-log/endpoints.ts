import { endpoint, RawAnswer } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { forFreshAdmins, forMembers, forAdminsAndTokens } from '../endpoint-parts.ts'
import * as shapes from './contract.ts'
import { lookAtAddress } from './looks.ts'
import { exportSecurityLog, listSecurityEvents } from './list.ts'
import { listOwnSecurityEvents } from './own-events.ts'

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' }

export const securityLogEndpoints = {
  ownSecurityEvents: endpoint({
    method: 'GET',
    path: '/me/security-events',
    summary: 'List your account activity, newest first',
    query: shapes.ownSecurityEventQuery,
    answers: { 200: shapes.ownSecurityEventList },
    ...forMembers,
    handle: (ctx, { cursor }) => listOwnSecurityEvents(ctx, cursor)
  }),
  securityEvents: endpoint({
    method: 'GET',
    path: '/admin/security-events',
    summary: 'List the security log, newest first',
    query: shapes.securityEventQuery,
    answers: { 200: shapes.securityEventList },
    ...forAdminsAndTokens,
    handle: listSecurityEvents
  }),
  exportSecurityLog: endpoint({
    method: 'GET',
    path: '/admin/security-events/export',
    summary: 'Download the security log as CSV or NDJSON; the download is logged',
    query: shapes.securityExportQuery,
    answers: { 200: nothing },
    ...forFreshAdmins,
    limit: { per: 'actor', count: 20, seconds: 3600 },
    handle: async (ctx, { format, ...filter }) =>
      new RawAnswer(await exportSecurityLog(ctx, format, filter), {
        'content-type': types[format],
        'content-disposition': `attachment; filename="security-log-${ctx.now.slice(0, 10)}.${format}"`
      })
  }),
  revealEventAddress: endpoint({
    method: 'POST',
    path: '/admin/security-events/:id/looks',
    summary: 'View the full IP address of an event; the access and its reason are logged',
    params: shapes.eventParams,
    body: shapes.addressLookInput,
    answers: { 201: shapes.addressLookAnswer },
    ...forFreshAdmins,
    handle: (ctx, { id, reason }) => lookAtAddress(ctx, id, reason)
  })
}
