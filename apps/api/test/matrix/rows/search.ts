import { everybody, type Rows } from '../row.ts'

/** For staff and admins. */
const staff = (status: number) => `401 401 403 403 403 403 403 403 ${status} ${status}`

export const searchRows: Rows = {
  'search.search': { call: async () => ({ query: { q: 'deposit' } }), answers: everybody(200) },
  'search.suggestions': {
    call: async () => ({ query: { q: 'where is' } }),
    answers: everybody(200)
  },
  'search.similarArticles': {
    call: async () => ({ query: { title: 'Where is my deposit?' } }),
    answers: everybody(200)
  },
  'search.zeroResultQueries': { call: async () => ({}), answers: staff(200) },
  'search.relatedWords': { call: async () => ({}), answers: staff(200) },
  'search.saveRelatedWords': {
    call: async () => ({ body: { text: '提现 = withdrawal' } }),
    answers: staff(204)
  }
}
