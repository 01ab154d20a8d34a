import { Readable } from 'node:stream'
import { z } from 'zod'
import { endpoint, RawAnswer, type Limit } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import * as shapes from './contract.ts'
import { closeAccount } from './closing.ts'
import { changeEmail, confirmEmail, undoEmailChange } from './email-change.ts'
import { freeze } from './freezing.ts'
import { jsonOf } from './json-stream.ts'
import { confirmTestMail, sendTestMail } from './mail-test.ts'
import { showMe, updateMe } from './me.ts'
import { listMutedUsers, muteUser, unmuteUser } from './muting.ts'
import { ownData } from './own-data.ts'
import { changePassword, requestPasswordReset, resetPassword } from './password-reset.ts'
import { lookAtPrivate } from './private-looks.ts'
import { showProfile } from './profiles.ts'
import { setRole } from './roles.ts'
import {
  confirmSecondFactor,
  offerSecondFactor,
  renewRecoveryCodes,
  turnSecondFactorOff
} from './second-factor.ts'
import { listSessions, revokeOtherSessions, revokeSession } from './session-list.ts'
import { authenticateAgain, continueSignIn, signIn, signOut } from './sign-in.ts'
import { isSignUpOpen, signUp } from './sign-up.ts'
import { suggestUsers } from './suggestions.ts'
import { listTeam } from './team.ts'
import { createToken, listTokens, revokeToken } from './tokens.ts'
import { mailVerificationAgain, verify } from './verification.ts'

const fromAddress = (count: number, minutes: number): Limit => ({
  per: 'address',
  count,
  seconds: minutes * 60
})
const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

