import { each } from '@stoa/core'
import { mailDigest, mailNotification } from '@stoa/notifications'
import type { EventsOf, Reactions } from './reaction.ts'

export const notifications: Reactions<EventsOf<'inbox' | 'notification' | 'digest'>> = {
  'inbox.changed': {
    stalePages: 'none',
    live: { change: ({ userIds }) => ({ topic: 'inbox', userIds }) }
  },
  'notification.created': { effects: { mail: each(mailNotification) }, stalePages: 'none' },
  'digest.due': { effects: { mail: each(mailDigest) }, stalePages: 'none' }
}
