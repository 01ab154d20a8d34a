import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import * as shapes from '../contract.ts'
import { confirmTestMail, sendTestMail } from '../mail-test.ts'
import { setRole } from '../roles.ts'
import { listTeam } from '../team.ts'

/** What only admins do: roles, and proving that mail leaves. */
export const administrationEndpoints = {
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
