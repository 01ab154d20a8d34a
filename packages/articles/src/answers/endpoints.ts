import { endpoint } from '@stoa/core'
import { idParams } from '@stoa/core/contract'
import { translationParams } from '../shapes.ts'
import {
  articleExcerpt,
  excerptQuery,
  linkableArticles,
  linkableQuery,
  namingReplies
} from './contract.ts'
import { excerptArticle } from './excerpt.ts'
import { listLinkable } from './linkable.ts'
import { listNamingReplies } from './naming-replies.ts'

/** Endpoints that bring articles into answers. */
export const answerEndpoints = {
  linkable: endpoint({
    method: 'GET',
    path: '/articles/linkable',
    summary: 'Find articles for an answer, which its readers may read',
    query: linkableQuery,
    answers: { 200: linkableArticles },
    minimumRole: 'volunteer',
    handle: listLinkable
  }),
  excerpt: endpoint({
    method: 'GET',
    path: '/articles/:id/translations/:language/excerpt',
    summary: 'Get the beginning of an article for an answer, with its source',
    params: translationParams,
    query: excerptQuery,
    answers: { 200: articleExcerpt },
    minimumRole: 'volunteer',
    handle: excerptArticle
  }),
  namingReplies: endpoint({
    method: 'GET',
    path: '/articles/:id/saved-replies',
    summary: 'List the saved replies of the desk that name an article',
    params: idParams,
    answers: { 200: namingReplies },
    minimumRole: 'staff',
    handle: (ctx, { id }) => listNamingReplies(ctx, id)
  })
}
