import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import {
  addedCustomFact,
  customFactChange,
  customFactInput,
  customFactList,
  customFactParams
} from './contract.ts'
import { listCustomFacts } from './custom-facts.ts'
import { addCustomFact, changeCustomFact } from './defining.ts'

/** Endpoints for facts that an organisation defines for its topics. */
export const customFactEndpoints = {
  customFacts: endpoint({
    method: 'GET',
    path: '/desk/facts',
    summary: 'List the details that the organisation defined for its ticket topics',
    answers: { 200: customFactList },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx) => listCustomFacts(ctx)
  }),
  addCustomFact: endpoint({
    method: 'POST',
    path: '/desk/facts',
    summary: 'Define a detail that ticket topics can ask for',
    body: customFactInput,
    answers: { 201: addedCustomFact },
    minimumRole: 'admin',
    scope: 'admin',
    handle: addCustomFact
  }),
  changeCustomFact: endpoint({
    method: 'PUT',
    path: '/desk/facts/:fact',
    summary: 'Replace the definition of a detail; saved values stay',
    params: customFactParams,
    body: customFactChange,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { fact, ...values }) => changeCustomFact(ctx, fact, values)
  })
}
