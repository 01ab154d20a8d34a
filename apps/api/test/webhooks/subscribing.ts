import { webhooks } from '@stoa/webhooks/schema'
import type { Client, TestForum } from '../forum.ts'
import type { Receiver } from './receiver.ts'

type Sent = { type: string; data: any }

/** What tests do with receivers of webhooks. */
export type Subscribing = {
  /** Adds a receiver of signed JSON as a new admin. Returns its id and the admin. */
  subscribe(events: string[], values?: object): Promise<{ id: number; admin: Client }>
  /** Sends what waits. Returns what has arrived since the last call. */
  sent(): Promise<Sent[]>
  /** Removes every receiver, and forgets what has arrived. */
  reset(): Promise<void>
}

export const subscribing = (forum: TestForum, receiver: Receiver): Subscribing => ({
  async subscribe(events, values = {}) {
    const admin = await forum.user({ role: 'admin' })
    const url = `${receiver.origin}/hook`
    const input = { name: 'Mirror', url, events, ...values }
    const { status, body, text } = await admin.post('/webhooks', input)
    if (status !== 201) throw new Error(text)
    return { id: body.id, admin }
  },
  async sent() {
    await forum.settle()
    return receiver.received.splice(0).map(({ body }) => JSON.parse(body) as Sent)
  },
  async reset() {
    await forum.settle()
    await forum.connection.db.delete(webhooks)
    receiver.received.length = 0
  }
})
