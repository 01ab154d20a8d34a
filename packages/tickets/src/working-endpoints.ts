import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { checkHolds } from '@stoa/accounts'
import { changeMany } from './bulk.ts'
import {
  aroundTicket,
  bulkAnswer,
  bulkInput,
  figuresQuery,
  figuresShape,
  linkInput,
  linkParams,
  mergeInput,
  presence,
  presenceInput,
  ticketParams
} from './contract.ts'
import { figuresAsCsv } from './figures-csv.ts'
import { figures } from './figures.ts'
import { linkTicket, unlinkTicket } from './linking.ts'
import { mergeTicket } from './merging.ts'
import { beThere } from './presence.ts'
import { surroundings } from './surroundings.ts'

/** What agents meet all day beside answering; part of `api.tickets`. */
export const workingEndpoints = {
  figures: endpoint({
    method: 'GET',
    path: '/desk/figures',
    summary: 'Figures about the tickets that you answer',
    query: figuresQuery,
    answers: { 200: figuresShape },
    least: 'staff',
    async handle(ctx, { days }) {
      checkHolds(ctx.actor, 'desk')
      return figures(ctx, days)
    }
  }),
  figuresAsCsv: endpoint({
    method: 'GET',
    path: '/desk/figures/csv',
    summary: 'The same figures as a file for spreadsheets',
    query: figuresQuery,
    answers: { 200: nothing },
    least: 'staff',
    async handle(ctx, { days }) {
      checkHolds(ctx.actor, 'desk')
      return figuresAsCsv(ctx, days)
    }
  }),
  changeMany: endpoint({
    method: 'POST',
    path: '/desk/changes',
    summary: 'Change several tickets in the same way',
    body: bulkInput,
    answers: { 200: bulkAnswer },
    least: 'staff',
    async handle(ctx, { numbers, ...change }) {
      checkHolds(ctx.actor, 'desk')
      return changeMany(ctx, numbers, change)
    }
  }),
  merge: endpoint({
    method: 'POST',
    path: '/tickets/:number/merge',
    summary: 'Put a ticket into another one of its requester',
    params: ticketParams,
    body: mergeInput,
    answers: { 204: nothing },
    least: 'staff',
    handle: (ctx, { number, into }) => mergeTicket(ctx, number, into)
  }),
  link: endpoint({
    method: 'POST',
    path: '/tickets/:number/links',
    summary: 'Link a ticket with another one, for the desk',
    params: ticketParams,
    body: linkInput,
    answers: { 204: nothing },
    least: 'staff',
    handle: (ctx, { number, other }) => linkTicket(ctx, number, other)
  }),
  unlink: endpoint({
    method: 'DELETE',
    path: '/tickets/:number/links/:other',
    summary: 'Take such a link away',
    params: linkParams,
    answers: { 204: nothing },
    least: 'staff',
    handle: (ctx, { number, other }) => unlinkTicket(ctx, number, other)
  }),
  around: endpoint({
    method: 'GET',
    path: '/tickets/:number/surroundings',
    summary: 'Other tickets and threads of its requester, and what is alike',
    params: ticketParams,
    answers: { 200: aroundTicket },
    least: 'staff',
    handle: (ctx, { number }) => surroundings(ctx, number)
  }),
  beThere: endpoint({
    method: 'PUT',
    path: '/tickets/:number/presence',
    summary: 'Say that you have a ticket open, and learn who else has',
    params: ticketParams,
    body: presenceInput,
    answers: { 200: presence },
    least: 'staff',
    limit: { per: 'actor', count: 240, seconds: 60 },
    handle: (ctx, { number, writing }) => beThere(ctx, number, writing)
  })
}
