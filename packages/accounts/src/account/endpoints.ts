import { Readable } from 'node:stream'
import { endpoint, RawAnswer } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { forFreshMembers, forMembers, pending } from '../endpoint-parts.ts'
import * as shapes from '../contract.ts'
import { changeEmail, confirmEmail } from './email-change.ts'
import { jsonOf, dataExport } from './data-export.ts'
import { showMe, updateMe } from './me.ts'
import { listMutedUsers } from '../people/mute.ts'
import { changePassword } from '../passwords/change.ts'
import { renameSelf } from '../people/rename.ts'
import { mailPhrase, mailPhraseInput } from './contract.ts'
import { removeMailPhrase, setMailPhrase, showMailPhrase } from '../mail/phrase.ts'

const phrasePath = '/me/mail-phrase'

export const ownAccountEndpoints = {
  me: endpoint({
    method: 'GET',
    path: '/me',
    summary: 'Get the signed-in user and their permissions',
    answers: { 200: shapes.me },
    minimumRole: 'guest',
    handle: (ctx) => showMe(ctx)
  }),
  updateMe: endpoint({
    method: 'PATCH',
    path: '/me',
    summary: 'Update your language, time zone, bio or picture',
    body: shapes.meInput,
    answers: { 200: shapes.me },
    minimumRole: 'member',
    handle: updateMe
  }),
  renameSelf: endpoint({
    method: 'PUT',
    path: '/me/username',
    summary: 'Change your username, once in 90 days; the old one leads to you',
    body: shapes.usernameInput,
    answers: { 200: shapes.renamed },
    ...forFreshMembers,
    handle: (ctx, { username }) => renameSelf(ctx, username)
  }),
  exportData: endpoint({
    method: 'GET',
    path: '/me/export',
    summary: 'Export all data about you',
    answers: { 200: nothing },
    ...forFreshMembers,
    limit: { per: 'actor', count: 5, seconds: 3600 },
    handle: async (ctx) =>
      new RawAnswer(Readable.from(jsonOf(await dataExport(ctx))), {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="stoa-export.json"'
      })
  }),
  changePassword: endpoint({
    method: 'PUT',
    path: '/me/password',
    summary: 'Change your password; ends other sessions and all tokens',
    body: shapes.passwordChangeInput,
    ...forMembers,
    handle: changePassword
  }),
  changeEmail: endpoint({
    method: 'POST',
    path: '/me/email',
    summary: 'Request a change of email address',
    body: shapes.emailChangeInput,
    answers: { 202: shapes.accepted },
    ...forFreshMembers,
    handle: (ctx, input) => pending(changeEmail(ctx, input))
  }),
  confirmEmail: endpoint({
    method: 'PUT',
    path: '/me/email',
    summary: 'Confirm your new email address by the emailed link',
    body: shapes.mailedTokenInput,
    ...forMembers,
    handle: (ctx, { token }) => confirmEmail(ctx, token)
  }),
  mutedUsers: endpoint({
    method: 'GET',
    path: '/me/muted-users',
    summary: 'List muted users',
    answers: { 200: shapes.mutedUserList },
    minimumRole: 'member',
    handle: async (ctx) => ({ items: await listMutedUsers(ctx) })
  }),
  mailPhrase: endpoint({
    method: 'GET',
    path: phrasePath,
    summary: 'Show the phrase above the emails about your account',
    answers: { 200: mailPhrase },
    ...forFreshMembers,
    handle: showMailPhrase
  }),
  setMailPhrase: endpoint({
    method: 'PUT',
    path: phrasePath,
    summary: 'Set the phrase above the emails about your account, by which you recognise them',
    body: mailPhraseInput,
    ...forFreshMembers,
    handle: (ctx, { phrase }) => setMailPhrase(ctx, phrase)
  }),
  removeMailPhrase: endpoint({
    method: 'DELETE',
    path: phrasePath,
    summary: 'Remove the phrase above the emails about your account',
    ...forFreshMembers,
    handle: removeMailPhrase
  })
}
