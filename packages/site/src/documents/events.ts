declare module '@stoa/core' {
  interface Events {
    /** A version was saved or discarded; readers see none of it. */
    'document.saved': { slug: string }
    /** A version became public: it is in force, or will be. */
    'document.published': { slug: string; versionId: number }
    /** A member accepted a version of the terms. */
    'document.accepted': { userId: number }
    /** Members are to be mailed about a version; each event queues the next of them. */
    'document.mailing_due': { versionId: number }
    /** A member is to be mailed about a version. `at`: when that was decided. */
    'document.member_mail_due': { versionId: number; userId: number; at: string }
    /** The date of effect of a public version has come. */
    'document.in_force': { slug: string; versionId: number }
  }
}

export {}
