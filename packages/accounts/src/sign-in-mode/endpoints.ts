import { endpoint, type Context } from '@stoa/core'
import {
  forFreshAdmins,
  forGuests,
  fromAddress,
  pending,
  forAdminsAndTokens
} from '../endpoint-parts.ts'
import { providerAddress } from '../providers/contract.ts'
import { beginMailedLink } from '../providers/begin.ts'
import { accepted } from '../shapes.ts'
import * as shapes from './contract.ts'
import { requestLinkMail, showMailedLink } from './mailed-link.ts'
import { proposeMode, waitingMode } from './propose.ts'
import { waitingOf } from '../approvals/wait.ts'
import { newestMailing } from './link-mailing.ts'
import { readMode } from './mode.ts'
import { isByWorkingProvider } from './refusals.ts'
import { countUnlinked } from './unlinked.ts'

/** Endpoints for whether providers are required, and for linking an account by mail then. */
export const signInModeEndpoints = {
  signInMode: endpoint({
    method: 'GET',
    path: '/admin/sign-in-mode',
    summary: 'Show how people sign in, and whom another mode would concern',
    answers: { 200: shapes.signInModeState },
    ...forAdminsAndTokens,
    handle: showMode
  }),
  proposeSignInMode: endpoint({
    method: 'PUT',
    path: '/admin/sign-in-mode',
    summary: 'Propose how people sign in; a second administrator confirms it',
    body: shapes.signInModeInput,
    answers: { 200: shapes.signInModeOutcome },
    ...forFreshAdmins,
    handle: async (ctx, input) => ({ waiting: await proposeMode(ctx, input) })
  }),
  requestLinkMail: endpoint({
    method: 'POST',
    path: '/identity-links',
    summary: 'Request an email with a link that links a provider to your account',
    body: shapes.linkMailRequest,
    answers: { 202: accepted },
    ...forGuests,
    limit: fromAddress(30, 60),
    handle: (ctx, { email }) => pending(requestLinkMail(ctx, email))
  }),
  showMailedLink: endpoint({
    method: 'GET',
    path: '/identity-links/current',
    summary: 'Get the account that an emailed link links',
    query: shapes.linkMailInput,
    answers: { 200: shapes.mailedLink },
    ...forGuests,
    handle: (ctx, { token }) => showMailedLink(ctx, token)
  }),
  beginMailedLink: endpoint({
    method: 'POST',
    path: '/identity-links/:provider/attempts',
    summary: 'Begin to link a provider to the account of an emailed link',
    params: shapes.mailedLinkStart.pick({ provider: true }),
    body: shapes.mailedLinkStart.omit({ provider: true }),
    answers: { 200: providerAddress },
    ...forGuests,
    limit: fromAddress(60, 5),
    handle: beginMailedLink
  })
}

/**
 * Returns how people sign in, what waits for a second admin, and whom a change would concern. The
 * caller is an admin.
 */
async function showMode(ctx: Context) {
  const { mode, startsAt } = await readMode(ctx)
  return {
    ...{ mode, startsAt, waiting: await waitingFor(ctx) },
    counts: await countUnlinked(ctx),
    isByProvider: await isByWorkingProvider(ctx),
    mailing: await newestMailing(ctx)
  }
}

async function waitingFor(ctx: Context) {
  const found = await waitingMode(ctx)
  if (!found) return null
  const { approval, ...chosen } = found
  const [waiting] = await waitingOf(ctx, [approval])
  return { ...waiting!, ...chosen }
}
