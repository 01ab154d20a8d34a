type OfAnnouncement = { announcementId: number }

declare module '@stoa/core' {
  interface Events {
    /** A draft or a version that waits: nothing that readers see. */
    'announcement.saved': OfAnnouncement
    'announcement.published': OfAnnouncement
    /** A public one says something else, or stands elsewhere. */
    'announcement.changed': OfAnnouncement
    'announcement.updated': OfAnnouncement & { updateId: number }
    'announcement.expired': OfAnnouncement
    'announcement.withdrawn': OfAnnouncement
    /** Two minutes have passed since it was published, and nobody stopped it. */
    'announcement.due': OfAnnouncement
    /** The same of an update, and of the correction of a withdrawn one. */
    'announcement.update_due': OfAnnouncement & { updateId: number; resolved: boolean }
    'announcement.correction_due': OfAnnouncement
    /** Its time has come or passed: readers see another phase, and somebody should say how it goes on. */
    'announcement.reminder_due': OfAnnouncement
    /** Admins added a kind, or named or removed one. */
    'announcement.kinds_changed': Record<string, never>
    'announcement.linked': OfAnnouncement & { threadId: number }
    'announcement.unlinked': OfAnnouncement & { threadId: number }
  }
}

export {}
