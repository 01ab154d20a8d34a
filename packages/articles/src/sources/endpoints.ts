import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { savedArticle } from '../writing/contract.ts'
import { decideOnSource, listOwnSources } from './choose.ts'
import {
  fromThreadInput,
  fromTicketInput,
  ownSourceList,
  sourceDecision,
  suggestions
} from './contract.ts'
import { makeFromThread } from './from-thread.ts'
import { makeFromTicket } from './from-ticket.ts'
import { suggestArticles } from './suggest.ts'

/** Endpoints that make articles of answers, and for the authors of their words. */
export const sourceEndpoints = {
  fromThread: endpoint({
    method: 'POST',
    path: '/articles/from-threads',
    summary: 'Make a draft of a thread: its question and the answer that settled it',
    body: fromThreadInput,
    answers: { 201: savedArticle },
    minimumRole: 'volunteer',
    handle: (ctx, { threadId }) => makeFromThread(ctx, threadId)
  }),
  fromTicket: endpoint({
    method: 'POST',
    path: '/articles/from-tickets',
    summary: 'Make a draft of a resolved ticket, without its facts',
    body: fromTicketInput,
    answers: { 201: savedArticle },
    minimumRole: 'staff',
    handle: (ctx, { number }) => makeFromTicket(ctx, number)
  }),
  suggestions: endpoint({
    method: 'GET',
    path: '/articles/suggestions',
    summary: 'List threads and searches that an article is missing for',
    answers: { 200: suggestions },
    minimumRole: 'volunteer',
    handle: (ctx) => suggestArticles(ctx)
  }),
  ownSources: endpoint({
    method: 'GET',
    path: '/articles/sources',
    summary: 'List articles that use your words',
    answers: { 200: ownSourceList },
    minimumRole: 'member',
    handle: (ctx) => listOwnSources(ctx)
  }),
  decide: endpoint({
    method: 'PUT',
    path: '/articles/:id/sources/decision',
    summary: 'Choose whether an article names you for your words, and agree or object',
    params: idParams,
    body: sourceDecision,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { id, ...decision }) => decideOnSource(ctx, id, decision)
  })
}
