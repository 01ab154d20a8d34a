declare module '@stoa/core' {
  interface Events {
    /** An admin proposed a shorter period, which waits for a second one. */
    'retention.proposed': { period: string }
    /** A period has another value. */
    'retention.changed': { period: string }
  }
}

export {}
