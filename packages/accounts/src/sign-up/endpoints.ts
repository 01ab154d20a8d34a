import { endpoint } from '@stoa/core'
import { forGuests, fromAddress, pending } from '../endpoint-parts.ts'
import * as shapes from '../contract.ts'
import { proveEmail, requestEmailProof } from '../mail/email-proof.ts'
import { requestPasswordReset, resetPassword } from '../passwords/change.ts'
import { showSignUp } from './admission.ts'
import { signUp } from './sign-up.ts'
import { workFor } from './work.ts'
import { resendVerification, verify } from './verification.ts'

export const signingUpEndpoints = {
  signUp: endpoint({
    method: 'POST',
    path: '/accounts',
    summary:
      'Sign up; the session can only confirm the address, unless a mailed invitation proves it',
    body: shapes.signUpInput,
    answers: { 202: shapes.signedUp },
    ...forGuests,
    limit: fromAddress(300, 60),
    handle: signUp
  }),
  signUpWork: endpoint({
    method: 'GET',
    path: '/accounts/work',
    summary:
      'What a browser computes before it signs up, where many accounts come from its network',
    answers: { 200: shapes.signUpWork },
    ...forGuests,
    handle: async (ctx) => ({ work: await workFor(ctx) })
  }),
  showSignUp: endpoint({
    method: 'GET',
    path: '/accounts',
    summary: 'Get who can sign up, and whether an invitation is valid',
    query: shapes.signUpQuery,
    answers: { 200: shapes.signUpState },
    ...forGuests,
    handle: (ctx, { invitation }) => showSignUp(ctx, invitation)
  }),
  verify: endpoint({
    method: 'POST',
    path: '/accounts/verification',
    summary: 'Confirm your email address by the emailed link or code',
    body: shapes.verificationInput,
    answers: { 200: shapes.signedIn },
    ...forGuests,
    limit: fromAddress(60, 10),
    handle: verify
  }),
  resendVerification: endpoint({
    method: 'POST',
    path: '/accounts/verification/mail',
    summary: 'Email the link and code again',
    answers: { 202: shapes.accepted },
    ...forGuests,
    limit: fromAddress(20, 60),
    handle: (ctx) => pending(resendVerification(ctx))
  }),
  requestPasswordReset: endpoint({
    method: 'POST',
    path: '/accounts/password-reset',
    summary: 'Email a link to reset the password',
    body: shapes.resetRequestInput,
    answers: { 202: shapes.accepted },
    ...forGuests,
    limit: fromAddress(20, 60),
    handle: (ctx, { email }) => pending(requestPasswordReset(ctx, email))
  }),
  resetPassword: endpoint({
    method: 'PUT',
    path: '/accounts/password-reset',
    summary: 'Set a new password by the emailed link',
    body: shapes.resetInput,
    ...forGuests,
    limit: fromAddress(30, 60),
    handle: resetPassword
  }),
  requestEmailProof: endpoint({
    method: 'POST',
    path: '/accounts/email-proof',
    summary: 'Email a code that proves an address, for tickets and reports without signing in',
    body: shapes.proofRequestInput,
    answers: { 202: shapes.accepted },
    ...forGuests,
    limit: fromAddress(20, 60),
    handle: (ctx, { email }) => pending(requestEmailProof(ctx, email))
  }),
  proveEmail: endpoint({
    method: 'PUT',
    path: '/accounts/email-proof',
    summary:
      'Prove an address by the emailed code; the session is only for your tickets and reports',
    body: shapes.proofInput,
    ...forGuests,
    limit: fromAddress(60, 10),
    handle: proveEmail
  })
}
