import { byAdmins, endpoint } from '@stoa/core'
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
    ...byAdmins,
    handle: (ctx) => listCustomFacts(ctx)
  }),
  addCustomFact: endpoint({
    method: 'POST',
    path: '/desk/facts',
    summary: 'Define a detail that ticket topics can ask for',
    body: customFactInput,
    answers: { 201: addedCustomFact },
    ...byAdmins,
    handle: addCustomFact
  }),
  changeCustomFact: endpoint({
    method: 'PUT',
    path: '/desk/facts/:fact',
    summary: 'Replace the definition of a detail; saved values stay',
    params: customFactParams,
    body: customFactChange,
    ...byAdmins,
    handle: (ctx, { fact, ...values }) => changeCustomFact(ctx, fact, values)
  })
}
