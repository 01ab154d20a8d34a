declare module '@stoa/core' {
  interface Events {
    /** Staff changed the related words. */
    'search.words_changed': Record<string, never>
  }
}

export {}
