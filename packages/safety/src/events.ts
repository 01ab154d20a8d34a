declare module '@stoa/core' {
  interface Events {
    /** The official list or the block list changed. */
    'trust.changed': Record<string, never>
    /** A host was marked harmless, or a spammer's links were released. */
    'quarantine.eased': Record<string, never>
    /** A host is not marked harmless any more. */
    'quarantine.tightened': { host: string }
    /**
     * An admin proposed a change of the official list; it takes effect when a second admin confirms
     * it or after a day.
     */
    'trust.proposed': Record<string, never>
    /** Filters were added, switched or removed. */
    'filters.changed': Record<string, never>
  }
}

export {}
