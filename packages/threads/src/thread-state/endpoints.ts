import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { closeThread, reopenThread } from './closing.ts'
import {
  closingInput,
  mergeInput,
  pinInput,
  slowModeInput,
  splitInput,
  splitOff,
  threadChange
} from '../contract.ts'
import { mergeThread } from '../restructuring/merge.ts'
import { pinThread, unpinThread } from './pinning.ts'
import { setSlowMode } from './slow-mode.ts'
import { splitThread } from '../restructuring/split.ts'
import { changeThread } from './thread-changes.ts'
import { undoThreadWithdrawal, withdrawThread } from '../hiding/withdrawal.ts'

/** Acts of authors and moderators on whole threads. */
export const threadChangeEndpoints = {
  change: endpoint({
    method: 'PATCH',
    path: '/threads/:id',
    summary: 'Retitle, retag, correct the language, or move',
    params: idParams,
    body: threadChange,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { id, ...change }) => changeThread(ctx, id, change)
  }),
  withdrawThread: endpoint({
    method: 'DELETE',
    path: '/threads/:id',
    summary: 'Withdraw an own thread',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { id }) => withdrawThread(ctx, id)
  }),
  undoThreadWithdrawal: endpoint({
    method: 'DELETE',
    path: '/threads/:id/withdrawal',
    summary: 'Take the withdrawal of a thread back, within seven days',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { id }) => undoThreadWithdrawal(ctx, id)
  }),
  close: endpoint({
    method: 'POST',
    path: '/threads/:id/closing',
    summary: 'Close a thread to replies',
    params: idParams,
    body: closingInput,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...input }) => closeThread(ctx, id, input)
  }),
  reopen: endpoint({
    method: 'DELETE',
    path: '/threads/:id/closing',
    summary: 'Open a closed thread again',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => reopenThread(ctx, id)
  }),
  slow: endpoint({
    method: 'PUT',
    path: '/threads/:id/slow-mode',
    summary: 'Let everybody but moderators wait between two replies of theirs',
    params: idParams,
    body: slowModeInput,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, seconds }) => setSlowMode(ctx, id, seconds)
  }),
  unslow: endpoint({
    method: 'DELETE',
    path: '/threads/:id/slow-mode',
    summary: 'End slow mode',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => setSlowMode(ctx, id, null)
  }),
  merge: endpoint({
    method: 'POST',
    path: '/threads/:id/merge',
    summary: 'Put all posts at the end of another thread, to which this address leads then',
    params: idParams,
    body: mergeInput,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...input }) => mergeThread(ctx, id, input)
  }),
  split: endpoint({
    method: 'POST',
    path: '/threads/:id/split',
    summary: 'Make a thread of its own out of replies',
    params: idParams,
    body: splitInput,
    answers: { 201: splitOff },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...input }) => splitThread(ctx, id, input)
  }),
  pin: endpoint({
    method: 'POST',
    path: '/threads/:id/pin',
    summary: 'Put a thread on top until a date',
    params: idParams,
    body: pinInput,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...pin }) => pinThread(ctx, id, pin)
  }),
  unpin: endpoint({
    method: 'DELETE',
    path: '/threads/:id/pin',
    summary: 'Take a thread off the top',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => unpinThread(ctx, id)
  })
}
