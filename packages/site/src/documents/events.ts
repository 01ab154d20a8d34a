declare module '@stoa/core' {
  interface Events {
    /** A version was saved or discarded; readers see none of it. */
    'document.saved': { slug: string }
    /** A version became public: it is in force, or will be. */
    'document.published': { slug: string; versionId: number }
    /** A member accepted a version of the terms. */
    'document.accepted': { userId: number }
    /** The date of effect of a public version has come. */
    'document.in_force': { slug: string; versionId: number }
  }
}

export {}
