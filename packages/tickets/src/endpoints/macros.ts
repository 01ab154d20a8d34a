import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { checkHolds } from '@stoa/accounts'
import { createdMacro, filledMacros, macroInput, macroList, ticketParams } from '../contract.ts'
import { addMacro, listMacros, macrosFor, removeMacro } from '../macros.ts'

/** Ready answers. */
export const macroEndpoints = {
  macrosFor: endpoint({
    method: 'GET',
    path: '/tickets/:number/macros',
    summary: 'Ready answers for a ticket, in its requester’s language, filled in',
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
    async handle(ctx) {
      checkHolds(ctx.actor, 'desk')
      return listMacros(ctx)
    }
  }),
  addMacro: endpoint({
    method: 'POST',
    path: '/desk/macros',
    summary: 'Add a ready answer; {requester}, {number} and {agent} are filled in',
    body: macroInput,
    answers: { 201: createdMacro },
    least: 'staff',
    async handle(ctx, input) {
      checkHolds(ctx.actor, 'desk')
      return addMacro(ctx, input)
    }
  }),
  removeMacro: endpoint({
    method: 'DELETE',
    path: '/desk/macros/:id',
    summary: 'Remove a ready answer',
    params: idParams,
    answers: { 204: nothing },
    least: 'staff',
    async handle(ctx, { id }) {
      checkHolds(ctx.actor, 'desk')
      await removeMacro(ctx, id)
    }
  })
}
