import { endpoint, type Limit } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import {
  announcementList,
  announcementPage,
  announcementQuery,
  announcementRevisionList,
  archive,
  currentList,
  currentQuery,
  followedKinds,
  kindParams,
  matchingQuery,
  signedAnnouncement
} from '../contract.ts'
import { currentAnnouncements, matchingAnnouncements } from '../current.ts'
import { followedBy, followKind, unfollowKind } from '../following.ts'
import { readHistory } from '../history.ts'
import { listAnnouncements, readArchive } from '../reading.ts'
import { signedCopy } from '../signing.ts'
import { showAnnouncement } from '../showing.ts'

const typingLimit: Limit = { per: 'actor', count: 120, seconds: 60 }

/** Endpoints for readers and followers. */
export const readingEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/announcements',
    summary: 'Announcements, the latest first',
    query: announcementQuery,
    answers: { 200: announcementList },
    minimumRole: 'guest',
    handle: listAnnouncements
  }),
  current: endpoint({
    method: 'GET',
    path: '/announcements/current',
    summary: 'What stands on top of the first page or of a category',
    query: currentQuery,
    answers: { 200: currentList },
    minimumRole: 'guest',
    handle: (ctx, { category }) => currentAnnouncements(ctx, category)
  }),
  matching: endpoint({
    method: 'GET',
    path: '/announcements/matching',
    summary: 'Announcements that hold now and speak of what a title or text says',
    query: matchingQuery,
    answers: { 200: currentList },
    minimumRole: 'guest',
    limit: typingLimit,
    handle: matchingAnnouncements
  }),
  archive: endpoint({
    method: 'GET',
    path: '/announcements/archive',
    summary: 'The months with announcements, and the services they name',
    answers: { 200: archive },
    minimumRole: 'guest',
    handle: (ctx) => readArchive(ctx)
  }),
  show: endpoint({
    method: 'GET',
    path: '/announcements/:id',
    summary: 'An announcement, its course, and the threads about it',
    params: idParams,
    answers: { 200: announcementPage },
    minimumRole: 'guest',
    handle: (ctx, { id }) => showAnnouncement(ctx, id)
  }),
  revisions: endpoint({
    method: 'GET',
    path: '/announcements/:id/revisions',
    summary: 'What an announcement said before, the newest version first',
    params: idParams,
    answers: { 200: announcementRevisionList },
    minimumRole: 'guest',
    handle: (ctx, { id }) => readHistory(ctx, id)
  }),
  signed: endpoint({
    method: 'GET',
    path: '/announcements/:id/signed',
    summary: 'A signed copy of what it says now; the keys are at /.well-known/jwks.json',
    params: idParams,
    answers: { 200: signedAnnouncement },
    minimumRole: 'guest',
    handle: (ctx, { id }) => signedCopy(ctx, id)
  }),
  followed: endpoint({
    method: 'GET',
    path: '/announcements/followed-kinds',
    summary: 'The kinds of announcements that you are told of',
    answers: { 200: followedKinds },
    minimumRole: 'member',
    handle: async (ctx) => ({ kinds: await followedBy(ctx) })
  }),
  follow: endpoint({
    method: 'PUT',
    path: '/announcements/followed-kinds/:kind',
    summary: 'Be told of announcements of a kind',
    params: kindParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { kind }) => followKind(ctx, kind)
  }),
  unfollow: endpoint({
    method: 'DELETE',
    path: '/announcements/followed-kinds/:kind',
    summary: 'Be told no more of announcements of a kind',
    params: kindParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { kind }) => unfollowKind(ctx, kind)
  })
}
