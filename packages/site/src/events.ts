declare module '@stoa/core' {
  interface Events {
    /** The site has other words, pictures, languages, or was opened. */
    'site.changed': Record<string, never>
    /** A version waits for a second person. */
    'site.proposed': Record<string, never>
  }
}

export {}
