import { endpoint } from '@stoa/core'
import { acceptAnswer, markSolved, unacceptAnswer } from './accept-answer.ts'
import { acceptInput, helperList, meTooAnswer, outdatedInput, solvedCounts } from './contract.ts'
import { listHelpers, countSolvedBy } from './helpers.ts'
import { markCurrent, markOutdated } from './outdated.ts'
import { usernameParams } from '../posting/contract.ts'
import { addMeToo, removeMeToo } from '../voting/me-too.ts'

export const answerEndpoints = {
  accept: endpoint({
    method: 'PUT',
    path: '/threads/:id/accepted-answer',
    summary: 'Accept an answer to your question, or confirm it as staff',
    body: acceptInput,
    minimumRole: 'member',
    handle: (ctx, { id, postId }) => acceptAnswer(ctx, id, postId)
  }),
  unaccept: endpoint({
    method: 'DELETE',
    path: '/threads/:id/accepted-answer',
    summary: 'Unaccept the answer',
    minimumRole: 'member',
    handle: (ctx, { id }) => unacceptAnswer(ctx, id)
  }),
  markOutdated: endpoint({
    method: 'PUT',
    path: '/posts/:id/outdated',
    summary: 'Mark an answer as outdated, and name the current one',
    body: outdatedInput,
    minimumRole: 'member',
    handle: (ctx, { id, successorId }) => markOutdated(ctx, id, successorId)
  }),
  unmarkOutdated: endpoint({
    method: 'DELETE',
    path: '/posts/:id/outdated',
    summary: 'Mark an answer as up to date',
    minimumRole: 'member',
    handle: (ctx, { id }) => markCurrent(ctx, id)
  }),
  confirmAnswer: endpoint({
    method: 'PUT',
    path: '/threads/:id/solution',
    summary: 'Mark your question as solved',
    minimumRole: 'member',
    handle: (ctx, { id }) => markSolved(ctx, id, true)
  }),
  unconfirmAnswer: endpoint({
    method: 'DELETE',
    path: '/threads/:id/solution',
    summary: 'Mark your question as unsolved',
    minimumRole: 'member',
    handle: (ctx, { id }) => markSolved(ctx, id, false)
  }),
  addMeToo: endpoint({
    method: 'PUT',
    path: '/threads/:id/me-too',
    summary: 'Report that you have the same problem, and follow the thread',
    answers: { 200: meTooAnswer },
    minimumRole: 'member',
    handle: (ctx, { id }) => addMeToo(ctx, id)
  }),
  removeMeToo: endpoint({
    method: 'DELETE',
    path: '/threads/:id/me-too',
    summary: 'Remove your report of having the same problem',
    answers: { 200: meTooAnswer },
    minimumRole: 'member',
    handle: (ctx, { id }) => removeMeToo(ctx, id)
  }),
  solvedBy: endpoint({
    method: 'GET',
    path: '/users/:username/solved',
    summary: 'Count the accepted answers of a user by category',
    params: usernameParams,
    answers: { 200: solvedCounts },
    minimumRole: 'guest',
    handle: (ctx, { username }) => countSolvedBy(ctx, username)
  }),
  helpers: endpoint({
    method: 'GET',
    path: '/categories/:id/helpers',
    summary: 'List whose answers were accepted most in a category in the last 90 days',
    answers: { 200: helperList },
    minimumRole: 'guest',
    handle: (ctx, { id }) => listHelpers(ctx, id)
  })
}
