import { endpoint } from '@stoa/core'
import { approvalInput, idParams, nothing } from '@stoa/core/contract'
import { approveReaders, discardReaders } from './approve.ts'
import { readerChange } from './contract.ts'
import { showReaderChange } from './show.ts'

/** Endpoints of changes of readers that a second person approves. */
export const readersEndpoints = {
  readerChange: endpoint({
    method: 'GET',
    path: '/articles/reader-changes/:id',
    summary: 'Get a change of readers that waits, with the texts that it shows to more people',
    params: idParams,
    answers: { 200: readerChange },
    minimumRole: 'staff',
    handle: (ctx, { id }) => showReaderChange(ctx, id)
  }),
  approveReaders: endpoint({
    method: 'POST',
    path: '/articles/reader-changes/:id/approval',
    summary: 'Approve as a second person that more people read public texts',
    params: idParams,
    body: approvalInput,
    answers: { 204: nothing },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, revision }) => approveReaders(ctx, id, revision)
  }),
  discardReaders: endpoint({
    method: 'DELETE',
    path: '/articles/reader-changes/:id',
    summary: 'Discard a change of readers that waits',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id }) => discardReaders(ctx, id)
  })
}
