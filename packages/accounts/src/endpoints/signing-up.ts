import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import * as shapes from '../contract.ts'
import { proveEmail, requestEmailProof } from '../email-proof.ts'
import { requestPasswordReset, resetPassword } from '../password-reset.ts'
import { showSignUp } from '../sign-up/showing.ts'
import { signUp } from '../sign-up/sign-up.ts'
import { workFor } from '../sign-up/work.ts'
import { mailVerificationAgain, verify } from '../verification.ts'
import { fromAddress } from './declaring.ts'

export const signingUpEndpoints = {
  signUp: endpoint({
    method: 'POST',
    path: '/accounts',
    summary: 'Sign up; the session that follows can only verify',
    body: shapes.signUpInput,
    answers: { 202: shapes.signedUp },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(300, 60),
    handle: async (ctx, input) => ({ pending: true as const, ...(await signUp(ctx, input)) })
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
    summary: 'How one joins, and whether an invitation works',
    query: shapes.signUpQuery,
    answers: { 200: shapes.signUpState },
    minimumRole: 'guest',
    scope: null,
    handle: (ctx, { invitation }) => showSignUp(ctx, invitation)
  }),
  verify: endpoint({
    method: 'POST',
    path: '/accounts/verification',
    summary: 'Confirm the address by the mailed link or code',
    body: shapes.verificationInput,
    answers: { 200: shapes.signedIn },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(60, 10),
    handle: verify
  }),
  mailVerificationAgain: endpoint({
    method: 'POST',
    path: '/accounts/verification/mail',
    summary: 'Mail link and code again',
    answers: { 202: shapes.accepted },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(20, 60),
    handle: async (ctx) => {
      await mailVerificationAgain(ctx)
      return { pending: true as const }
    }
  }),
  requestPasswordReset: endpoint({
    method: 'POST',
    path: '/accounts/password-reset',
    summary: 'Mail a link to set a new password',
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
    summary: 'Set a new password by the mailed link',
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
    summary: 'Mail digits that prove an address, for tickets and reports without signing in',
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
    summary: 'Prove the address by the digits; the session is for own tickets and reports alone',
    body: shapes.proofInput,
    answers: { 204: nothing },
    minimumRole: 'guest',
    scope: null,
    limit: fromAddress(60, 10),
    handle: proveEmail
  })
}
