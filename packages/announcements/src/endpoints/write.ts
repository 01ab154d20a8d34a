import { endpoint } from '@stoa/core'
import { approvalInput, idParams, nothing } from '@stoa/core/contract'
import {
  announcementChange,
  announcementInput,
  announcementSource,
  publicationAnswer,
  savedAnnouncement,
  withdrawalAnswer,
  withdrawalInput,
  workList
} from './writing-contract.ts'
import { publishWithoutOutside } from '../publish-without-outside.ts'
import { discardDraft } from '../discard-draft.ts'
import { changeAnnouncement, createDraft } from '../draft.ts'
import { expire } from '../expiry.ts'
import { approve, publish, recall } from '../publish.ts'
import { sourceOf } from '../source.ts'
import { withdraw } from '../withdraw.ts'
import { listWork } from '../work-list.ts'

/** Endpoints for writers of announcements. Acts that reach readers need a fresh sign-in. */
export const writingEndpoints = {
  work: endpoint({
    method: 'GET',
    path: '/announcements/work',
    summary: 'List announcements that are not public or await a second person',
    answers: { 200: workList },
    minimumRole: 'staff',
    handle: (ctx) => listWork(ctx)
  }),
  source: endpoint({
    method: 'GET',
    path: '/announcements/:id/source',
    summary: 'Get the newest version of an announcement, source and preview',
    params: idParams,
    answers: { 200: announcementSource },
    minimumRole: 'staff',
    handle: (ctx, { id }) => sourceOf(ctx, id)
  }),
  create: endpoint({
    method: 'POST',
    path: '/announcements',
    summary: 'Create a draft announcement',
    body: announcementInput,
    answers: { 201: savedAnnouncement },
    minimumRole: 'staff',
    handle: createDraft
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/announcements/:id',
    summary: 'Change an announcement; a public one changes right away or after approval',
    params: idParams,
    body: announcementChange,
    answers: { 200: savedAnnouncement },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, ...change }) => changeAnnouncement(ctx, id, change)
  }),
  discard: endpoint({
    method: 'DELETE',
    path: '/announcements/:id',
    summary: 'Delete an announcement that was never published',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id }) => discardDraft(ctx, id)
  }),
  publish: endpoint({
    method: 'POST',
    path: '/announcements/:id/publication',
    summary:
      'Publish an announcement: now, at its scheduled time, or once a second person approves it',
    params: idParams,
    body: approvalInput,
    answers: { 200: publicationAnswer },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, revision }) => publish(ctx, id, revision)
  }),
  publishWithoutOutside: endpoint({
    method: 'POST',
    path: '/announcements/:id/publication/without-outside',
    summary: 'Publish without the text that leads outside the organisation',
    params: idParams,
    body: approvalInput,
    answers: { 200: publicationAnswer },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, revision }) => publishWithoutOutside(ctx, id, revision)
  }),
  recall: endpoint({
    method: 'POST',
    path: '/announcements/:id/publication/undo',
    summary: 'Move a scheduled announcement back to drafts',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id }) => recall(ctx, id)
  }),
  approve: endpoint({
    method: 'POST',
    path: '/announcements/:id/approval',
    summary:
      'Stand by the newest version as a second person, as it was read; any other answers 409',
    params: idParams,
    body: approvalInput,
    answers: { 200: publicationAnswer },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, revision }) => approve(ctx, id, revision)
  }),
  expire: endpoint({
    method: 'POST',
    path: '/announcements/:id/expiry',
    summary: 'End an announcement now',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id }) => expire(ctx, id)
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/announcements/:id/withdrawal',
    summary: 'Withdraw an announcement with a correction, which reaches everyone who was notified',
    params: idParams,
    body: withdrawalInput,
    answers: { 200: withdrawalAnswer },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, correction }) => withdraw(ctx, id, correction)
  })
}
