type OfAnnouncement = { announcementId: number }

declare module '@stoa/core' {
  interface Events {
    /** A draft or a waiting version was saved; readers see nothing of it. */
    'announcement.saved': OfAnnouncement
    'announcement.published': OfAnnouncement
    /** A public announcement has another text or place. */
    'announcement.changed': OfAnnouncement
    'announcement.updated': OfAnnouncement & { updateId: number }
    'announcement.expired': OfAnnouncement
    'announcement.withdrawn': OfAnnouncement
    /**
     * Followers have to be notified: the two minutes after publication have passed without a stop.
     */
    'announcement.due': OfAnnouncement
    /** As `announcement.due`, for an update and for a correction. */
    'announcement.update_due': OfAnnouncement & { updateId: number; resolved: boolean }
    'announcement.correction_due': OfAnnouncement
    /** A time has come at which the shown phase changes or the writer is reminded. */
    'announcement.reminder_due': OfAnnouncement
    /** An admin added, changed or removed a type. */
    'announcement.types_changed': Record<string, never>
    /** An admin added, changed, archived or ordered services. */
    'announcement.services_changed': Record<string, never>
    /** Somebody without an account asked for announcements by mail. */
    'announcement.subscription_asked': { subscriptionId: number }
    /** A mail about an announcement waits for a subscribed address. */
    'announcement.subscriber_due': OfAnnouncement & {
      subscriptionId: number
      occasion: 'announcement' | 'announcement_update' | 'announcement_withdrawn'
    }
    /** The newest version, or a proposal, waits for a second person. */
    'announcement.approval_requested': OfAnnouncement & { proposalId: number | null }
    'announcement.linked': OfAnnouncement & { threadId: number }
    'announcement.unlinked': OfAnnouncement & { threadId: number }
  }
}

export {}
