import { endpoint } from '@stoa/core'
import { idParams, nothing } from '@stoa/core/contract'
import { archive, unarchive } from './archive.ts'
import { recordCheck } from './check.ts'
import { archiveInput, checkInput, matchingArticles, matchingQuery, workList } from './contract.ts'
import { listMatching } from './match.ts'
import { listWork } from './work-list.ts'

/** Endpoints that keep articles right. */
export const lifecycleEndpoints = {
  work: endpoint({
    method: 'GET',
    path: '/articles/work',
    summary: 'List articles that are not public, overdue or behind their original',
    answers: { 200: workList },
    minimumRole: 'volunteer',
    handle: (ctx) => listWork(ctx)
  }),
  matching: endpoint({
    method: 'GET',
    path: '/articles/matching',
    summary: 'Find public articles by title or address, to replace one',
    query: matchingQuery,
    answers: { 200: matchingArticles },
    minimumRole: 'staff',
    handle: (ctx, { q }) => listMatching(ctx, q)
  }),
  archive: endpoint({
    method: 'PUT',
    path: '/articles/:id/archive',
    summary: 'Archive an article, with or without one that replaces it',
    params: idParams,
    body: archiveInput,
    answers: { 204: nothing },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id, successor }) => archive(ctx, id, successor)
  }),
  unarchive: endpoint({
    method: 'DELETE',
    path: '/articles/:id/archive',
    summary: 'Bring an archived article back',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    fresh: true,
    handle: (ctx, { id }) => unarchive(ctx, id)
  }),
  check: endpoint({
    method: 'PUT',
    path: '/articles/:id/check',
    summary: 'Record that an article was checked, and when it has to be checked next',
    params: idParams,
    body: checkInput,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id, freshUntil }) => recordCheck(ctx, id, freshUntil)
  })
}
