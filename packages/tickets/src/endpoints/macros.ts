import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { createdMacro, filledMacros, macroInput, macroList, ticketParams } from '../contract.ts'
import { addMacro, changeMacro, listMacros, macrosFor, removeMacro } from '../macros.ts'

/** Ready answers. */
export const macroEndpoints = {
  macrosFor: endpoint({
    method: 'GET',
    path: '/tickets/:number/macros',
    summary:
      'Ready answers for a ticket, in its requester’s language, filled in; {agent} when it is sent first',
    params: ticketParams,
    answers: { 200: filledMacros },
    least: 'staff',
    handle: (ctx, { number }) => macrosFor(ctx, number)
  }),
  macros: endpoint({
    method: 'GET',
    path: '/desk/macros',
    summary: 'Every ready answer in every language',
    answers: { 200: macroList },
    least: 'staff',
    capability: 'desk',
    handle: listMacros
  }),
  addMacro: endpoint({
    method: 'POST',
    path: '/desk/macros',
    summary: 'Add a ready answer; {requester}, {number} and {agent} are filled in',
    body: macroInput,
    answers: { 201: createdMacro },
    least: 'staff',
    capability: 'desk',
    handle: addMacro
  }),
  changeMacro: endpoint({
    method: 'PUT',
    path: '/desk/macros/:id',
    summary: 'Give a ready answer other words or another topic',
    params: idParams,
    body: macroInput,
    answers: { 204: nothing },
    least: 'staff',
    capability: 'desk',
    handle: (ctx, { id, ...input }) => changeMacro(ctx, id, input)
  }),
  removeMacro: endpoint({
    method: 'DELETE',
    path: '/desk/macros/:id',
    summary: 'Remove a ready answer',
    params: idParams,
    answers: { 204: nothing },
    least: 'staff',
    capability: 'desk',
    handle: (ctx, { id }) => removeMacro(ctx, id)
  })
}
