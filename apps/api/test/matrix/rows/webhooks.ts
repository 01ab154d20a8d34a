import { webhookDeliveries } from '@stoa/webhooks/schema'
import { admins, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

// A name that nobody has: nothing is sent.
const body = {
  name: 'Status page',
  url: 'https://hook.invalid/hook',
  events: ['announcement.published']
}

/** A receiver created by an admin; returns its id. */
export async function webhookOf({ bystander }: World): Promise<number> {
  const admin = await bystander({ role: 'admin' })
  return (await admin.post('/webhooks', body)).body.id
}

const onWebhook = async (world: World): Promise<Call> => ({
  params: { id: await webhookOf(world) }
})

/** A delivery that failed for good. */
async function onFailed(world: World): Promise<Call> {
  const id = await webhookOf(world)
  const [failed] = await world.forum.connection.db
    .insert(webhookDeliveries)
    .values({
      webhookId: id,
      ...{ messageId: 'msg_1', type: 'announcement.published', payload: {}, state: 'failed' },
      occurredAt: world.forum.now()
    })
    .returning({ id: webhookDeliveries.id })
  return { params: { id, deliveryId: failed?.id ?? 0 } }
}

export const webhooksRows: Rows = {
  'webhooks.list': { call: async () => ({}), answers: admins(200) },
  'webhooks.create': { call: async () => ({ body }), answers: admins(201) },
  'webhooks.change': {
    call: async (world) => ({ ...(await onWebhook(world)), body }),
    answers: admins(204)
  },
  'webhooks.remove': { call: onWebhook, answers: admins(204) },
  'webhooks.renewSecret': { call: onWebhook, answers: admins(200) },
  'webhooks.test': { call: onWebhook, answers: admins(200) },
  'webhooks.deliveries': { call: onWebhook, answers: admins(200) },
  'webhooks.sendAgain': { call: onFailed, answers: admins(204) }
}
