import { z } from 'zod'
import { byModerators, endpoint } from '@stoa/core'
import type { Limit } from '@stoa/core/limits'
import { createdSanction, userRecord, sanctionInput, sanctionParams } from '../contract.ts'
import { reversalInput, reversed, sweepInput, sweepPreview, swept } from './people-contract.ts'
import { showRecord } from '../sanctions/records.ts'
import { reverse } from '../reversal/reverse.ts'
import { liftSanction, sanction } from '../sanctions/sanction.ts'
import { undoSweep } from '../sweeps/undo-sweep.ts'
import { previewSweep } from '../sweeps/extent.ts'
import { sweep } from '../sweeps/sweep.ts'
import { authorList, authorsQuery } from '../authors/contract.ts'
import { listAuthors } from '../authors/authors.ts'

const sweepLimit: Limit = { per: 'actor', count: 10, seconds: 3600 }
const userParams = z.object({ username: z.string().max(60) })

export const peopleEndpoints = {
  record: endpoint({
    method: 'GET',
    path: '/users/:username/sanctions',
    summary: 'Get the moderation record of a user, with the suggested next step',
    params: userParams,
    answers: { 200: userRecord },
    ...byModerators,
    handle: (ctx, { username }) => showRecord(ctx, username)
  }),
  sanction: endpoint({
    method: 'POST',
    path: '/users/:username/sanctions',
    summary: 'Warn, silence or suspend a user, who is notified of the reason and how to appeal',
    params: userParams,
    body: sanctionInput,
    answers: { 201: createdSanction },
    ...byModerators,
    handle: (ctx, { username, ...input }) => sanction(ctx, username, input)
  }),
  liftSanction: endpoint({
    method: 'DELETE',
    path: '/users/:username/sanctions/:id',
    summary: 'Lift a sanction',
    params: sanctionParams,
    ...byModerators,
    handle: (ctx, { username, id }) => liftSanction(ctx, username, id)
  }),
  previewSweep: endpoint({
    method: 'GET',
    path: '/users/:username/sweeps/preview',
    summary: 'Preview a sweep: how many posts it would hide, where, and for how long it silences',
    params: userParams,
    answers: { 200: sweepPreview },
    ...byModerators,
    handle: (ctx, { username }) => previewSweep(ctx, username)
  }),
  sweep: endpoint({
    method: 'POST',
    path: '/users/:username/sweeps',
    summary: 'Hide all posts of a spammer and silence the account for a day',
    params: userParams,
    body: sweepInput,
    answers: { 201: swept },
    ...byModerators,
    limit: sweepLimit,
    handle: (ctx, { username, ...input }) => sweep(ctx, username, input)
  }),
  undoSweep: endpoint({
    method: 'POST',
    path: '/users/:username/sweeps/:id/undo',
    summary: 'Undo a sweep, your own within a day',
    params: sanctionParams,
    ...byModerators,
    handle: (ctx, { username, id }) => undoSweep(ctx, username, id)
  }),
  reverse: endpoint({
    method: 'POST',
    path: '/users/:username/reversal',
    summary: 'Undo the actions of a moderator since a time, up to fifty per request',
    params: userParams,
    body: reversalInput,
    answers: { 200: reversed },
    minimumRole: 'staff',
    scope: 'moderate',
    fresh: true,
    handle: (ctx, { username, ...input }) => reverse(ctx, username, input)
  })
}

export const authorsEndpoints = {
  authors: endpoint({
    method: 'GET',
    path: '/moderation/authors',
    summary: 'List what you may know of authors: age, trust, hidden posts, sanctions, reports',
    query: authorsQuery,
    answers: { 200: authorList },
    ...byModerators,
    handle: listAuthors
  })
}
