import { byModerators, endpoint } from '@stoa/core'
import type { Limit } from '@stoa/core/limits'
import { created } from '@stoa/core/contract'
import { decideAppeal } from './decide.ts'
import { listAppeals } from './appeal-list.ts'
import { appeal } from './appeals.ts'
import { waitingQuery } from '../shapes.ts'
import {
  appealDecision,
  appealInput,
  appealList,
  decision,
  decisionList,
  decisionQuery
} from './contract.ts'
import { listDecisions, showDecision } from './decisions.ts'

const appealLimit: Limit = { per: 'actor', count: 10, seconds: 24 * 3600 }

export const appealingEndpoints = {
  decisions: endpoint({
    method: 'GET',
    path: '/me/decisions',
    summary: 'List moderation decisions about you, newest first',
    query: decisionQuery,
    answers: { 200: decisionList },
    minimumRole: 'member',
    handle: listDecisions
  }),
  decision: endpoint({
    method: 'GET',
    path: '/moderation/actions/:id',
    summary: 'Get a decision about you, with your text and your appeal',
    answers: { 200: decision },
    minimumRole: 'member',
    handle: (ctx, { id }) => showDecision(ctx, id)
  }),
  appeal: endpoint({
    method: 'POST',
    path: '/moderation/actions/:id/appeal',
    summary: 'Appeal a decision about you; 200 if you have already appealed',
    body: appealInput,
    answers: { 201: created, 200: created },
    minimumRole: 'member',
    limit: appealLimit,
    handle: (ctx, { id, ...input }) => appeal(ctx, id, input)
  }),
  appeals: endpoint({
    method: 'GET',
    path: '/moderation/appeals',
    summary: 'List pending appeals, oldest first',
    query: waitingQuery,
    answers: { 200: appealList },
    ...byModerators,
    handle: listAppeals
  }),
  decideAppeal: endpoint({
    method: 'POST',
    path: '/moderation/appeals/:id/decision',
    summary: 'Decide an appeal; upholding it undoes the decision',
    body: appealDecision,
    ...byModerators,
    handle: (ctx, { id, ...input }) => decideAppeal(ctx, id, input)
  })
}
