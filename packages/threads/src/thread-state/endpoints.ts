import { byModerators, endpoint } from '@stoa/core'
import { closeThread, reopenThread } from './close.ts'
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
import { pinThread, unpinThread } from './pin.ts'
import { setSlowMode, changeThread } from './thread-changes.ts'
import { splitThread } from '../restructuring/split.ts'
import { undoThreadWithdrawal, withdrawThread } from '../hiding/withdrawal.ts'

/** Acts of authors and moderators on whole threads. */
export const threadChangeEndpoints = {
  change: endpoint({
    method: 'PATCH',
    path: '/threads/:id',
    summary: 'Change the title, tags, language or category of a thread',
    body: threadChange,
    minimumRole: 'member',
    handle: (ctx, { id, ...change }) => changeThread(ctx, id, change)
  }),
  withdrawThread: endpoint({
    method: 'DELETE',
    path: '/threads/:id',
    summary: 'Withdraw your thread',
    minimumRole: 'member',
    handle: (ctx, { id }) => withdrawThread(ctx, id)
  }),
  undoThreadWithdrawal: endpoint({
    method: 'POST',
    path: '/threads/:id/withdrawal/undo',
    summary: 'Undo the withdrawal of a thread, within seven days',
    minimumRole: 'member',
    handle: (ctx, { id }) => undoThreadWithdrawal(ctx, id)
  }),
  close: endpoint({
    method: 'PUT',
    path: '/threads/:id/closing',
    summary: 'Close a thread to replies',
    body: closingInput,
    ...byModerators,
    handle: (ctx, { id, ...input }) => closeThread(ctx, id, input)
  }),
  reopen: endpoint({
    method: 'DELETE',
    path: '/threads/:id/closing',
    summary: 'Reopen a thread',
    ...byModerators,
    handle: (ctx, { id }) => reopenThread(ctx, id)
  }),
  slow: endpoint({
    method: 'PUT',
    path: '/threads/:id/slow-mode',
    summary: 'Turn on slow mode',
    body: slowModeInput,
    ...byModerators,
    handle: (ctx, { id, seconds }) => setSlowMode(ctx, id, seconds)
  }),
  unslow: endpoint({
    method: 'DELETE',
    path: '/threads/:id/slow-mode',
    summary: 'Turn off slow mode',
    ...byModerators,
    handle: (ctx, { id }) => setSlowMode(ctx, id, null)
  }),
  merge: endpoint({
    method: 'POST',
    path: '/threads/:id/merge',
    summary: 'Merge a thread into another one; its address redirects there',
    body: threadMergeInput,
    ...byModerators,
    handle: (ctx, { id, ...input }) => mergeThread(ctx, id, input)
  }),
  split: endpoint({
    method: 'POST',
    path: '/threads/:id/split',
    summary: 'Split replies into a new thread',
    body: splitInput,
    answers: { 201: splitOff },
    ...byModerators,
    handle: (ctx, { id, ...input }) => splitThread(ctx, id, input)
  }),
  pin: endpoint({
    method: 'PUT',
    path: '/threads/:id/pin',
    summary: 'Pin a thread until a date',
    body: pinInput,
    ...byModerators,
    handle: (ctx, { id, ...pin }) => pinThread(ctx, id, pin)
  }),
  unpin: endpoint({
    method: 'DELETE',
    path: '/threads/:id/pin',
    summary: 'Unpin a thread',
    ...byModerators,
    handle: (ctx, { id }) => unpinThread(ctx, id)
  })
}
