import { endpoint } from '@stoa/core'
import { rota, shiftCreated, shiftInput } from './contract.ts'
import { addShift, removeShift, showRota } from './rota.ts'

/** Endpoints of the rota: `api.onCall.<name>`. */
export const onCallEndpoints = {
  show: endpoint({
    method: 'GET',
    path: '/moderation/on-call',
    summary: 'List on-call shifts, and who is on call now',
    answers: { 200: rota },
    minimumRole: 'staff',
    capability: 'moderation',
    scope: 'moderate',
    handle: (ctx) => showRota(ctx)
  }),
  add: endpoint({
    method: 'POST',
    path: '/moderation/on-call',
    summary: 'Create a weekly on-call shift',
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
    summary: 'Delete an on-call shift',
    minimumRole: 'staff',
    capability: 'moderation',
    scope: 'moderate',
    handle: (ctx, { id }) => removeShift(ctx, id)
  })
}
