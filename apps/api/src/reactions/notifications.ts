import { mailDigest, mailNotification } from '@stoa/notifications'
import type { EventsOf, Reactions } from './reaction.ts'

export const notifications: Reactions<EventsOf<'inbox' | 'notification' | 'digest'>> = {
  'inbox.changed': {
    stalePages: 'none',
    live: { change: ({ userIds }) => ({ topic: 'inbox', userIds }) }
  },
  'notification.created': { jobs: { mail: mailNotification }, stalePages: 'none' },
  'digest.due': { jobs: { mail: mailDigest }, stalePages: 'none' }
}
