import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { announcementLinkParams, linkSuggestions } from './linking-contract.ts'
import { suggestLinks } from '../link-suggestions.ts'
import { linkThread, unlinkThread } from '../link.ts'

/** Endpoints that link threads to announcements. */
export const linkingEndpoints = {
  link: endpoint({
    method: 'PUT',
    path: '/threads/:id/announcements/:announcementId',
    summary: 'Link a thread to an announcement',
    params: announcementLinkParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, announcementId }) => linkThread(ctx, id, announcementId)
  }),
  unlink: endpoint({
    method: 'DELETE',
    path: '/threads/:id/announcements/:announcementId',
    summary: 'Unlink a thread from an announcement',
    params: announcementLinkParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, announcementId }) => unlinkThread(ctx, id, announcementId)
  }),
  linkSuggestions: endpoint({
    method: 'GET',
    path: '/announcements/link-suggestions',
    summary: 'List new threads that may be about an ongoing incident',
    answers: { 200: linkSuggestions },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx) => suggestLinks(ctx)
  })
}
