import { endpoint } from '@stoa/core'
import { idParams } from '@stoa/core/contract'
import { movedMany, moveManyInput } from './contract.ts'
import { moveThreads, undoMoves } from './move-many.ts'

export const movingEndpoints = {
  moveMany: endpoint({
    method: 'POST',
    path: '/threads/moves',
    summary: 'Move several threads to a category',
    body: moveManyInput,
    answers: { 200: movedMany },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: moveThreads
  }),
  undoMoves: endpoint({
    method: 'POST',
    path: '/threads/moves/:id/undo',
    summary: 'Undo a move of several threads, within ten minutes',
    params: idParams,
    answers: { 200: movedMany },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => undoMoves(ctx, id)
  })
}
