import { admins, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

let serial = 0

const input = () => ({ username: `row-sync-${(serial += 1)}`, description: 'Copies deposits.' })
const token = { name: 'nightly', scopes: ['read'], days: 30 }

const adminOf = ({ bystander }: World) => bystander({ role: 'admin' })

/** A service account that an admin made; returns its id. */
export async function serviceAccountOf(world: World): Promise<number> {
  return (await (await adminOf(world)).post('/service-accounts', input())).body.id
}

const onService =
  (body?: object) =>
  async (world: World): Promise<Call> => ({ params: { id: await serviceAccountOf(world) }, body })

async function onDisabled(world: World): Promise<Call> {
  const id = await serviceAccountOf(world)
  await (await adminOf(world)).put(`/service-accounts/${id}/disabling`)
  return { params: { id } }
}

async function onToken(world: World): Promise<Call> {
  const id = await serviceAccountOf(world)
  const made = await (await adminOf(world)).post(`/service-accounts/${id}/tokens`, token)
  return { params: { id, tokenId: made.body.id } }
}

export const serviceAccountsRows: Rows = {
  'serviceAccounts.list': { call: async () => ({}), answers: admins(200) },
  'serviceAccounts.create': { call: async () => ({ body: input() }), answers: admins(201) },
  'serviceAccounts.change': {
    call: onService({ description: 'Copies withdrawals.', requestsPerMinute: 20 }),
    answers: admins(204)
  },
  'serviceAccounts.disable': { call: onService(), answers: admins(204) },
  'serviceAccounts.enable': { call: onDisabled, answers: admins(204) },
  'serviceAccounts.createToken': { call: onService(token), answers: admins(201) },
  'serviceAccounts.revokeToken': { call: onToken, answers: admins(204) }
}
