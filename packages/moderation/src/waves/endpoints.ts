import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { waitingQuery } from '../contract.ts'
import { decidedWave, waveDecision, waveList } from './contract.ts'
import { decideWave } from './deciding.ts'
import { listWaves } from './listing.ts'
import { undoWave } from './undoing.ts'

export const wavesEndpoints = {
  waves: endpoint({
    method: 'GET',
    path: '/moderation/waves',
    summary:
      'Nearly the same text from several accounts, which waits as one case; the oldest first',
    query: waitingQuery,
    answers: { 200: waveList },
    least: 'volunteer',
    scope: 'moderate',
    handle: listWaves
  }),
  decideWave: endpoint({
    method: 'POST',
    path: '/moderation/waves/:id/decision',
    summary: 'Hide all that waits of a wave, or let it out',
    params: idParams,
    body: waveDecision,
    answers: { 200: decidedWave },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id, ...input }) => decideWave(ctx, id, input)
  }),
  undoWave: endpoint({
    method: 'POST',
    path: '/moderation/waves/:id/undoing',
    summary: 'Take your decision on a wave back, within ten minutes',
    params: idParams,
    answers: { 204: nothing },
    least: 'volunteer',
    scope: 'moderate',
    handle: (ctx, { id }) => undoWave(ctx, id)
  })
}
