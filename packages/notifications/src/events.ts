declare module '@stoa/core' {
  interface Events {
    /** New in these inboxes, at most 500; only live streams listen. */
    'inbox.changed': { userIds: number[] }
    /** Its reader wants a mail at once. */
    'notification.created': { notificationId: number; userId: number }
    /** Of what was told in a time, of the kinds that are mailed daily, or at once and were too many. */
    'digest.due': { userId: number; since: string; until: string; frequency: 'daily' | 'at_once' }
  }
}

export {}
