import { endpoint } from '@stoa/core'
import { approvalInput, idParams, nothing } from '@stoa/core/contract'
import {
  announcementInput,
  announcementSource,
  publicationAnswer,
  savedAnnouncement,
  withdrawalAnswer,
  withdrawalInput,
  workList
} from '../contract.ts'
import { approve } from '../approving.ts'
import { publishWithoutOutside } from '../cleaning.ts'
import { changeAnnouncement, createDraft, discardDraft } from '../drafting.ts'
import { expire } from '../expiry.ts'
import { publish, recall } from '../publishing.ts'
import { sourceOf } from '../source.ts'
import { withdraw } from '../withdrawing.ts'
import { listWork } from '../work-list.ts'

/** Endpoints for writers of announcements. Acts that reach readers need a fresh sign-in. */
export const writingEndpoints = {
  work: endpoint({
    method: 'GET',
    path: '/announcements/work',
    summary: 'What is not public yet or waits for a second person',
    answers: { 200: workList },
    minimumRole: 'staff',
    handle: (ctx) => listWork(ctx)
  }),
  source: endpoint({
    method: 'GET',
    path: '/announcements/:id/source',
    summary: 'The newest version as it was written and as it will look',
    params: idParams,
    answers: { 200: announcementSource },
    minimumRole: 'staff',
    handle: (ctx, { id }) => sourceOf(ctx, id)
  }),
  create: endpoint({
    method: 'POST',
    path: '/announcements',
    summary: 'Begin an announcement as a draft',
    body: announcementInput,
    answers: { 201: savedAnnouncement },
    minimumRole: 'staff',
    handle: createDraft
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/announcements/:id',
    summary: 'Save it anew as a whole; a public one changes at once or after approval',
    params: idParams,
    body: announcementInput,
    answers: { 200: savedAnnouncement },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, ...input }) => changeAnnouncement(ctx, id, input)
  }),
  discard: endpoint({
    method: 'DELETE',
    path: '/announcements/:id',
    summary: 'Throw away what was never public',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id }) => discardDraft(ctx, id)
  }),
  publish: endpoint({
    method: 'POST',
    path: '/announcements/:id/publication',
    summary: 'Send it out now, at the time it names, or when a second person approved it',
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
    summary: 'Take out what leads out of the organisation and send the rest out',
    params: idParams,
    body: approvalInput,
    answers: { 200: publicationAnswer },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, revision }) => publishWithoutOutside(ctx, id, revision)
  }),
  recall: endpoint({
    method: 'DELETE',
    path: '/announcements/:id/publication',
    summary: 'Make what waits to go out a draft again',
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
    summary: 'End it now',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id }) => expire(ctx, id)
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/announcements/:id/withdrawal',
    summary: 'Take back what was wrong; the correction reaches whoever was told',
    params: idParams,
    body: withdrawalInput,
    answers: { 200: withdrawalAnswer },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, correction }) => withdraw(ctx, id, correction)
  })
}
