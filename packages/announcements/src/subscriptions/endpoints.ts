import { z } from 'zod'
import { accepted } from '@stoa/accounts/contract'
import { endpoint } from '@stoa/core'
import type { Limit } from '@stoa/core/limits'
import { subscriptionInput, subscriptionQuery } from './contract.ts'
import { confirmationPage, confirmedPage, endedPage } from './pages.ts'
import { confirmSubscription, endSubscription, findToConfirm, subscribe } from './subscribe.ts'
import { findSubscription } from './tokens.ts'

const askingLimit: Limit = { per: 'address', count: 20, seconds: 3600 }
const linkLimit: Limit = { per: 'address', count: 60, seconds: 60 }
const byLink = {
  query: subscriptionQuery,
  answers: { 200: z.string() },
  minimumRole: 'guest'
} as const

/** Endpoints for announcements by mail without an account. */
export const subscriptionEndpoints = {
  subscribe: endpoint({
    method: 'POST',
    path: '/announcements/subscriptions',
    summary: 'Ask for announcements of a type or about a service by email, without an account',
    body: subscriptionInput,
    answers: { 202: accepted },
    minimumRole: 'guest',
    scope: null,
    limit: askingLimit,
    async handle(ctx, input) {
      await subscribe(ctx, input)
      return { pending: true as const }
    }
  }),
  confirmSubscriptionPage: endpoint({
    method: 'GET',
    path: '/announcements/subscriptions/confirmation',
    summary: 'Show the page on which the email of a subscription is confirmed',
    ...byLink,
    handle: async (ctx, { token }) =>
      confirmationPage(ctx, 'confirm', await findToConfirm(ctx, token))
  }),
  confirmSubscription: endpoint({
    method: 'POST',
    path: '/announcements/subscriptions/confirmation',
    summary: 'Confirm a subscription by the token of its email',
    ...byLink,
    scope: null,
    withoutOrigin: 'the signed token of the mail',
    ignoresBody: true,
    limit: linkLimit,
    handle: async (ctx, { token }) => confirmedPage(ctx, await confirmSubscription(ctx, token))
  }),
  endSubscriptionPage: endpoint({
    method: 'GET',
    path: '/announcements/subscriptions/unsubscription',
    summary: 'Show the unsubscribe page that an email links to',
    ...byLink,
    handle: async (ctx, { token }) =>
      confirmationPage(ctx, 'end', await findSubscription(ctx, 'end', token))
  }),
  endSubscription: endpoint({
    method: 'POST',
    path: '/announcements/subscriptions/unsubscription',
    summary: 'Unsubscribe by the token of an email (RFC 8058), and delete the address',
    ...byLink,
    scope: null,
    withoutOrigin: 'the signed token of the mail',
    ignoresBody: true,
    limit: linkLimit,
    async handle(ctx, { token }) {
      await endSubscription(ctx, token)
      return endedPage(ctx)
    }
  })
}
