import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { closeThread, reopenThread } from './closing.ts'
import {
  closingInput,
  threadMergeInput,
  pinInput,
  slowModeInput,
  splitInput,
  splitOff,
  threadChange
} from './contract.ts'
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
    summary: 'Change the title, tags, language or category of a thread',
    params: idParams,
    body: threadChange,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { id, ...change }) => changeThread(ctx, id, change)
  }),
  withdrawThread: endpoint({
    method: 'DELETE',
    path: '/threads/:id',
    summary: 'Withdraw your thread',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { id }) => withdrawThread(ctx, id)
  }),
  undoThreadWithdrawal: endpoint({
    method: 'POST',
    path: '/threads/:id/withdrawal/undo',
    summary: 'Undo the withdrawal of a thread, within seven days',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { id }) => undoThreadWithdrawal(ctx, id)
  }),
  close: endpoint({
    method: 'PUT',
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
    summary: 'Reopen a thread',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => reopenThread(ctx, id)
  }),
  slow: endpoint({
    method: 'PUT',
    path: '/threads/:id/slow-mode',
    summary: 'Turn on slow mode',
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
    summary: 'Turn off slow mode',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => setSlowMode(ctx, id, null)
  }),
  merge: endpoint({
    method: 'POST',
    path: '/threads/:id/merge',
    summary: 'Merge a thread into another one; its address redirects there',
    params: idParams,
    body: threadMergeInput,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...input }) => mergeThread(ctx, id, input)
  }),
  split: endpoint({
    method: 'POST',
    path: '/threads/:id/split',
    summary: 'Split replies into a new thread',
    params: idParams,
    body: splitInput,
    answers: { 201: splitOff },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...input }) => splitThread(ctx, id, input)
  }),
  pin: endpoint({
    method: 'PUT',
    path: '/threads/:id/pin',
    summary: 'Pin a thread until a date',
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
    summary: 'Unpin a thread',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => unpinThread(ctx, id)
  })
}
