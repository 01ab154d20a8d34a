import { endpoint } from '@stoa/core'
import type { Limit } from '@stoa/core/limits'
import { idParams, nothing } from '@stoa/core/contract'
import {
  createdWebhook,
  delivery,
  deliveryList,
  deliveryParams,
  deliveryQuery,
  newSecret,
  webhookChange,
  webhookInput,
  webhookList
} from './contract.ts'
import { listDeliveries, sendAgain, testWebhook } from './log.ts'
import {
  changeWebhook,
  createWebhook,
  listWebhooks,
  removeWebhook,
  renewSecret
} from './receivers.ts'

const byAdmins = { minimumRole: 'admin', scope: 'admin' } as const
// Endpoints without a scope store no answer for repeats, so that the secret is in no table.
const answersSecret = { minimumRole: 'admin', scope: null, fresh: true } as const
const testLimit: Limit = { per: 'actor', count: 20, seconds: 60 }

/** Endpoints for admins that manage webhooks: `api.webhooks.<name>`. */
export const webhooksEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/webhooks',
    summary: 'List webhooks with their undelivered messages',
    answers: { 200: webhookList },
    ...byAdmins,
    handle: (ctx) => listWebhooks(ctx)
  }),
  create: endpoint({
    method: 'POST',
    path: '/webhooks',
    summary: 'Create a webhook; only this response contains its secret',
    body: webhookInput,
    answers: { 201: createdWebhook },
    ...answersSecret,
    handle: createWebhook
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/webhooks/:id',
    summary: 'Change a webhook',
    params: idParams,
    body: webhookChange,
    answers: { 204: nothing },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { id, ...change }) => changeWebhook(ctx, id, change)
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/webhooks/:id',
    summary: 'Delete a webhook and its log',
    params: idParams,
    answers: { 204: nothing },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { id }) => removeWebhook(ctx, id)
  }),
  renewSecret: endpoint({
    method: 'POST',
    path: '/webhooks/:id/secret',
    summary: 'Replace the secret of a webhook; the old one stays valid for a day',
    params: idParams,
    answers: { 200: newSecret },
    ...answersSecret,
    handle: (ctx, { id }) => renewSecret(ctx, id)
  }),
  test: endpoint({
    method: 'POST',
    path: '/webhooks/:id/tests',
    summary: 'Send a test message now',
    params: idParams,
    answers: { 200: delivery },
    ...byAdmins,
    limit: testLimit,
    handle: (ctx, { id }) => testWebhook(ctx, id)
  }),
  deliveries: endpoint({
    method: 'GET',
    path: '/webhooks/:id/deliveries',
    summary: 'List deliveries of the last 30 days, newest first',
    params: idParams,
    query: deliveryQuery,
    answers: { 200: deliveryList },
    ...byAdmins,
    handle: (ctx, { id, cursor }) => listDeliveries(ctx, id, cursor)
  }),
  sendAgain: endpoint({
    method: 'POST',
    path: '/webhooks/:id/deliveries/:deliveryId/repetition',
    summary: 'Send a message again that was delivered or failed, with the same id',
    params: deliveryParams,
    answers: { 204: nothing },
    ...byAdmins,
    handle: (ctx, { id, deliveryId }) => sendAgain(ctx, id, deliveryId)
  })
}
