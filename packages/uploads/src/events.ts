declare module '@stoa/core' {
  interface Events {
    /** Uploads were erased, so their files can be removed. */
    'uploads.erased': Record<string, never>
  }
}

export {}
