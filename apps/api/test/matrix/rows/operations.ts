import { sql } from 'drizzle-orm'
import { nameForum } from '../../admin/naming.ts'
import { confirmMail } from '../../opening.ts'
import { admins, type Rows } from '../row.ts'

export const operationsRows: Rows = {
  'operations.searchStatus': { call: async () => ({}), answers: admins(200) },
  'operations.mailRoute': { call: async () => ({}), answers: admins(200) },
  'operations.setup': { call: async () => ({}), answers: admins(200) },
  'operations.packs': { call: async () => ({}), answers: admins(200) },
  // It works only in a forum that is not open, as `admin/packs.test.ts` has it.
  'operations.applyPack': { call: async () => ({ body: { name: 'blank' } }), answers: admins(409) },
  'operations.openForum': {
    async call({ forum }) {
      await nameForum(forum, 'A forum')
      await forum.category()
      await confirmMail(forum)
      return {}
    },
    answers: admins(204)
  },
  'operations.needs': { call: async () => ({}), answers: admins(200) },
  'statistics.show': { call: async () => ({}), answers: admins(200) },
  'statistics.file': { call: async () => ({}), answers: admins(200) },
  'operations.failedJobs': { call: async () => ({}), answers: admins(200) },
  'operations.runJobAgain': {
    async call({ forum }) {
      const { db } = forum.connection
      const [job] = await db.execute<{ id: number }>(
        sql`select id from graphile_worker.add_job('unheard-of')`
      )
      return { params: { id: job?.id ?? 0 } }
    },
    answers: admins(204)
  }
}
