import { z } from 'zod'
import { endpoint } from '@stoa/core'
import { created, idParams, localeShape } from '@stoa/core/contract'
import { reportInput } from '../shapes.ts'
import { reportArticle, reportPost, reportUser } from './reports.ts'

/** Whatever is reported: the report, and who may make how many. */
const reporting = {
  body: reportInput,
  answers: { 201: created, 200: created },
  minimumRole: 'member',
  scope: ['write', 'support'],
  limit: { per: 'actor', count: 20, seconds: 3600 }
} as const
const userParams = z.object({ username: z.string().max(60) })

const articleParams = idParams.extend({ language: localeShape })

export const reportingEndpoints = {
  reportArticle: endpoint({
    method: 'POST',
    path: '/articles/:id/translations/:language/reports',
    summary: 'Report an article to staff; 200 if you have already reported it',
    params: articleParams,
    ...reporting,
    handle: (ctx, { id: articleId, language, ...input }) =>
      reportArticle(ctx, { articleId, language }, input)
  }),
  reportPost: endpoint({
    method: 'POST',
    path: '/posts/:id/reports',
    summary: 'Report a post; 200 if you have already reported it',
    ...reporting,
    handle: (ctx, { id, ...input }) => reportPost(ctx, id, input)
  }),
  reportUser: endpoint({
    method: 'POST',
    path: '/users/:username/reports',
    summary: 'Report a user; 200 if you have already reported them',
    params: userParams,
    ...reporting,
    handle: (ctx, { username, ...input }) => reportUser(ctx, username, input)
  })
}
