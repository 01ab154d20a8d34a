import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { topicChange, topicInput, topicList, topicParams } from './contract.ts'
import { addTopic, changeTopic, removeTopic } from './topic-changes.ts'
import { listTopics } from './topics.ts'

/** Endpoints for topics of tickets and their administration. */
export const topicEndpoints = {
  topics: endpoint({
    method: 'GET',
    path: '/desk-topics',
    summary: 'What tickets are about, in the order of lists, with what is asked for',
    answers: { 200: topicList },
    minimumRole: 'guest',
    handle: (ctx) => listTopics(ctx)
  }),
  addTopic: endpoint({
    method: 'POST',
    path: '/desk-topics',
    summary: 'Add a topic of the desk',
    body: topicInput,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: addTopic
  }),
  changeTopic: endpoint({
    method: 'PATCH',
    path: '/desk-topics/:topic',
    summary: 'Name a topic anew, ask for other facts, move it, or bring a retired one back',
    params: topicParams,
    body: topicChange,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { topic, ...change }) => changeTopic(ctx, topic, change)
  }),
  removeTopic: endpoint({
    method: 'DELETE',
    path: '/desk-topics/:topic',
    summary: 'Retire a topic; tickets that are of it keep its name and form',
    params: topicParams,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { topic }) => removeTopic(ctx, topic)
  })
}
