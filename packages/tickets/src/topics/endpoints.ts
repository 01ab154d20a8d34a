import { byAdmins, endpoint } from '@stoa/core'
import { addedTopic, topicChange, topicInput, topicList, topicParams } from './contract.ts'
import { addTopic, changeTopic, removeTopic } from './topic-changes.ts'
import { listTopics } from './topics.ts'

/** Endpoints for topics of tickets and their administration. */
export const topicEndpoints = {
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
  })
}
