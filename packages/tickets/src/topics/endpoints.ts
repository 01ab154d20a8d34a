import { byAdmins, endpoint, snapshotOfFields } from '@stoa/core'
import {
  addedCustomFact,
  addedTopic,
  customFactChange,
  customFactInput,
  customFactList,
  customFactParams,
  topicChange,
  topicInput,
  topicList,
  topicParams
} from './contract.ts'
import { addTopic, changeTopic, removeTopic } from './topic-changes.ts'
import { listCustomFacts, listTopics } from './topics.ts'
import { addCustomFact, changeCustomFact } from './custom-facts.ts'
import { serviceLevelsChange, shownServiceLevels } from '../service-levels/contract.ts'
import { editedLevels, levelsOf } from '../service-levels/levels.ts'
import { setLevels } from '../service-levels/set-levels.ts'
import { byAgents } from '../policy.ts'

/** Endpoints for topics, for facts that an organisation defines for them, and for service levels. */
export const deskSettingEndpoints = {
  topics: endpoint({
    method: 'GET',
    path: '/desk/topics',
    summary: 'List ticket topics with the details they ask for',
    answers: { 200: topicList },
    minimumRole: 'guest',
    handle: (ctx) => listTopics(ctx)
  }),
  addTopic: endpoint({
    method: 'POST',
    path: '/desk/topics',
    summary: 'Create a ticket topic',
    body: topicInput,
    answers: { 201: addedTopic },
    ...byAdmins,
    handle: addTopic
  }),
  changeTopic: endpoint({
    method: 'PATCH',
    path: '/desk/topics/:topic',
    summary: 'Update a ticket topic, or restore a retired one',
    params: topicParams,
    body: topicChange,
    ...byAdmins,
    handle: (ctx, { topic, ...change }) => changeTopic(ctx, topic, change)
  }),
  removeTopic: endpoint({
    method: 'DELETE',
    path: '/desk/topics/:topic',
    summary: 'Retire a ticket topic; existing tickets keep its name and form',
    params: topicParams,
    ...byAdmins,
    handle: (ctx, { topic }) => removeTopic(ctx, topic)
  }),
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
  }),
  serviceLevels: endpoint({
    method: 'GET',
    path: '/desk/service-levels',
    summary: 'Get service levels and business hours',
    answers: { 200: shownServiceLevels },
    ...byAgents,
    handle: async (ctx) => {
      const levels = await levelsOf(ctx)
      return { ...levels, snapshot: snapshotOfFields(editedLevels(levels)) }
    }
  }),
  setServiceLevels: endpoint({
    method: 'PUT',
    path: '/desk/service-levels',
    summary: 'Set service levels and business hours',
    body: serviceLevelsChange,
    ...byAdmins,
    handle: setLevels
  })
}
