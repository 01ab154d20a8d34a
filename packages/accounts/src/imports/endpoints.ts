import { endpoint } from '@stoa/core'
import { forAdmins, forFreshAdmins } from '../endpoint-parts.ts'
import * as shapes from '../contract.ts'
import { importPeople, listImports, sendInvitations } from './import-people.ts'

/** Endpoints by which admins import people from a CSV file. */
export const importEndpoints = {
  imports: endpoint({
    method: 'GET',
    path: '/admin/people-imports',
    summary: 'List imports of people, newest first',
    answers: { 200: shapes.peopleImportList },
    ...forAdmins,
    handle: (ctx) => listImports(ctx)
  }),
  importPeople: endpoint({
    method: 'POST',
    path: '/admin/people-imports',
    summary: 'Check a CSV file of people and, unless it is a dry run, create their accounts',
    body: shapes.peopleImportInput,
    bodyBytes: shapes.maxPeopleImportBytes,
    answers: { 200: shapes.peopleImportReport },
    ...forAdmins,
    limit: { per: 'actor', count: 60, seconds: 3600 },
    handle: importPeople
  }),
  sendInvitations: endpoint({
    method: 'POST',
    path: '/admin/people-imports/:id/invitations',
    summary: 'Email everyone of an import the link to choose a password',
    params: shapes.importParams,
    ...forFreshAdmins,
    handle: (ctx, { id }) => sendInvitations(ctx, id)
  })
}
