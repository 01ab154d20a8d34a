import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { rota, shiftCreated, shiftInput } from './contract.ts'
import { addShift, removeShift, showRota } from './rota.ts'

/** Endpoints of the rota: `api.onCall.<name>`. */
export const onCallEndpoints = {
  show: endpoint({
    method: 'GET',
    path: '/moderation/on-call',
    summary: 'Who of the staff is woken when, and who is now',
    answers: { 200: rota },
    minimumRole: 'staff',
    capability: 'moderation',
    scope: 'moderate',
    handle: (ctx) => showRota(ctx)
  }),
  add: endpoint({
    method: 'POST',
    path: '/moderation/on-call',
    summary: 'Put somebody on call every week',
    body: shiftInput,
    answers: { 201: shiftCreated },
    minimumRole: 'staff',
    capability: 'moderation',
    scope: 'moderate',
    handle: addShift
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/moderation/on-call/:id',
    summary: 'Take a shift off the rota',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    capability: 'moderation',
    scope: 'moderate',
    handle: (ctx, { id }) => removeShift(ctx, id)
  })
}
