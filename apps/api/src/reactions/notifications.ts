import { mailDigest, mailNotifications } from '@stoa/notifications'
import type { EventsOf, Reactions } from './reaction.ts'

export const notifications: Reactions<EventsOf<'inbox' | 'notification' | 'digest'>> = {
  'inbox.changed': {
    stalePages: 'none',
    live: { change: ({ userIds }) => ({ topics: ['inbox'], userIds }) }
  },
  'notification.created': { mails: mailNotifications, stalePages: 'none' },
  'digest.due': { jobs: { mail: mailDigest }, stalePages: 'none' }
}
