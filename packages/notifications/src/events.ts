declare module '@stoa/core' {
  interface Events {
    /** New notifications in these inboxes, at most 500. Only live streams use it. */
    'inbox.changed': { userIds: number[] }
    /** A post became public by this event, and more than 500 users are to be notified of it. */
    'post.many_readers': { postId: number; eventId: number; at: string }
    /** The reader wants this kind mailed at once. */
    'notification.created': { notificationId: number; userId: number }
    /**
     * A digest of a period is due: of kinds mailed daily or weekly, of those about posts, which wait a few
     * minutes, or of others mailed at once that exceeded the limit.
     */
    'digest.due': {
      userId: number
      since: string
      until: string
      frequency: 'daily' | 'weekly' | 'at_once' | 'posts'
    }
  }
}

export {}
