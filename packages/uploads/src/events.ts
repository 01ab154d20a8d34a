declare module '@stoa/core' {
  interface Events {
    /** Uploads were erased: their files may go, now that this is committed. */
    'uploads.erased': Record<string, never>
  }
}

export {}
