declare module '@stoa/core' {
  interface Events {
    /** New in these inboxes, at most 500; only live streams listen. */
    'inbox.changed': { userIds: number[] }
    /** Its reader wants a mail at once. */
    'notification.created': { notificationId: number; userId: number }
    /** Of what was told in a time. */
    'digest.due': { userId: number; since: string; until: string }
  }
}

export {}
