import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import * as shapes from '../contract.ts'
import { proveEmail, requestEmailProof } from '../mail/email-proof.ts'
import { requestPasswordReset, resetPassword } from '../passwords/change.ts'
import { showSignUp } from '../sign-up/showing.ts'
import { signUp } from '../sign-up/sign-up.ts'
import { workFor } from '../sign-up/work.ts'
import { resendVerification, verify } from '../verification.ts'
import { fromAddress } from './declaring.ts'

export const signingUpEndpoints = {
  signUp: endpoint({
    method: 'POST',
    path: '/accounts',
    summary:
      'Sign up; the session can only confirm the address, unless a mailed invitation proves it',
    body: shapes.signUpInput,
    answers: { 202: shapes.signedUp },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(300, 60),
    handle: signUp
  }),
  signUpWork: endpoint({
    method: 'GET',
    path: '/accounts/work',
    summary:
      'What a browser computes before it signs up, where many accounts come from its network',
    answers: { 200: shapes.signUpWork },
    minimumRole: 'guest',
    scope: null,
    handle: async (ctx) => ({ work: await workFor(ctx) })
  }),
  showSignUp: endpoint({
    method: 'GET',
    path: '/accounts',
    summary: 'Get who can sign up, and whether an invitation is valid',
    query: shapes.signUpQuery,
    answers: { 200: shapes.signUpState },
    minimumRole: 'guest',
    scope: null,
    handle: (ctx, { invitation }) => showSignUp(ctx, invitation)
  }),
  verify: endpoint({
    method: 'POST',
    path: '/accounts/verification',
    summary: 'Confirm your email address by the emailed link or code',
    body: shapes.verificationInput,
    answers: { 200: shapes.signedIn },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(60, 10),
    handle: verify
  }),
  resendVerification: endpoint({
    method: 'POST',
    path: '/accounts/verification/mail',
    summary: 'Email the link and code again',
    answers: { 202: shapes.accepted },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(20, 60),
    handle: async (ctx) => {
      await resendVerification(ctx)
      return { pending: true as const }
    }
  }),
  requestPasswordReset: endpoint({
    method: 'POST',
    path: '/accounts/password-reset',
    summary: 'Email a link to reset the password',
    body: shapes.resetRequestInput,
    answers: { 202: shapes.accepted },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(20, 60),
    handle: async (ctx, { email }) => {
      await requestPasswordReset(ctx, email)
      return { pending: true as const }
    }
  }),
  resetPassword: endpoint({
    method: 'PUT',
    path: '/accounts/password-reset',
    summary: 'Set a new password by the emailed link',
    body: shapes.resetInput,
    answers: { 204: nothing },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(30, 60),
    handle: resetPassword
  }),
  requestEmailProof: endpoint({
    method: 'POST',
    path: '/accounts/email-proof',
    summary: 'Email a code that proves an address, for tickets and reports without signing in',
    body: shapes.proofRequestInput,
    answers: { 202: shapes.accepted },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(20, 60),
    handle: async (ctx, { email }) => {
      await requestEmailProof(ctx, email)
      return { pending: true as const }
    }
  }),
  proveEmail: endpoint({
    method: 'PUT',
    path: '/accounts/email-proof',
    summary:
      'Prove an address by the emailed code; the session is only for your tickets and reports',
    body: shapes.proofInput,
    answers: { 204: nothing },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(60, 10),
    handle: proveEmail
  })
}
