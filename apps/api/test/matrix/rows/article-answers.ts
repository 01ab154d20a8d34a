import type { Rows } from '../row.ts'
import { writers } from './announcements.ts'
import { drafters, onPublic } from './articles.ts'

/** Articles in answers. */
export const articleAnswerRows: Rows = {
  'articles.linkable': {
    call: async () => ({ query: { q: 'deposit', language: 'en' } }),
    answers: drafters(200)
  },
  'articles.excerpt': { call: onPublic(), answers: drafters(200) },
  'articles.namingReplies': { call: onPublic(), answers: writers(200) }
}
