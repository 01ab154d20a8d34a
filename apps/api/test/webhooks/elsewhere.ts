import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { beforeEach } from 'vitest'
import { wakeReceivers } from '@stoa/webhooks'
import { webhooks } from '@stoa/webhooks/schema'
import { tickets } from '@stoa/tickets/schema'
import type { Client, TestAnswer, TestForum } from '../forum.ts'
import { startReceiver, type Receiver } from './receiver.ts'

type Message = { type: string; data: object }
type Signing = { id?: string; key?: string; at?: Date }

/** An external help desk and its users, created anew for each test. */
export type Desk = Receiver & {
  admin: Client
  agent: Client
  requester: Client
  secret: string
  /** Creates the webhook. Its secret is in the answer. */
  connect(): Promise<TestAnswer>
  heard(): { type: string; data: any }[]
  /** Lets it accept messages again, an hour later. */
  comeBack(): Promise<void>
  /** Sends a signed message of the desk. */
  say(message: Message, signing?: Signing): Promise<TestAnswer>
}

export function startDesk(forum: TestForum): Desk {
  const desk = startReceiver() as Desk
  const hour = 3600_000
  const functions: Pick<Desk, 'connect' | 'heard' | 'comeBack' | 'say'> = {
    connect: () =>
      desk.admin.post('/webhooks', {
        ...{ name: 'Desk', url: `${desk.origin}/in`, agent: desk.agent.username }
      }),
    heard: () => desk.received.map(({ body }) => JSON.parse(body)),
    async comeBack() {
      forum.advance(hour)
      await wakeReceivers(forum.context())
      await forum.settle()
    },
    say(message, { id = randomUUID(), key = desk.secret, at = new Date() } = {}) {
      const body = JSON.stringify(message)
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(key).sign(id, at, body)
      }
      const url = '/api/v1/desk/messages'
      return forum.guest.inject({ method: 'POST', url, payload: body, headers })
    }
  }
  beforeEach(async () => {
    desk.admin = await forum.user({ role: 'admin' })
    desk.agent = await forum.user({ role: 'staff', capabilities: ['desk'] })
    desk.requester = await forum.user()
    await forum.settle()
    await forum.connection.db.delete(webhooks)
    // A new desk gets all open tickets, so those of earlier tests are closed.
    await forum.connection.db.update(tickets).set({ state: 'closed' })
    desk.received.length = 0
    desk.status = 204
    desk.secret = (await desk.connect()).body.secret
  })
  return Object.assign(desk, functions)
}
