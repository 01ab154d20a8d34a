declare module '@stoa/core' {
  interface Events {
    'volunteer.applied': { applicationId: number }
    'volunteer.answered': { applicationId: number }
    /** A volunteer proposed a change to a thread that only staff may make. */
    'volunteer.proposed': { threadId: number }
  }
}

export {}
