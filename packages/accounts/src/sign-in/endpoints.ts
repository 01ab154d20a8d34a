import { endpoint } from '@stoa/core'
import { forFreshMembers, forGuests, forMembers, fromAddress, items } from '../endpoint-parts.ts'
import { admitDevice } from '../sessions/known-clients.ts'
import * as shapes from '../contract.ts'
import { disownAccess, listSessions, revokeOtherSessions, revokeSession } from '../sessions/list.ts'
import { reauthenticate, continueSignIn, signIn, signOut } from './sign-in.ts'
import { listWaysToProve } from './proof.ts'

export const sessionEndpoints = {
  signIn: endpoint({
    method: 'POST',
    path: '/sessions',
    location: '/sessions/current',
    summary: 'Sign in',
    body: shapes.signInInput,
    answers: { 201: shapes.signedIn },
    ...forGuests,
    limit: fromAddress(60, 5),
    handle: signIn
  }),
  continueSignIn: endpoint({
    method: 'POST',
    path: '/sessions/second-factor',
    location: '/sessions/current',
    summary: 'Complete a sign-in with a verification code',
    body: shapes.continuedSignInInput,
    answers: { 201: shapes.signedIn },
    ...forGuests,
    limit: fromAddress(60, 5),
    handle: continueSignIn
  }),
  admitDevice: endpoint({
    method: 'POST',
    path: '/sessions/device',
    summary: 'Allow a device whose sign-in was blocked, by the emailed link',
    body: shapes.mailedTokenInput,
    ...forGuests,
    limit: fromAddress(30, 60),
    handle: (ctx, { token }) => admitDevice(ctx, token)
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/sessions/current',
    summary: 'Sign out',
    ...forGuests,
    handle: (ctx) => signOut(ctx)
  }),
  reauthenticate: endpoint({
    method: 'POST',
    path: '/sessions/current/authentication',
    summary: 'Confirm that the account is yours by password and code, for ten minutes',
    body: shapes.reauthenticationInput,
    ...forMembers,
    handle: reauthenticate
  }),
  checkAuthentication: endpoint({
    method: 'GET',
    path: '/sessions/current/authentication',
    summary: 'Check that you confirmed within ten minutes that the account is yours',
    ...forFreshMembers,
    handle: () => Promise.resolve()
  }),
  waysToProve: endpoint({
    method: 'GET',
    path: '/me/ways-to-prove',
    summary: 'List how you can confirm that the account is yours',
    answers: { 200: shapes.waysToProve },
    ...forMembers,
    handle: (ctx) => listWaysToProve(ctx)
  }),
  sessions: endpoint({
    method: 'GET',
    path: '/sessions',
    summary: 'List your sessions',
    answers: { 200: items(shapes.session) },
    ...forMembers,
    handle: async (ctx) => ({ items: await listSessions(ctx) })
  }),
  revokeSession: endpoint({
    method: 'DELETE',
    path: '/sessions/:id',
    summary: 'End one of your sessions',
    ...forMembers,
    handle: (ctx, { id }) => revokeSession(ctx, id)
  }),
  revokeOtherSessions: endpoint({
    method: 'DELETE',
    path: '/sessions',
    summary: 'End all your other sessions',
    ...forMembers,
    handle: (ctx) => revokeOtherSessions(ctx)
  }),
  disownAccess: endpoint({
    method: 'DELETE',
    path: '/me/access',
    summary: 'End all other sessions and all API tokens, because a sign-in was not yours',
    ...forMembers,
    handle: disownAccess
  })
}
