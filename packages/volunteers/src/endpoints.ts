import { z } from 'zod'
import { byAdmins, byModerators, endpoint } from '@stoa/core'
import type { Limit } from '@stoa/core/limits'
import { created } from '@stoa/core/contract'
import {
  applyAsVolunteer,
  withdrawApplication,
  decideApplication,
  listApplications,
  stepDown
} from './applications.ts'
import {
  applicationDecision,
  applicationInput,
  applicationList,
  noteInput,
  noteList,
  volunteering,
  rota,
  shiftCreated,
  shiftInput
} from './contract.ts'
import { showVolunteering } from './duties.ts'
import { listThreadNotes, listUserNotes, noteOnThread, noteOnUser, removeNote } from './notes.ts'
import { addShift, removeShift, showRota } from './on-call/rota.ts'

const applicationLimit: Limit = { per: 'actor', count: 5, seconds: 24 * 3600 }
const userParams = z.object({ username: z.string().max(60) })

/** Endpoints of volunteers, applications and notes: `api.volunteers.<name>`. */
export const volunteersEndpoints = {
  show: endpoint({
    method: 'GET',
    path: '/volunteering',
    summary: 'Get your volunteer status with statistics, or your application',
    answers: { 200: volunteering },
    minimumRole: 'member',
    handle: showVolunteering
  }),
  apply: endpoint({
    method: 'POST',
    path: '/volunteering/applications',
    summary: 'Apply to moderate categories',
    body: applicationInput,
    answers: { 201: created },
    minimumRole: 'member',
    limit: applicationLimit,
    handle: applyAsVolunteer
  }),
  withdraw: endpoint({
    method: 'DELETE',
    path: '/volunteering/applications/:id',
    summary: 'Withdraw your application',
    minimumRole: 'member',
    handle: (ctx, { id }) => withdrawApplication(ctx, id)
  }),
  applications: endpoint({
    method: 'GET',
    path: '/volunteering/applications',
    summary: 'List pending applications, oldest first',
    answers: { 200: applicationList },
    ...byAdmins,
    handle: listApplications
  }),
  decide: endpoint({
    method: 'POST',
    path: '/volunteering/applications/:id/decision',
    summary: 'Appoint an applicant for categories, or decline',
    body: applicationDecision,
    ...byAdmins,
    fresh: true,
    handle: (ctx, { id, ...decision }) => decideApplication(ctx, id, decision)
  }),
  stepDown: endpoint({
    method: 'DELETE',
    path: '/volunteering',
    summary: 'Step down as a volunteer; you are signed out',
    minimumRole: 'volunteer',
    scope: null,
    fresh: true,
    handle: (ctx) => stepDown(ctx)
  }),
  userNotes: endpoint({
    method: 'GET',
    path: '/users/:username/notes',
    summary: 'List moderator notes about a user',
    params: userParams,
    answers: { 200: noteList },
    ...byModerators,
    handle: (ctx, { username }) => listUserNotes(ctx, username)
  }),
  noteOnUser: endpoint({
    method: 'POST',
    path: '/users/:username/notes',
    summary: 'Add a moderator note about a user',
    params: userParams,
    body: noteInput,
    answers: { 201: created },
    ...byModerators,
    handle: (ctx, { username, text }) => noteOnUser(ctx, username, text)
  }),
  threadNotes: endpoint({
    method: 'GET',
    path: '/threads/:id/notes',
    summary: 'List moderator notes about a thread',
    answers: { 200: noteList },
    ...byModerators,
    handle: (ctx, { id }) => listThreadNotes(ctx, id)
  }),
  noteOnThread: endpoint({
    method: 'POST',
    path: '/threads/:id/notes',
    summary: 'Add a moderator note about a thread',
    body: noteInput,
    answers: { 201: created },
    ...byModerators,
    handle: (ctx, { id, text }) => noteOnThread(ctx, id, text)
  }),
  removeNote: endpoint({
    method: 'DELETE',
    path: '/moderation/notes/:id',
    summary: 'Delete a note: your own, or any with the moderation permission',
    ...byModerators,
    handle: (ctx, { id }) => removeNote(ctx, id)
  })
}

/** Endpoints of the rota: `api.onCall.<name>`. */
export const onCallEndpoints = {
  show: endpoint({
    method: 'GET',
    path: '/moderation/on-call',
    summary: 'List on-call shifts, and who is on call now',
    answers: { 200: rota },
    minimumRole: 'staff',
    capability: 'moderation',
    scope: 'moderate',
    handle: (ctx) => showRota(ctx)
  }),
  add: endpoint({
    method: 'POST',
    path: '/moderation/on-call',
    summary: 'Create a weekly on-call shift',
    body: shiftInput,
    answers: { 201: shiftCreated },
    minimumRole: 'staff',
    capability: 'moderation',
    scope: 'moderate',
    handle: addShift
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/moderation/on-call/:id',
    summary: 'Delete an on-call shift',
    minimumRole: 'staff',
    capability: 'moderation',
    scope: 'moderate',
    handle: (ctx, { id }) => removeShift(ctx, id)
  })
}
