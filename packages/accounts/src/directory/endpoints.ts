import { endpoint } from '@stoa/core'
import {
  forAdmins,
  forFreshAdmins,
  forGuests,
  fromAddress,
  forAdminsAndTokens
} from '../endpoint-parts.ts'
import * as shapes from '../contract.ts'
import { closeForOwner } from '../recovery/close.ts'
import { renameUser } from '../people/rename.ts'
import { listPeople, showPerson } from './people.ts'
import { activateAccount, createForOwner, showActivation } from './activation.ts'
import { searchByEmail } from '../security-log/looks.ts'

/** Endpoints by which admins find, create and close accounts. */
export const directoryEndpoints = {
  people: endpoint({
    method: 'GET',
    path: '/admin/people',
    summary: 'List accounts by role, trust, language, time, sanctions or part of the name',
    query: shapes.peopleQuery,
    answers: { 200: shapes.peopleList },
    ...forAdminsAndTokens,
    handle: listPeople
  }),
  person: endpoint({
    method: 'GET',
    path: '/admin/people/:username',
    summary: 'Get an account with what an administrator may do to it',
    params: shapes.userParams,
    answers: { 200: shapes.person },
    ...forAdminsAndTokens,
    handle: (ctx, { username }) => showPerson(ctx, username)
  }),
  searchByEmail: endpoint({
    method: 'POST',
    path: '/admin/people/email-search',
    summary: 'Find the account of an exact email address; the search and its reason are logged',
    body: shapes.emailSearchInput,
    answers: { 201: shapes.emailSearchAnswer },
    ...forAdmins,
    limit: { per: 'actor', count: 60, seconds: 3600 },
    handle: searchByEmail
  }),
  createForOwner: endpoint({
    method: 'POST',
    path: '/admin/people',
    summary: 'Create an account; an email invites its owner to choose a password',
    body: shapes.newAccountInput,
    answers: { 201: shapes.createdAccount },
    ...forAdmins,
    limit: { per: 'actor', count: 60, seconds: 3600 },
    handle: createForOwner
  }),
  showActivation: endpoint({
    method: 'GET',
    path: '/accounts/activation',
    summary: 'Get the username of an account that an administrator created, by the emailed link',
    query: shapes.activationQuery,
    answers: { 200: shapes.shownActivation },
    ...forGuests,
    handle: (ctx, { token }) => showActivation(ctx, token)
  }),
  activateAccount: endpoint({
    method: 'PUT',
    path: '/accounts/activation',
    summary: 'Choose the first password of an account, by the emailed link',
    body: shapes.activationInput,
    ...forGuests,
    limit: fromAddress(30, 60),
    handle: activateAccount
  }),
  renameUser: endpoint({
    method: 'PUT',
    path: '/admin/people/:username/username',
    summary: 'Give a user another username; the old one leads to them',
    params: shapes.userParams,
    body: shapes.renameInput,
    answers: { 200: shapes.renamed },
    ...forFreshAdmins,
    handle: renameUser
  }),
  closeForOwner: endpoint({
    method: 'POST',
    path: '/admin/people/:username/closing',
    summary:
      'Close the account of a member: frozen and hidden right away, deleted after seven days unless the owner keeps it',
    params: shapes.userParams,
    ...forFreshAdmins,
    handle: (ctx, { username }) => closeForOwner(ctx, username)
  })
}
