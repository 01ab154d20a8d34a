import { endpoint } from '@stoa/core'
import { approvalInput } from '@stoa/core/contract'
import { approveEdit, refuseEdit } from '@stoa/threads/moderating'
import { editRefusalInput, editsAwaitingList } from './content-contract.ts'
import { waitingQuery } from '../shapes.ts'
import { listEdits } from '../awaiting/edits.ts'

export const editsEndpoints = {
  edits: endpoint({
    method: 'GET',
    path: '/moderation/edits',
    summary: 'List edits awaiting approval, oldest first',
    query: waitingQuery,
    answers: { 200: editsAwaitingList },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: listEdits
  }),
  approveEdit: endpoint({
    method: 'POST',
    path: '/moderation/edits/:id/approval',
    summary: 'Approve a pending edit, in the version you read',
    body: approvalInput,
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, revision }) => approveEdit(ctx, id, revision)
  }),
  refuseEdit: endpoint({
    method: 'POST',
    path: '/moderation/edits/:id/refusal',
    summary: 'Reject a pending edit, in the version you read, with a reason',
    body: editRefusalInput,
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, revision, ...grounds }) => refuseEdit(ctx, id, revision, grounds)
  })
}
