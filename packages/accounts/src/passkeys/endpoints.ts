import { endpoint } from '@stoa/core'
import {
  forFreshAdmins,
  forFreshMembers,
  forMembers,
  fromAddress,
  items,
  forAdminsAndTokens
} from '../endpoint-parts.ts'
import { signedIn } from '../shapes.ts'
import { addPasskey, listPasskeys, removePasskey, renamePasskey } from './own-passkeys.ts'
import * as shapes from './contract.ts'
import { offerPasskey, requestPasskey } from './verification.ts'
import { relyingPartyOf } from './challenge.ts'
import {
  continueWithPasskey,
  provePasskey,
  requestSecondFactor,
  signInWithPasskey
} from './sign-in.ts'
import { changeStaffRule, showStaffRule } from './staff-rule-change.ts'

const anybody = { minimumRole: 'guest', scope: null, limit: fromAddress(60, 5) } as const
// The page for signing in asks for a challenge when it is opened.
const asking = { ...anybody, limit: fromAddress(300, 5) }

/** Endpoints for passkeys: signing in, the second step, fresh proof, and the owner's list. */
export const passkeyEndpoints = {
  staffPasskeys: endpoint({
    method: 'GET',
    path: '/admin/staff-passkeys',
    summary: 'Show whether special permissions need a passkey, and who has none',
    answers: { 200: shapes.staffPasskeys },
    ...forAdminsAndTokens,
    handle: showStaffRule
  }),
  changeStaffPasskeys: endpoint({
    method: 'PUT',
    path: '/admin/staff-passkeys',
    summary:
      'Require a passkey for special permissions; a second administrator confirms the end of it',
    body: shapes.staffPasskeysInput,
    answers: { 200: shapes.staffPasskeysOutcome },
    ...forFreshAdmins,
    handle: async (ctx, { required }) => ({ waiting: await changeStaffRule(ctx, required) })
  }),
  passkeyAddress: endpoint({
    method: 'GET',
    path: '/sessions/passkey',
    summary: 'Say at which address passkeys work',
    answers: { 200: shapes.passkeyAddress },
    minimumRole: 'guest',
    handle: async ({ ports }) => ({ origin: relyingPartyOf(ports)?.origin ?? null })
  }),
  requestPasskey: endpoint({
    method: 'POST',
    path: '/sessions/passkey/challenges',
    summary: 'Begin to sign in with a passkey',
    answers: { 200: shapes.passkeyRequest },
    ...asking,
    handle: (ctx) => requestPasskey(ctx, 'sign_in')
  }),
  signInWithPasskey: endpoint({
    method: 'POST',
    path: '/sessions/passkey',
    location: '/sessions/current',
    summary: 'Sign in with a passkey',
    body: shapes.passkeyInput,
    answers: { 201: signedIn },
    ...anybody,
    handle: signInWithPasskey
  }),
  requestPasskeyAfterPassword: endpoint({
    method: 'POST',
    path: '/sessions/second-factor/passkey/challenges',
    summary: 'Begin to complete a sign-in with a passkey',
    body: shapes.passkeyContinuation,
    answers: { 200: shapes.passkeyRequest },
    ...anybody,
    handle: (ctx, { continuation }) => requestSecondFactor(ctx, continuation)
  }),
  continueWithPasskey: endpoint({
    method: 'POST',
    path: '/sessions/second-factor/passkey',
    location: '/sessions/current',
    summary: 'Complete a sign-in with a passkey',
    body: shapes.continuedPasskeyInput,
    answers: { 201: signedIn },
    ...anybody,
    handle: continueWithPasskey
  }),
  requestPasskeyProof: endpoint({
    method: 'POST',
    path: '/sessions/current/authentication/passkey/challenges',
    summary: 'Begin to confirm with a passkey that it is you',
    answers: { 200: shapes.passkeyRequest },
    ...forMembers,
    handle: (ctx) => requestPasskey(ctx, 'proof', ctx.actor.id)
  }),
  provePasskey: endpoint({
    method: 'POST',
    path: '/sessions/current/authentication/passkey',
    summary: 'Confirm with a passkey that it is you, for ten minutes',
    body: shapes.passkeyInput,
    ...forMembers,
    handle: provePasskey
  }),
  passkeys: endpoint({
    method: 'GET',
    path: '/me/passkeys',
    summary: 'List your passkeys',
    answers: { 200: items(shapes.passkey) },
    ...forMembers,
    handle: async (ctx) => ({ items: await listPasskeys(ctx) })
  }),
  offerPasskey: endpoint({
    method: 'POST',
    path: '/me/passkeys/challenges',
    summary: 'Begin to add a passkey',
    answers: { 200: shapes.passkeyRequest },
    ...forFreshMembers,
    handle: (ctx) => offerPasskey(ctx)
  }),
  addPasskey: endpoint({
    method: 'POST',
    path: '/me/passkeys',
    summary: 'Add a passkey',
    body: shapes.newPasskeyInput,
    answers: { 201: shapes.newPasskey },
    ...forFreshMembers,
    handle: addPasskey
  }),
  renamePasskey: endpoint({
    method: 'PATCH',
    path: '/me/passkeys/:id',
    summary: 'Rename a passkey',
    body: shapes.passkeyNameInput,
    ...forMembers,
    handle: (ctx, { id, name }) => renamePasskey(ctx, id, name)
  }),
  removePasskey: endpoint({
    method: 'DELETE',
    path: '/me/passkeys/:id',
    summary: 'Remove a passkey; your other sessions and all tokens end',
    ...forFreshMembers,
    handle: (ctx, { id }) => removePasskey(ctx, id)
  })
}
