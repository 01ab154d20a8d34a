import { endpoint } from '@stoa/core'
import * as shapes from '../contract.ts'
import { muteUser, unmuteUser } from './mute.ts'
import { revealPersonalData } from '../security-log/looks.ts'
import { showProfile, suggestUsers } from './profiles.ts'
import { items } from '../endpoint-parts.ts'

export const userEndpoints = {
  suggestUsers: endpoint({
    method: 'GET',
    path: '/users',
    summary: 'Suggest usernames to mention',
    query: shapes.userSuggestionQuery,
    answers: { 200: items(shapes.userSuggestion) },
    minimumRole: 'member',
    limit: { per: 'actor', count: 60, seconds: 60 },
    handle: async (ctx, { q }) => ({ items: await suggestUsers(ctx, q) })
  }),
  profile: endpoint({
    method: 'GET',
    path: '/users/:username',
    summary: 'Get a public profile; a former username answers with the current one',
    params: shapes.userParams,
    answers: { 200: shapes.profile },
    minimumRole: 'guest',
    handle: (ctx, { username }) => showProfile(ctx, username)
  }),
  mute: endpoint({
    method: 'PUT',
    path: '/users/:username/muting',
    summary: 'Mute a user',
    params: shapes.userParams,
    minimumRole: 'member',
    handle: (ctx, { username }) => muteUser(ctx, username)
  }),
  unmute: endpoint({
    method: 'DELETE',
    path: '/users/:username/muting',
    summary: 'Unmute a user',
    params: shapes.userParams,
    minimumRole: 'member',
    handle: (ctx, { username }) => unmuteUser(ctx, username)
  }),
  revealPersonalData: endpoint({
    method: 'POST',
    path: '/users/:username/looks',
    summary: 'View an email or IP address; the access and its reason are logged',
    params: shapes.userParams,
    body: shapes.lookInput,
    answers: { 201: shapes.lookAnswer },
    minimumRole: 'staff',
    scope: null,
    handle: async (ctx, { username, ...look }) => ({
      field: look.field,
      value: await revealPersonalData(ctx, username, look)
    })
  })
}
