import { Answer, endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { forAdmins, forFreshAdmins, pending, forAdminsAndTokens } from '../endpoint-parts.ts'
import * as shapes from '../contract.ts'
import { confirmTestMail, sendTestMail } from '../mail/mail-test.ts'
import { changeReadingAccess, isSignInRequired } from '../reading-access.ts'
import { setRole } from './roles.ts'
import { changeSignUp } from '../sign-up/rule.ts'
import { listTeam } from '../people/team.ts'

/** Endpoints for admins: roles, rules of joining, and the mail test. */
export const administrationEndpoints = {
  setRole: endpoint({
    method: 'PUT',
    path: '/users/:username/role',
    summary: 'Set the role of a user; ends their sessions and tokens',
    params: shapes.userParams,
    body: shapes.roleInput,
    answers: { 204: nothing, 202: shapes.waitingPowers },
    ...forFreshAdmins,
    async handle(ctx, { username, ...input }) {
      const waiting = await setRole(ctx, username, input)
      return waiting.length > 0 ? new Answer(202, { waiting }) : new Answer(204, undefined)
    }
  }),
  team: endpoint({
    method: 'GET',
    path: '/admin/team',
    summary: 'List users with a role above member',
    answers: { 200: shapes.teamList },
    ...forAdminsAndTokens,
    handle: (ctx) => listTeam(ctx)
  }),
  changeSignUp: endpoint({
    method: 'PUT',
    path: '/admin/sign-up',
    summary:
      'Set who can sign up: anyone, people with an invitation, or with an address at certain domains',
    body: shapes.signUpRule,
    ...forFreshAdmins,
    handle: changeSignUp
  }),
  readingAccess: endpoint({
    method: 'GET',
    path: '/admin/reading-access',
    summary: 'Get whether reading the forum needs a sign-in',
    answers: { 200: shapes.readingAccess },
    ...forAdminsAndTokens,
    handle: async (ctx) => ({ signInRequired: await isSignInRequired(ctx) })
  }),
  changeReadingAccess: endpoint({
    method: 'PUT',
    path: '/admin/reading-access',
    summary: 'Set whether reading the forum needs a sign-in',
    body: shapes.readingAccess,
    ...forFreshAdmins,
    handle: changeReadingAccess
  }),
  sendTestMail: endpoint({
    method: 'POST',
    path: '/admin/mail-test',
    summary: 'Send yourself a test email; following its link opens sign-up',
    answers: { 202: shapes.accepted },
    ...forAdmins,
    handle: (ctx) => pending(sendTestMail(ctx))
  }),
  confirmTestMail: endpoint({
    method: 'PUT',
    path: '/admin/mail-test',
    summary: 'Confirm that the test email arrived',
    body: shapes.mailTestInput,
    ...forAdmins,
    limit: { per: 'actor', count: 20, seconds: 3600 },
    handle: confirmTestMail
  })
}
