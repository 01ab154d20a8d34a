import { createHmac } from 'node:crypto'
import { accounts, everybody, neverGiven, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

/** The unsubscribe link of the owner's emails about replies. */
async function ownersLink({ forum, owner }: World): Promise<Call> {
  const claim = `${owner.id}.reply`
  const key = forum.ports.keyFor('unsubscribe')
  return {
    query: { token: `${claim}.${createHmac('sha256', key).update(claim).digest('base64url')}` }
  }
}

export const notificationsRows: Rows = {
  'notifications.list': { call: async () => ({}), answers: accounts(200) },
  'notifications.read': { call: async () => ({ body: {} }), answers: accounts(200) },
  'notifications.preferences': { call: async () => ({}), answers: accounts(200) },
  'notifications.changeMailConsent': {
    call: async () => ({ body: { given: true } }),
    answers: accounts(204)
  },
  'notifications.changePreferences': {
    call: async () => ({ body: { items: [{ kind: 'reply', mail: 'never' }] } }),
    answers: accounts(200)
  },
  'notifications.unsubscribePage': { call: ownersLink, answers: everybody(200) },
  'notifications.unsubscribe': { call: ownersLink, answers: everybody(200) },
  'notifications.live': {
    call: async ({ thread }) => ({ query: { topics: `thread:${(await thread()).id}` } }),
    answers: everybody(200),
    about: 'thread',
    unknown: () => ({ query: { topics: `thread:${neverGiven}` } }),
    streams: true
  }
}
