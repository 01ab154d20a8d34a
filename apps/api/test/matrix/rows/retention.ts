import type { Client } from '../../client.ts'
import { admins, everybody, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

const periodOf = async (admin: Client, period: string) =>
  (await admin.get('/admin/retention')).body.items.find(
    (one: { period: string }) => one.period === period
  )

/** A period that is made longer. */
async function onLonger({ bystander }: World): Promise<Call> {
  const { value } = await periodOf(await bystander({ role: 'admin' }), 'security_log')
  return { params: { period: 'security_log' }, body: { value: value + 1, from: value } }
}

export const retentionRows: Rows = {
  'retention.show': { call: async () => ({}), answers: everybody(200) },
  'retention.list': { call: async () => ({}), answers: admins(200) },
  'retention.dryRun': {
    call: async () => ({ params: { period: 'drafts' }, query: { value: 60 } }),
    answers: admins(200)
  },
  'retention.change': { call: onLonger, answers: admins(200), onlyOne: true }
}
