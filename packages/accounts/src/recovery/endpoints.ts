import { endpoint } from '@stoa/core'
import { forFreshMembers, forGuests, forMembers, fromAddress, pending } from '../endpoint-parts.ts'
import * as shapes from '../contract.ts'
import { requestEmailProof } from '../mail/email-proof.ts'
import { cancelClosing, closeAccount } from './close.ts'
import { freezeByCode, freezeByLink, freezeOwnAccount, undoEmailChange } from './freeze.ts'

/** Endpoints that recover a stolen account and close an account. */
export const recoveryEndpoints = {
  freezeOwnAccount: endpoint({
    method: 'POST',
    path: '/me/freezing',
    summary: 'Freeze your account: no access until a new password is set by email',
    ...forMembers,
    handle: (ctx) => freezeOwnAccount(ctx)
  }),
  freeze: endpoint({
    method: 'POST',
    path: '/accounts/freezing',
    summary: 'Freeze an account by the link in the email about an unusual sign-in',
    body: shapes.mailedTokenInput,
    ...forGuests,
    limit: fromAddress(30, 60),
    handle: (ctx, { token }) => freezeByLink(ctx, token)
  }),
  requestFreezeCode: endpoint({
    method: 'POST',
    path: '/accounts/freezing/code',
    summary: 'Email a code to freeze the account of an address, for people who cannot sign in',
    body: shapes.proofRequestInput,
    answers: { 202: shapes.accepted },
    ...forGuests,
    limit: fromAddress(20, 60),
    handle: (ctx, { email }) => pending(requestEmailProof(ctx, email, 'freeze_code'))
  }),
  freezeByCode: endpoint({
    method: 'PUT',
    path: '/accounts/freezing/code',
    summary:
      'Freeze the account of an address by an emailed code; undoes an address change of the last seven days',
    body: shapes.proofInput,
    answers: { 200: shapes.freezeOutcome },
    ...forGuests,
    limit: fromAddress(60, 10),
    handle: freezeByCode
  }),
  undoEmailChange: endpoint({
    method: 'POST',
    path: '/accounts/email-undo',
    summary: 'Undo a change of email address and freeze the account',
    body: shapes.mailedTokenInput,
    answers: { 200: shapes.freezeOutcome },
    ...forGuests,
    limit: fromAddress(30, 60),
    handle: (ctx, { token }) => undoEmailChange(ctx, token)
  }),
  closeAccount: endpoint({
    method: 'POST',
    path: '/me/closing',
    summary: 'Close your account: frozen and hidden right away, deleted after seven days',
    ...forFreshMembers,
    handle: (ctx) => closeAccount(ctx)
  }),
  cancelClosing: endpoint({
    method: 'POST',
    path: '/accounts/closing/undo',
    summary: 'Cancel the closing of an account, by the emailed link',
    body: shapes.mailedTokenInput,
    ...forGuests,
    limit: fromAddress(30, 60),
    handle: (ctx, { token }) => cancelClosing(ctx, token)
  })
}
