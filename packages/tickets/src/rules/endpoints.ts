import { endpoint } from '@stoa/core'
import { approvalInput, idParams, nothing } from '@stoa/core/contract'
import {
  createdRule,
  ruleInput,
  ruleList,
  ruleMatches,
  suggestionList,
  threadSuggestion
} from './contract.ts'
import { dismissSuggestion, suggestAgain } from './dismissing.ts'
import { addRule, changeRule, listRules, removeRule, switchRuleOff, switchRuleOn } from './rules.ts'
import { listSuggestions, suggestionFor } from './suggestions.ts'
import { tryRule } from './trying-rules.ts'

/** Each request searches the texts of a month. */
const tryingLimit = { per: 'actor', count: 60, seconds: 60 } as const

/** Endpoints for rules of the desk about threads and new tickets. */
export const ruleEndpoints = {
  rules: endpoint({
    method: 'GET',
    path: '/desk/rules',
    summary: 'Which threads may need a ticket, and how urgent new tickets are',
    answers: { 200: ruleList },
    minimumRole: 'staff',
    capability: 'desk',
    handle: listRules
  }),
  addRule: endpoint({
    method: 'POST',
    path: '/desk/rules',
    summary: 'Add a rule; it is off until it is switched on',
    body: ruleInput,
    answers: { 201: createdRule },
    minimumRole: 'staff',
    capability: 'desk',
    handle: addRule
  }),
  changeRule: endpoint({
    method: 'PUT',
    path: '/desk/rules/:id',
    summary: 'Change a rule, which switches it off',
    params: idParams,
    body: ruleInput,
    answers: { 204: nothing },
    minimumRole: 'staff',
    capability: 'desk',
    handle: (ctx, { id, ...input }) => changeRule(ctx, id, input)
  }),
  removeRule: endpoint({
    method: 'DELETE',
    path: '/desk/rules/:id',
    summary: 'Remove a rule',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    capability: 'desk',
    handle: (ctx, { id }) => removeRule(ctx, id)
  }),
  tryRule: endpoint({
    method: 'GET',
    path: '/desk/rules/:id/matches',
    summary: 'What a rule would have matched in the last 30 days, switched on or not',
    params: idParams,
    answers: { 200: ruleMatches },
    minimumRole: 'staff',
    capability: 'desk',
    limit: tryingLimit,
    handle: (ctx, { id }) => tryRule(ctx, id)
  }),
  switchRuleOn: endpoint({
    method: 'POST',
    path: '/desk/rules/:id/activation',
    summary: 'Switch a rule on as it was looked at; 409 where it was changed meanwhile',
    params: idParams,
    body: approvalInput,
    answers: { 204: nothing },
    minimumRole: 'staff',
    capability: 'desk',
    handle: (ctx, { id, revision }) => switchRuleOn(ctx, id, revision)
  }),
  switchRuleOff: endpoint({
    method: 'DELETE',
    path: '/desk/rules/:id/activation',
    summary: 'Switch a rule off',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    capability: 'desk',
    handle: (ctx, { id }) => switchRuleOff(ctx, id)
  }),
  suggestions: endpoint({
    method: 'GET',
    path: '/desk/suggestions',
    summary: 'Threads that may need a ticket by the rules which are switched on',
    answers: { 200: suggestionList },
    minimumRole: 'staff',
    capability: 'desk',
    limit: tryingLimit,
    handle: listSuggestions
  }),
  dismissSuggestion: endpoint({
    method: 'POST',
    path: '/threads/:id/suggestion-dismissal',
    summary: 'Leave a thread to the community: suggest it no more',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    capability: 'desk',
    handle: (ctx, { id }) => dismissSuggestion(ctx, id)
  }),
  suggestAgain: endpoint({
    method: 'DELETE',
    path: '/threads/:id/suggestion-dismissal',
    summary: 'Suggest a thread again',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    capability: 'desk',
    handle: (ctx, { id }) => suggestAgain(ctx, id)
  }),
  suggestionFor: endpoint({
    method: 'GET',
    path: '/threads/:id/suggestion',
    summary:
      'Whether a thread may need a ticket, for its author and moderators; for these by which rules',
    params: idParams,
    answers: { 200: threadSuggestion },
    minimumRole: 'member',
    handle: (ctx, { id }) => suggestionFor(ctx, id)
  })
}
