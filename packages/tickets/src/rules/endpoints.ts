import { endpoint } from '@stoa/core'
import { approvalInput, editedRevision } from '@stoa/core/contract'
import {
  absence,
  createdRule,
  ruleInput,
  ruleList,
  ruleMatches,
  ruleSuggestionList,
  threadSuggestion
} from './contract.ts'
import { dismissSuggestion, listSuggestions, suggestAgain, suggestionFor } from './suggestions.ts'
import { addRule, changeRule, removeRule, switchRuleOff, switchRuleOn } from './rules.ts'
import { tryRule } from './preview.ts'
import { comeBack, goAway, isAway } from './rotation.ts'
import { listRules } from './stored-rules.ts'
import { byAgents } from '../policy.ts'

/** Each request searches the texts of a month. */
const tryingLimit = { per: 'actor', count: 60, seconds: 60 } as const

/** Endpoints for rules of the desk, and for agents to whom they assign nothing. */
export const ruleEndpoints = {
  rules: endpoint({
    method: 'GET',
    path: '/desk/rules',
    summary: 'List rules for ticket suggestions and priorities',
    answers: { 200: ruleList },
    ...byAgents,
    handle: listRules
  }),
  addRule: endpoint({
    method: 'POST',
    path: '/desk/rules',
    summary: 'Create a rule; it is off until you turn it on',
    body: ruleInput,
    answers: { 201: createdRule },
    ...byAgents,
    handle: addRule
  }),
  changeRule: endpoint({
    method: 'PUT',
    path: '/desk/rules/:id',
    summary: 'Update a rule, which turns it off',
    body: ruleInput.safeExtend(editedRevision),
    ...byAgents,
    handle: (ctx, { id, ...input }) => changeRule(ctx, id, input)
  }),
  removeRule: endpoint({
    method: 'DELETE',
    path: '/desk/rules/:id',
    summary: 'Delete a rule',
    ...byAgents,
    handle: (ctx, { id }) => removeRule(ctx, id)
  }),
  tryRule: endpoint({
    method: 'GET',
    path: '/desk/rules/:id/matches',
    summary: 'Preview what a rule would have matched in the last 30 days',
    answers: { 200: ruleMatches },
    ...byAgents,
    limit: tryingLimit,
    handle: (ctx, { id }) => tryRule(ctx, id)
  }),
  enableRule: endpoint({
    method: 'PUT',
    path: '/desk/rules/:id/activation',
    summary: 'Turn on a rule in the version you reviewed; 409 if it has changed',
    body: approvalInput,
    ...byAgents,
    handle: (ctx, { id, revision }) => switchRuleOn(ctx, id, revision)
  }),
  disableRule: endpoint({
    method: 'DELETE',
    path: '/desk/rules/:id/activation',
    summary: 'Turn off a rule',
    ...byAgents,
    handle: (ctx, { id }) => switchRuleOff(ctx, id)
  }),
  suggestions: endpoint({
    method: 'GET',
    path: '/desk/suggestions',
    summary: 'List threads that may need a ticket according to active rules',
    answers: { 200: ruleSuggestionList },
    ...byAgents,
    limit: tryingLimit,
    handle: listSuggestions
  }),
  dismissSuggestion: endpoint({
    method: 'PUT',
    path: '/threads/:id/suggestion-dismissal',
    summary: 'Dismiss a suggested thread',
    ...byAgents,
    handle: (ctx, { id }) => dismissSuggestion(ctx, id)
  }),
  undoDismissal: endpoint({
    method: 'DELETE',
    path: '/threads/:id/suggestion-dismissal',
    summary: 'Suggest a thread again',
    ...byAgents,
    handle: (ctx, { id }) => suggestAgain(ctx, id)
  }),
  suggestionFor: endpoint({
    method: 'GET',
    path: '/threads/:id/suggestion',
    summary:
      'Whether a thread may need a ticket, for its author and moderators; for these by which rules',
    answers: { 200: threadSuggestion },
    minimumRole: 'member',
    handle: (ctx, { id }) => suggestionFor(ctx, id)
  }),
  absence: endpoint({
    method: 'GET',
    path: '/desk/absence',
    summary: 'Whether you are away: rules assign you nothing meanwhile',
    answers: { 200: absence },
    ...byAgents,
    async handle(ctx) {
      return { away: await isAway(ctx) }
    }
  }),
  goAway: endpoint({
    method: 'PUT',
    path: '/desk/absence',
    summary: 'Mark yourself as away, so that rules assign you nothing',
    ...byAgents,
    handle: goAway
  }),
  comeBack: endpoint({
    method: 'DELETE',
    path: '/desk/absence',
    summary: 'Mark yourself as back',
    ...byAgents,
    handle: comeBack
  })
}
