import { endpoint } from '@stoa/core'
import { forFreshMembers, forMembers } from '../endpoint-parts.ts'
import * as shapes from '../contract.ts'
import {
  showSecondFactor,
  confirmSecondFactor,
  beginSecondFactor,
  renewRecoveryCodes,
  removeSecondFactor
} from './second-factor.ts'

export const secondFactorEndpoints = {
  secondFactor: endpoint({
    method: 'GET',
    path: '/me/second-factor',
    summary: 'Show your authenticator and how many recovery codes are left',
    answers: { 200: shapes.secondFactorState },
    ...forMembers,
    handle: (ctx) => showSecondFactor(ctx)
  }),
  beginSecondFactor: endpoint({
    method: 'POST',
    path: '/me/second-factor',
    summary: 'Create a secret for an authenticator app',
    answers: { 201: shapes.secondFactorSecret },
    ...forFreshMembers,
    handle: (ctx) => beginSecondFactor(ctx)
  }),
  confirmSecondFactor: endpoint({
    method: 'POST',
    path: '/me/second-factor/confirmation',
    summary: 'Turn on two-factor authentication with a first code',
    body: shapes.secondFactorConfirmation,
    answers: { 200: shapes.recoveryCodeList },
    ...forMembers,
    handle: async (ctx, { code }) => ({ codes: await confirmSecondFactor(ctx, code) })
  }),
  renewRecoveryCodes: endpoint({
    method: 'PUT',
    path: '/me/second-factor/recovery-codes',
    summary: 'Replace the recovery codes',
    answers: { 200: shapes.recoveryCodeList },
    ...forFreshMembers,
    handle: async (ctx) => ({ codes: await renewRecoveryCodes(ctx) })
  }),
  removeSecondFactor: endpoint({
    method: 'DELETE',
    path: '/me/second-factor',
    summary: 'Turn off two-factor authentication',
    ...forFreshMembers,
    handle: (ctx) => removeSecondFactor(ctx)
  })
}
