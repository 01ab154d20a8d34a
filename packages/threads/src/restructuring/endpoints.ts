import { byModerators, endpoint } from '@stoa/core'
import {
  mergePreview,
  mergePreviewQuery,
  mergeTargetList,
  mergeTargetQuery,
  movedMany,
  moveManyInput
} from './contract.ts'
import { previewMerge, listMergeTargets } from './merge-preview.ts'
import { moveThreads, undoMoves } from './move-many.ts'

export const movingEndpoints = {
  moveMany: endpoint({
    method: 'POST',
    path: '/threads/moves',
    summary: 'Move several threads to a category',
    body: moveManyInput,
    answers: { 200: movedMany },
    ...byModerators,
    handle: moveThreads
  }),
  undoMoves: endpoint({
    method: 'POST',
    path: '/threads/moves/:id/undo',
    summary: 'Undo a move of several threads, within ten minutes',
    answers: { 200: movedMany },
    ...byModerators,
    handle: (ctx, { id }) => undoMoves(ctx, id)
  }),
  mergeTargets: endpoint({
    method: 'GET',
    path: '/threads/:id/merge-targets',
    summary: 'List threads into which you may merge this one, by words of their title or likeness',
    query: mergeTargetQuery,
    answers: { 200: mergeTargetList },
    ...byModerators,
    handle: (ctx, { id, q }) => listMergeTargets(ctx, id, q)
  }),
  previewMerge: endpoint({
    method: 'GET',
    path: '/threads/:id/merge-preview',
    summary: 'Show how a thread would end if this one were merged into it',
    query: mergePreviewQuery,
    answers: { 200: mergePreview },
    ...byModerators,
    handle: (ctx, { id, into }) => previewMerge(ctx, id, into)
  })
}
