import { admins, type Rows } from '../row.ts'

export const languagesRows: Rows = {
  'languages.list': { call: async () => ({}), answers: admins(200) },
  'languages.choose': {
    call: async ({ forum }) => {
      const { all, default: fallback } = forum.ports.languages
      return { body: { languages: [...all], default: fallback } }
    },
    answers: admins(204)
  }
}
