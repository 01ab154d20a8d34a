import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import * as shapes from '../contract.ts'
import { importPeople } from './import-people.ts'
import { listImports } from './list.ts'
import { sendInvitations } from './invitation-mails.ts'

/** Endpoints by which admins import people from a CSV file. */
export const importEndpoints = {
  imports: endpoint({
    method: 'GET',
    path: '/admin/people-imports',
    summary: 'List imports of people, newest first',
    answers: { 200: shapes.peopleImportList },
    minimumRole: 'admin',
    scope: null,
    handle: (ctx) => listImports(ctx)
  }),
  importPeople: endpoint({
    method: 'POST',
    path: '/admin/people-imports',
    summary: 'Check a CSV file of people and, unless it is a dry run, create their accounts',
    body: shapes.peopleImportInput,
    bodyBytes: shapes.maxPeopleImportBytes,
    answers: { 200: shapes.peopleImportReport },
    minimumRole: 'admin',
    scope: null,
    limit: { per: 'actor', count: 60, seconds: 3600 },
    handle: importPeople
  }),
  sendInvitations: endpoint({
    method: 'POST',
    path: '/admin/people-imports/:id/invitations',
    summary: 'Email everyone of an import the link to choose a password',
    params: shapes.importParams,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: null,
    fresh: true,
    handle: (ctx, { id }) => sendInvitations(ctx, id)
  })
}
