import { endpoint } from '@stoa/core'
import { forGuests, forMembers, fromAddress, pending } from '../endpoint-parts.ts'
import * as shapes from '../contract.ts'
import { offerAdminRecovery, recoverAdmin } from './admin-recovery.ts'
import { cancelByLink, cancelOwn } from './loss.ts'
import { replaceLostFactor } from './replacement.ts'
import { reportLoss, requestLossCode } from './report.ts'

/** Endpoints for those who have lost their second factor and the recovery codes. */
export const factorLossEndpoints = {
  requestLossCode: endpoint({
    method: 'POST',
    path: '/sessions/second-factor/loss/code',
    summary: 'Email a code for reporting the second factor as lost, after the password was right',
    body: shapes.lossCodeInput,
    answers: { 202: shapes.accepted },
    ...forGuests,
    limit: fromAddress(20, 60),
    handle: (ctx, { continuation }) => pending(requestLossCode(ctx, continuation))
  }),
  reportLoss: endpoint({
    method: 'POST',
    path: '/sessions/second-factor/loss',
    summary:
      'Report the second factor as lost, by the emailed code; once the wait is over, get the secret of another',
    body: shapes.lossReportInput,
    answers: { 200: shapes.lossReport },
    ...forGuests,
    limit: fromAddress(60, 10),
    handle: reportLoss
  }),
  replaceLostFactor: endpoint({
    method: 'PUT',
    path: '/sessions/second-factor/loss',
    summary: 'Replace a lost second factor, with a first code of the new one, and sign in',
    body: shapes.replacementInput,
    answers: { 200: shapes.recoveryCodeList },
    ...forGuests,
    limit: fromAddress(60, 10),
    handle: async (ctx, input) => ({ codes: await replaceLostFactor(ctx, input) })
  }),
  cancelLoss: endpoint({
    method: 'POST',
    path: '/accounts/factor-loss/undo',
    summary: 'Cancel the report of a lost second factor, by the emailed link',
    body: shapes.mailedTokenInput,
    ...forGuests,
    limit: fromAddress(30, 60),
    handle: (ctx, { token }) => cancelByLink(ctx, token)
  }),
  cancelOwnLoss: endpoint({
    method: 'DELETE',
    path: '/me/second-factor/loss',
    summary: 'Cancel the report that your second factor is lost',
    ...forMembers,
    handle: (ctx) => cancelOwn(ctx)
  }),
  offerAdminRecovery: endpoint({
    method: 'GET',
    path: '/accounts/admin-recovery',
    summary: 'Offer the only admin another second factor, by the link that a command printed',
    query: shapes.adminRecoveryQuery,
    answers: { 200: shapes.adminRecoveryOffer },
    ...forGuests,
    limit: fromAddress(60, 60),
    handle: (ctx, { link }) => offerAdminRecovery(ctx, link)
  }),
  recoverAdmin: endpoint({
    method: 'POST',
    path: '/accounts/admin-recovery',
    summary: 'Replace the second factor of the only admin, by link and password, and sign in',
    body: shapes.adminRecoveryInput,
    answers: { 200: shapes.recoveryCodeList },
    ...forGuests,
    limit: fromAddress(30, 60),
    handle: async (ctx, input) => ({ codes: await recoverAdmin(ctx, input) })
  })
}
