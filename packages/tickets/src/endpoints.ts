import { z } from 'zod'
import { endpoint, type Limit } from '@stoa/core'
import { bodyOfText, idParams, nothing } from '@stoa/core/contract'
import { checkHolds } from '@stoa/accounts'
import {
  createdMacro,
  createdMessage,
  createdTicket,
  escalation,
  escalationInput,
  factList,
  factsInput,
  filledMacros,
  macroInput,
  macroList,
  messageInput,
  messageParams,
  queue,
  queueQuery,
  reopeningInput,
  resolutionInput,
  serviceLevelsInput,
  ticketChange,
  ticketInput,
  ticketList,
  ticketPage,
  ticketParams,
  ticketQuery
} from './contract.ts'
import { say, takeBack } from './conversation.ts'
import { changeTicket, resolve, returnToCommunity } from './desk.ts'
import { escalate } from './escalation.ts'
import { keepFacts, showFacts } from './facts.ts'
import { addMacro, listMacros, macrosFor, removeMacro } from './macros.ts'
import { openTicket } from './opening.ts'
import { object } from './publishing.ts'
import { listQueue } from './queue.ts'
import { levelsOf } from './reading-levels.ts'
import { listOwn, showTicket } from './reading.ts'
import { setLevels } from './service-levels.ts'
import { decline, reopen } from './requesting.ts'
import { workingEndpoints } from './working-endpoints.ts'

const openingLimit: Limit = { per: 'actor', count: 20, seconds: 3600 }
/** More of them are the same ticket. */
const escalationLimit: Limit = { per: 'actor', count: 60, seconds: 3600 }

/** Every endpoint of the capability: `api.tickets.<name>`. */
export const ticketsEndpoints = {
  ...workingEndpoints,
  escalate: endpoint({
    method: 'POST',
    path: '/threads/:id/escalation',
    summary: 'Take a thread to a private ticket; 200 with the one that is open already',
    params: idParams,
    body: escalationInput,
    answers: { 201: escalation, 200: escalation },
    least: 'member',
    limit: escalationLimit,
    handle: (ctx, { id, ...input }) => escalate(ctx, id, input)
  }),
  open: endpoint({
    method: 'POST',
    path: '/tickets',
    summary: 'Open a ticket that needs no public thread',
    body: ticketInput,
    answers: { 201: createdTicket },
    least: 'member',
    limit: openingLimit,
    handle: openTicket
  }),
  list: endpoint({
    method: 'GET',
    path: '/tickets',
    summary: 'Your tickets, the newest first',
    query: ticketQuery,
    answers: { 200: ticketList },
    least: 'member',
    handle: listOwn
  }),
  show: endpoint({
    method: 'GET',
    path: '/tickets/:number',
    summary: 'A ticket with its conversation, for its requester and the desk',
    params: ticketParams,
    answers: { 200: ticketPage },
    least: 'member',
    handle: (ctx, { number }) => showTicket(ctx, number)
  }),
  say: endpoint({
    method: 'POST',
    path: '/tickets/:number/messages',
    summary: 'Write to the other side, or as the desk an internal note',
    params: ticketParams,
    body: messageInput,
    answers: { 201: createdMessage },
    least: 'member',
    handle: (ctx, { number, ...input }) => say(ctx, number, input)
  }),
  takeBack: endpoint({
    method: 'DELETE',
    path: '/tickets/:number/messages/:id',
    summary: 'Take back what you wrote to a requester within ten seconds',
    params: messageParams,
    answers: { 204: nothing },
    least: 'staff',
    handle: (ctx, { number, id }) => takeBack(ctx, number, id)
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/tickets/:number',
    summary: 'State, priority, assignee, topic; its requester can close it',
    params: ticketParams,
    body: ticketChange,
    answers: { 204: nothing },
    least: 'member',
    handle: (ctx, { number, ...change }) => changeTicket(ctx, number, change)
  }),
  resolve: endpoint({
    method: 'POST',
    path: '/tickets/:number/resolution',
    summary: 'Resolve a ticket with a last word to its requester',
    params: ticketParams,
    body: resolutionInput,
    answers: { 204: nothing },
    least: 'staff',
    handle: (ctx, { number, ...resolution }) => resolve(ctx, number, resolution)
  }),
  giveBack: endpoint({
    method: 'POST',
    path: '/tickets/:number/return',
    summary: 'Give a ticket back to the community, with a word to its requester',
    params: ticketParams,
    body: z.object({ reason: bodyOfText(2000) }),
    answers: { 204: nothing },
    least: 'staff',
    handle: (ctx, { number, reason }) => returnToCommunity(ctx, number, reason)
  }),
  queue: endpoint({
    method: 'GET',
    path: '/desk/tickets',
    summary: 'Tickets that you answer, of one view, those that waited longest first',
    query: queueQuery,
    answers: { 200: queue },
    least: 'staff',
    async handle(ctx, query) {
      checkHolds(ctx.actor, 'desk')
      return listQueue(ctx, query)
    }
  }),
  facts: endpoint({
    method: 'GET',
    path: '/tickets/:number/facts',
    summary: 'The facts of a ticket; for the desk with a fresh sign-in, and written down',
    params: ticketParams,
    answers: { 200: factList },
    least: 'member',
    handle: (ctx, { number }) => showFacts(ctx, number)
  }),
  keepFacts: endpoint({
    method: 'PUT',
    path: '/tickets/:number/facts',
    summary: 'Enter facts of your ticket; those that are not named stay',
    params: ticketParams,
    body: factsInput,
    answers: { 204: nothing },
    least: 'member',
    limit: { per: 'actor', count: 120, seconds: 60 },
    handle: (ctx, { number, facts }) => keepFacts(ctx, number, facts)
  }),
  serviceLevels: endpoint({
    method: 'GET',
    path: '/desk/service-levels',
    summary: 'How fast the desk wants to be, and when it is open',
    answers: { 200: serviceLevelsInput },
    least: 'staff',
    async handle(ctx) {
      checkHolds(ctx.actor, 'desk')
      return levelsOf(ctx)
    }
  }),
  setServiceLevels: endpoint({
    method: 'PUT',
    path: '/desk/service-levels',
    summary: 'Set how fast the desk wants to be, and when it is open',
    body: serviceLevelsInput,
    answers: { 204: nothing },
    least: 'admin',
    scope: 'admin',
    handle: setLevels
  }),
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
  }),
  reopen: endpoint({
    method: 'POST',
    path: '/tickets/:number/reopening',
    summary: 'Say within seven days that it is not solved',
    params: ticketParams,
    body: reopeningInput,
    answers: { 204: nothing },
    least: 'member',
    handle: (ctx, { number, body }) => reopen(ctx, number, body)
  }),
  object: endpoint({
    method: 'POST',
    path: '/tickets/:number/objection',
    summary: 'Object to what support wants to publish of your ticket',
    params: ticketParams,
    answers: { 204: nothing },
    least: 'member',
    handle: (ctx, { number }) => object(ctx, number)
  }),
  decline: endpoint({
    method: 'POST',
    path: '/tickets/:number/declining',
    summary: 'Decline a ticket that somebody else opened for you',
    params: ticketParams,
    answers: { 204: nothing },
    least: 'member',
    handle: (ctx, { number }) => decline(ctx, number)
  })
}
