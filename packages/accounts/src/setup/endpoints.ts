import { endpoint } from '@stoa/core'
import { forGuests, fromAddress } from '../endpoint-parts.ts'
import * as shapes from '../contract.ts'
import { createFirstAdmin, beginFirstAdmin } from './first-admin.ts'

/** Endpoints for the holder of the one-time link that the server prints. */
export const setupEndpoints = {
  beginFirstAdmin: endpoint({
    method: 'GET',
    path: '/setup',
    summary: 'Get the secret of the first admin for an authenticator app, by the set-up link',
    query: shapes.setupQuery,
    answers: { 200: shapes.firstAdminOffer },
    ...forGuests,
    limit: fromAddress(60, 60),
    handle: (ctx, { link }) => beginFirstAdmin(ctx, link)
  }),
  createFirstAdmin: endpoint({
    method: 'POST',
    path: '/setup',
    summary: 'Create the first admin with a second factor, by the set-up link, and sign in',
    body: shapes.firstAdminInput,
    answers: { 201: shapes.recoveryCodeList },
    ...forGuests,
    limit: fromAddress(30, 60),
    handle: async (ctx, input) => ({ codes: await createFirstAdmin(ctx, input) })
  })
}
