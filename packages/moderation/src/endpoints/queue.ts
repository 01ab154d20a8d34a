import { byModerators, endpoint } from '@stoa/core'
import { decideMany } from '../bulk.ts'
import { listCases, claimCase, unclaimCase } from '../cases.ts'
import {
  bulkCaseAnswer,
  bulkCaseInput,
  caseList,
  caseQuery,
  caseQueue,
  caseResolutionInput,
  undoableList
} from './queue-contract.ts'
import { listQueue } from '../queue.ts'
import { resolveCase } from '../resolution.ts'
import { listUndoable, undoAct } from '../undo.ts'

export const queueEndpoints = {
  queue: endpoint({
    method: 'GET',
    path: '/moderation/queue',
    summary:
      'Cases, edits and posts that wait, and appeals in one list: urgent ones first, then by age',
    query: caseQuery,
    answers: { 200: caseQueue },
    ...byModerators,
    handle: listQueue
  }),
  cases: endpoint({
    method: 'GET',
    path: '/moderation/cases',
    summary: 'List open cases, urgent ones first, then oldest first',
    query: caseQuery,
    answers: { 200: caseList },
    ...byModerators,
    handle: listCases
  }),
  resolveCase: endpoint({
    method: 'POST',
    path: '/moderation/cases/:id/resolution',
    summary: 'Decide a case',
    body: caseResolutionInput,
    ...byModerators,
    handle: (ctx, { id, ...input }) => resolveCase(ctx, id, input)
  }),
  claimCase: endpoint({
    method: 'PUT',
    path: '/moderation/cases/:id/claim',
    summary: 'Claim a case for half an hour',
    ...byModerators,
    handle: (ctx, { id }) => claimCase(ctx, id)
  }),
  unclaimCase: endpoint({
    method: 'DELETE',
    path: '/moderation/cases/:id/claim',
    summary: 'Unclaim a case',
    ...byModerators,
    handle: (ctx, { id }) => unclaimCase(ctx, id)
  }),
  decideMany: endpoint({
    method: 'POST',
    path: '/moderation/decisions',
    summary: 'Decide several cases or posts awaiting approval at once',
    body: bulkCaseInput,
    answers: { 200: bulkCaseAnswer },
    ...byModerators,
    handle: decideMany
  }),
  undoable: endpoint({
    method: 'GET',
    path: '/moderation/undoable',
    summary: 'List your decisions of the last ten minutes, which you can undo',
    answers: { 200: undoableList },
    ...byModerators,
    handle: listUndoable
  }),
  undo: endpoint({
    method: 'POST',
    path: '/moderation/actions/:id/undo',
    summary: 'Undo your decision, within ten minutes',
    ...byModerators,
    handle: (ctx, { id }) => undoAct(ctx, id)
  })
}
