import { byAgents, endpoint } from '@stoa/core'
import {
  changedTicket,
  disturbanceList,
  disturbanceQuery,
  ticketResolutionInput,
  returnInput,
  ticketChange
} from './contract.ts'
import {
  deskQueue,
  queueCounts,
  queueCountsQuery,
  queueQuery,
  placeQuery,
  ticketPlace
} from './queue-contract.ts'
import { ticketParams } from '../shapes.ts'
import { changeOne } from './change-ticket.ts'
import { placeOf } from './place.ts'
import { resolve, returnToCommunity } from '../lifecycle/resolution.ts'
import { listQueue } from './queue.ts'
import { countQueue } from './views.ts'
import { listDisturbances } from '../incidents/incident-link.ts'

/** Endpoints for agents who work through the queue. */
export const workingEndpoints = {
  queue: endpoint({
    method: 'GET',
    path: '/desk/tickets',
    summary: 'List the tickets you handle in a view, by deadline or another order',
    query: queueQuery,
    answers: { 200: deskQueue },
    ...byAgents,
    handle: listQueue
  }),
  queueCounts: endpoint({
    method: 'GET',
    path: '/desk/counts',
    summary: 'Count the tickets you handle in each view; 100 means 100 or more',
    query: queueCountsQuery,
    answers: { 200: queueCounts },
    ...byAgents,
    handle: countQueue
  }),
  disturbances: endpoint({
    method: 'GET',
    path: '/desk/announcements',
    summary:
      'Incidents and maintenance that tickets can be tied to, the likely ones of a ticket first',
    query: disturbanceQuery,
    answers: { 200: disturbanceList },
    ...byAgents,
    async handle(ctx, { ticket }) {
      return { items: await listDisturbances(ctx, ticket) }
    }
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/tickets/:number',
    summary:
      'Update the status, priority, assignee or topic of a ticket; its requester can close it',
    params: ticketParams,
    body: ticketChange,
    answers: { 200: changedTicket },
    minimumRole: 'member',
    scope: ['write', 'support'],
    handle: (ctx, { number, ...change }) => changeOne(ctx, number, change)
  }),
  place: endpoint({
    method: 'GET',
    path: '/tickets/:number/place',
    summary: 'Get the position of a ticket in a list of the desk, and its neighbours',
    params: ticketParams,
    query: placeQuery.omit({ number: true }),
    answers: { 200: ticketPlace },
    minimumRole: 'staff',
    handle: placeOf
  }),
  resolve: endpoint({
    method: 'POST',
    path: '/tickets/:number/resolution',
    summary: 'Resolve a ticket with a final message to its requester',
    params: ticketParams,
    body: ticketResolutionInput,
    minimumRole: 'staff',
    handle: (ctx, { number, ...resolution }) => resolve(ctx, number, resolution)
  }),
  returnToCommunity: endpoint({
    method: 'POST',
    path: '/tickets/:number/return',
    summary: 'Return a ticket to the community, with a message to its requester',
    params: ticketParams,
    body: returnInput,
    minimumRole: 'staff',
    handle: (ctx, { number, reason }) => returnToCommunity(ctx, number, reason)
  })
}
