import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import {
  createdUpdate,
  proposalApproval,
  proposalParams,
  updateInput,
  updateParams,
  updateSource,
  updateWording,
  wordingAnswer
} from './lifecycle-contract.ts'
import { stopNotifying, stopNotifyingUpdate } from '../due.ts'
import { publishProposalWithoutOutside } from '../publish-without-outside.ts'
import { approveProposal, discardProposal } from '../proposals.ts'
import { addUpdate, rewordUpdate, updateSourceOf } from '../update.ts'

/** Endpoints for updates of public announcements and for proposals. */
export const courseEndpoints = {
  addUpdate: endpoint({
    method: 'POST',
    path: '/announcements/:id/updates',
    summary: 'Post an update on an incident or maintenance',
    params: idParams,
    body: updateInput,
    answers: { 201: createdUpdate },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, phase, translations }) =>
      addUpdate(ctx, id, { phase, bodies: translations })
  }),
  updateSource: endpoint({
    method: 'GET',
    path: '/announcements/:id/updates/:updateId/source',
    summary: 'Get the source of an update',
    params: updateParams,
    answers: { 200: updateSource },
    minimumRole: 'staff',
    handle: (ctx, { id, updateId }) => updateSourceOf(ctx, id, updateId)
  }),
  rewordUpdate: endpoint({
    method: 'PATCH',
    path: '/announcements/:id/updates/:updateId',
    summary: 'Edit an update; earlier text stays in the history',
    params: updateParams,
    body: updateWording,
    answers: { 200: wordingAnswer },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, translations, ...named }) =>
      rewordUpdate(ctx, id, { ...named, bodies: translations })
  }),
  stopNotifying: endpoint({
    method: 'DELETE',
    path: '/announcements/:id/notification',
    summary:
      'Cancel the notification of followers, or of earlier recipients of a correction, before it is sent',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id }) => stopNotifying(ctx, id)
  }),
  stopNotifyingUpdate: endpoint({
    method: 'DELETE',
    path: '/announcements/:id/updates/:updateId/notification',
    summary: 'Cancel the notification of followers about an update, within two minutes',
    params: updateParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id, updateId }) => stopNotifyingUpdate(ctx, id, updateId)
  }),
  approveProposal: endpoint({
    method: 'POST',
    path: '/announcements/:id/proposals/:proposalId/approval',
    summary: 'Approve a proposed update or correction as a second person, in the version you read',
    params: proposalParams,
    body: proposalApproval,
    answers: { 204: nothing },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, ...reviewed }) => approveProposal(ctx, id, reviewed)
  }),
  publishProposalWithoutOutside: endpoint({
    method: 'POST',
    path: '/announcements/:id/proposals/:proposalId/publication',
    summary: 'Publish without the text that leads outside the organisation',
    params: proposalParams,
    body: proposalApproval,
    answers: { 204: nothing },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, ...reviewed }) => publishProposalWithoutOutside(ctx, id, reviewed)
  }),
  discardProposal: endpoint({
    method: 'DELETE',
    path: '/announcements/:id/proposals/:proposalId',
    summary: 'Discard a proposed update or correction',
    params: proposalParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id, proposalId }) => discardProposal(ctx, id, proposalId)
  })
}
