import type { Cleaner } from '@stoa/core'
import type { TermKey } from './terms.ts'

declare module '@stoa/core' {
  interface Ports {
    /** The cleaner of each term, from the capability that owns the data. */
    cleaners: Record<TermKey, Cleaner>
  }
}
