import { endpoint } from '@stoa/core'
import type { Limit } from '@stoa/core/limits'
import { idParams, nothing } from '@stoa/core/contract'
import {
  announcementList,
  announcementPage,
  announcementQuery,
  archive,
  followedTypes,
  matchingList,
  matchingQuery
} from './reading-contract.ts'
import { copyInput, copyVerdict, signedAnnouncement } from './signatures-contract.ts'
import { announcementRevisionList, revisionQuery } from './history-contract.ts'
import { typeParams } from '../shapes.ts'
import { acknowledge } from '../acknowledge.ts'
import { matchingAnnouncements } from '../current.ts'
import { followedBy, followType, unfollowType } from '../following.ts'
import { readHistory } from '../history.ts'
import { listAnnouncements, readArchive } from '../list.ts'
import { signedCopy } from '../sign.ts'
import { showAnnouncement } from '../show.ts'
import { checkCopy } from '../verify.ts'

const typingLimit: Limit = { per: 'actor', count: 120, seconds: 60 }

/** Endpoints for readers and followers. */
export const readingEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/announcements',
    summary: 'List announcements, newest first',
    query: announcementQuery,
    answers: { 200: announcementList },
    minimumRole: 'guest',
    handle: listAnnouncements
  }),
  matching: endpoint({
    method: 'GET',
    path: '/announcements/matching',
    summary: 'List active announcements related to a title and text',
    query: matchingQuery,
    answers: { 200: matchingList },
    minimumRole: 'guest',
    limit: typingLimit,
    handle: matchingAnnouncements
  }),
  archive: endpoint({
    method: 'GET',
    path: '/announcements/archive',
    summary: 'List months with announcements, and affected services',
    answers: { 200: archive },
    minimumRole: 'guest',
    handle: (ctx) => readArchive(ctx)
  }),
  show: endpoint({
    method: 'GET',
    path: '/announcements/:id',
    summary: 'Get an announcement with its updates and linked threads',
    params: idParams,
    answers: { 200: announcementPage },
    minimumRole: 'guest',
    handle: (ctx, { id }) => showAnnouncement(ctx, id)
  }),
  revisions: endpoint({
    method: 'GET',
    path: '/announcements/:id/revisions',
    summary: 'List versions of an announcement, newest first',
    params: idParams,
    query: revisionQuery,
    answers: { 200: announcementRevisionList },
    minimumRole: 'guest',
    handle: (ctx, { id, before }) => readHistory(ctx, id, before)
  }),
  signed: endpoint({
    method: 'GET',
    path: '/announcements/:id/signed',
    summary: 'Get a signed copy of the current version; the keys are at /.well-known/jwks.json',
    params: idParams,
    answers: { 200: signedAnnouncement },
    minimumRole: 'guest',
    handle: (ctx, { id }) => signedCopy(ctx, id)
  }),
  checkCopy: endpoint({
    method: 'POST',
    path: '/announcements/copy-check',
    summary: 'Check whether a signed copy is exactly what this forum signed',
    body: copyInput,
    answers: { 200: copyVerdict },
    minimumRole: 'guest',
    scope: 'read',
    handle: (ctx, { copy }) => checkCopy(ctx, copy)
  }),
  acknowledge: endpoint({
    method: 'PUT',
    path: '/announcements/:id/acknowledgement',
    summary: 'Confirm that you have read an announcement that asks for it',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { id }) => acknowledge(ctx, id)
  }),
  followed: endpoint({
    method: 'GET',
    path: '/announcements/followed-types',
    summary: 'List the announcement types you follow',
    answers: { 200: followedTypes },
    minimumRole: 'member',
    handle: async (ctx) => ({ types: await followedBy(ctx) })
  }),
  follow: endpoint({
    method: 'PUT',
    path: '/announcements/followed-types/:type',
    summary: 'Follow an announcement type',
    params: typeParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { type }) => followType(ctx, type)
  }),
  unfollow: endpoint({
    method: 'DELETE',
    path: '/announcements/followed-types/:type',
    summary: 'Unfollow an announcement type',
    params: typeParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { type }) => unfollowType(ctx, type)
  })
}
