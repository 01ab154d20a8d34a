declare module '@stoa/core' {
  interface Events {
    /** An admin proposed a shorter term, which waits for a second one. */
    'retention.proposed': { term: string }
    /** A term has another value. */
    'retention.changed': { term: string }
  }
}

export {}
