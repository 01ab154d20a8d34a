declare module '@stoa/core' {
  interface Events {
    /** New notifications in these inboxes, at most 500. Only live streams use it. */
    'inbox.changed': { userIds: number[] }
    /** The reader wants this kind mailed at once. */
    'notification.created': { notificationId: number; userId: number }
    /**
     * A digest of a period is due: of kinds mailed daily, or of kinds mailed at once that exceeded
     * the limit.
     */
    'digest.due': { userId: number; since: string; until: string; frequency: 'daily' | 'at_once' }
  }
}

export {}
