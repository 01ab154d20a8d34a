import { everybody, type Rows } from '../row.ts'

export const searchRows: Rows = {
  'search.search': { call: async () => ({ query: { q: 'deposit' } }), answers: everybody(200) },
  'search.suggestions': {
    call: async () => ({ query: { q: 'where is' } }),
    answers: everybody(200)
  }
}