export const accountsEndpoints = {
  signUp: endpoint({
    method: 'POST',
    path: '/accounts',
    summary: 'Sign up; the session that follows can only verify',
    body: shapes.signUpInput,
    answers: { 202: shapes.accepted },
    least: 'guest',
    scope: null,
    limit: fromAddress(20, 60),
    handle: async (ctx, input) => {
      await signUp(ctx, input)
      return { pending: true as const }
    }
  }),
  showSignUp: endpoint({
    method: 'GET',
    path: '/accounts',
    summary: 'Whether sign-up is open',
    answers: { 200: z.object({ open: z.boolean() }) },
    least: 'guest',
    scope: null,
    handle: async (ctx) => ({ open: await isSignUpOpen(ctx) })
  }),
  verify: endpoint({
    method: 'POST',
    path: '/accounts/verification',
    summary: 'Confirm the address by the mailed link or code',
    body: shapes.verificationInput,
    answers: { 200: shapes.signedIn },
    least: 'guest',
    scope: null,
    limit: fromAddress(60, 10),
    handle: verify
  }),
  mailVerificationAgain: endpoint({
    method: 'POST',
    path: '/accounts/verification/mail',
    summary: 'Mail link and code again',
    answers: { 202: shapes.accepted },
    least: 'guest',
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
    least: 'guest',
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
    least: 'guest',
    scope: null,
    limit: fromAddress(30, 60),
    handle: resetPassword
  }),
  freeze: endpoint({
    method: 'POST',
    path: '/accounts/freezing',
    summary: 'Freeze an account by the link in the mail about an unusual sign-in',
    body: shapes.mailedTokenInput,
    answers: { 204: nothing },
    least: 'guest',
    scope: null,
    limit: fromAddress(30, 60),
    handle: (ctx, { token }) => freeze(ctx, token)
  }),
  undoEmailChange: endpoint({
    method: 'POST',
    path: '/accounts/email-undo',
    summary: 'Put the former address back and freeze the account',
    body: shapes.mailedTokenInput,
    answers: { 204: nothing },
    least: 'guest',
    scope: null,
    limit: fromAddress(30, 60),
    handle: (ctx, { token }) => undoEmailChange(ctx, token)
  }),

  signIn: endpoint({
    method: 'POST',
    path: '/sessions',
    summary: 'Sign in',
    body: shapes.signInInput,
    answers: { 201: shapes.signedIn },
    least: 'guest',
    scope: null,
    limit: fromAddress(60, 5),
    handle: signIn
  }),
  continueSignIn: endpoint({
    method: 'POST',
    path: '/sessions/second-factor',
    summary: 'Sign in with the code alone, after the password was right',
    body: shapes.continuedSignInInput,
    answers: { 201: shapes.signedIn },
    least: 'guest',
    scope: null,
    limit: fromAddress(60, 5),
    handle: continueSignIn
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/sessions/current',
    summary: 'Sign out',
    answers: { 204: nothing },
    least: 'guest',
    scope: null,
    handle: (ctx) => signOut(ctx)
  }),
  authenticateAgain: endpoint({
    method: 'POST',
    path: '/sessions/current/authentication',
    summary: 'Prove again who one is, for ten minutes',
    body: shapes.reauthenticationInput,
    answers: { 204: nothing },
    least: 'member',
    scope: null,
    handle: authenticateAgain
  }),
  sessions: endpoint({
    method: 'GET',
    path: '/sessions',
    summary: 'Own sessions',
    answers: { 200: items(shapes.session) },
    least: 'member',
    scope: null,
    handle: async (ctx) => ({ items: await listSessions(ctx) })
  }),
  revokeSession: endpoint({
    method: 'DELETE',
    path: '/sessions/:id',
    summary: 'End one of the own sessions',
    params: idParams,
    answers: { 204: nothing },
    least: 'member',
    scope: null,
    handle: (ctx, { id }) => revokeSession(ctx, id)
  }),
  revokeOtherSessions: endpoint({
    method: 'DELETE',
    path: '/sessions',
    summary: 'Sign out everywhere else',
    answers: { 204: nothing },
    least: 'member',
    scope: null,
    handle: (ctx) => revokeOtherSessions(ctx)
  }),

  me: endpoint({
    method: 'GET',
    path: '/me',
    summary: 'Who is signed in, and what they may do',
    answers: { 200: shapes.me },
    least: 'guest',
    handle: (ctx) => showMe(ctx)
  }),
  updateMe: endpoint({
    method: 'PATCH',
    path: '/me',
    summary: 'Change language, time zone or the words about oneself',
    body: shapes.meInput,
    answers: { 200: shapes.me },
    least: 'member',
    handle: updateMe
  }),
  exportOwnData: endpoint({
    method: 'GET',
    path: '/me/export',
    summary: 'Everything kept about oneself',
    answers: { 200: nothing },
    least: 'member',
    scope: null,
    fresh: true,
    limit: { per: 'actor', count: 5, seconds: 3600 },
    handle: async (ctx) =>
      new RawAnswer(Readable.from(jsonOf(await ownData(ctx))), {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="stoa-export.json"'
      })
  }),
  closeAccount: endpoint({
    method: 'POST',
    path: '/me/closing',
    summary: 'Close the own account for good',
    body: shapes.closeAccountInput,
    answers: { 204: nothing },
    least: 'member',
    scope: null,
    handle: closeAccount
  }),
  changePassword: endpoint({
    method: 'PUT',
    path: '/me/password',
    summary: 'Change the password; other sessions and all tokens end',
    body: shapes.passwordChangeInput,
    answers: { 204: nothing },
    least: 'member',
    scope: null,
    handle: changePassword
  }),
  changeEmail: endpoint({
    method: 'POST',
    path: '/me/email',
    summary: 'Ask for another address',
    body: shapes.emailChangeInput,
    answers: { 202: shapes.accepted },
    least: 'member',
    scope: null,
    fresh: true,
    handle: async (ctx, input) => {
      await changeEmail(ctx, input)
      return { pending: true as const }
    }
  }),
  confirmEmail: endpoint({
    method: 'PUT',
    path: '/me/email',
    summary: 'Confirm the new address by the mailed link',
    body: shapes.mailedTokenInput,
    answers: { 204: nothing },
    least: 'member',
    scope: null,
    handle: (ctx, { token }) => confirmEmail(ctx, token)
  }),
  offerSecondFactor: endpoint({
    method: 'POST',
    path: '/me/second-factor',
    summary: 'Get a secret for an authenticator',
    answers: { 201: shapes.secondFactorOffer },
    least: 'member',
    scope: null,
    fresh: true,
    handle: (ctx) => offerSecondFactor(ctx)
  }),
  confirmSecondFactor: endpoint({
    method: 'POST',
    path: '/me/second-factor/confirmation',
    summary: 'Turn the second factor on with a first code',
    body: shapes.secondFactorConfirmation,
    answers: { 200: shapes.recoveryCodes },
    least: 'member',
    scope: null,
    handle: async (ctx, { code }) => ({ codes: await confirmSecondFactor(ctx, code) })
  }),
  renewRecoveryCodes: endpoint({
    method: 'PUT',
    path: '/me/second-factor/recovery-codes',
    summary: 'Replace the recovery codes',
    answers: { 200: shapes.recoveryCodes },
    least: 'member',
    scope: null,
    fresh: true,
    handle: async (ctx) => ({ codes: await renewRecoveryCodes(ctx) })
  }),
  turnSecondFactorOff: endpoint({
    method: 'POST',
    path: '/me/second-factor/removal',
    summary: 'Turn the second factor off',
    body: shapes.reauthenticationInput,
    answers: { 204: nothing },
    least: 'member',
    scope: null,
    handle: turnSecondFactorOff
  }),
  mutedUsers: endpoint({
    method: 'GET',
    path: '/me/muted-users',
    summary: 'Users whose posts one does not want to see',
    answers: { 200: shapes.mutedUserList },
    least: 'member',
    handle: async (ctx) => ({ items: await listMutedUsers(ctx) })
  }),

  tokens: endpoint({
    method: 'GET',
    path: '/tokens',
    summary: 'Own API tokens',
    answers: { 200: items(shapes.token) },
    least: 'member',
    scope: null,
    handle: async (ctx) => ({ items: await listTokens(ctx) })
  }),
  createToken: endpoint({
    method: 'POST',
    path: '/tokens',
    summary: 'Make an API token; its secret is shown this once',
    body: shapes.tokenInput,
    answers: { 201: shapes.createdToken },
    least: 'member',
    scope: null,
    fresh: true,
    handle: createToken
  }),
  revokeToken: endpoint({
    method: 'DELETE',
    path: '/tokens/:id',
    summary: 'Revoke an API token',
    params: idParams,
    answers: { 204: nothing },
    least: 'member',
    scope: null,
    handle: (ctx, { id }) => revokeToken(ctx, id)
  }),

  suggestUsers: endpoint({
    method: 'GET',
    path: '/users',
    summary: 'Names that begin with what was typed, to mention somebody',
    query: shapes.suggestionQuery,
    answers: { 200: items(shapes.userSuggestion) },
    least: 'member',
    limit: { per: 'actor', count: 60, seconds: 60 },
    handle: async (ctx, { q }) => ({ items: await suggestUsers(ctx, q) })
  }),
  profile: endpoint({
    method: 'GET',
    path: '/users/:username',
    summary: 'A user as everybody sees them; a former name answers with the present one',
    params: shapes.userParams,
    answers: { 200: shapes.profile },
    least: 'guest',
    handle: (ctx, { username }) => showProfile(ctx, username)
  }),
  mute: endpoint({
    method: 'POST',
    path: '/users/:username/muting',
    summary: 'Not to see the posts of a user',
    params: shapes.userParams,
    answers: { 204: nothing },
    least: 'member',
    handle: (ctx, { username }) => muteUser(ctx, username)
  }),
  unmute: endpoint({
    method: 'DELETE',
    path: '/users/:username/muting',
    summary: 'To see the posts of a user again',
    params: shapes.userParams,
    answers: { 204: nothing },
    least: 'member',
    handle: (ctx, { username }) => unmuteUser(ctx, username)
  }),
  setRole: endpoint({
    method: 'PUT',
    path: '/users/:username/role',
    summary: 'Give a role; sessions and tokens of the user end',
    params: shapes.userParams,
    body: shapes.roleInput,
    answers: { 204: nothing },
    least: 'admin',
    scope: null,
    fresh: true,
    handle: (ctx, { username, ...input }) => setRole(ctx, username, input)
  }),
  team: endpoint({
    method: 'GET',
    path: '/admin/team',
    summary: 'Everybody with a role above member',
    answers: { 200: shapes.teamList },
    least: 'admin',
    scope: 'admin',
    handle: (ctx) => listTeam(ctx)
  }),
  lookAtPrivate: endpoint({
    method: 'POST',
    path: '/users/:username/looks',
    summary: 'Look at an address with a reason, which is logged',
    params: shapes.userParams,
    body: shapes.lookInput,
    answers: { 201: shapes.lookAnswer },
    least: 'staff',
    scope: null,
    handle: async (ctx, { username, ...look }) => ({
      field: look.field,
      value: await lookAtPrivate(ctx, username, look)
    })
  }),
  sendTestMail: endpoint({
    method: 'POST',
    path: '/admin/mail-test',
    summary: 'Mail oneself a link: sign-up opens once it was followed',
    answers: { 202: shapes.accepted },
    least: 'admin',
    scope: null,
    handle: async (ctx) => {
      await sendTestMail(ctx)
      return { pending: true as const }
    }
  }),
  confirmTestMail: endpoint({
    method: 'PUT',
    path: '/admin/mail-test',
    summary: 'Note that the test mail arrived',
    body: shapes.mailedTokenInput,
    answers: { 204: nothing },
    least: 'admin',
    scope: null,
    handle: (ctx, { token }) => confirmTestMail(ctx, token)
  })
}
