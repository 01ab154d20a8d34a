import { endpoint } from '@stoa/core'
import { authorList, authorsQuery } from './contract.ts'
import { listAuthors } from './facts.ts'

export const authorsEndpoints = {
  authors: endpoint({
    method: 'GET',
    path: '/moderation/authors',
    summary: 'List what you may know of authors: age, trust, hidden posts, sanctions, reports',
    query: authorsQuery,
    answers: { 200: authorList },
    minimumRole: 'volunteer',
    scope: 'moderate',
    handle: listAuthors
  })
}
