import type { Cleaner } from '@stoa/core'
import type { PeriodKey } from './periods.ts'

declare module '@stoa/core' {
  interface Ports {
    /** The cleaner of each period, from the capability that owns the data. */
    cleaners: Record<PeriodKey, Cleaner>
  }
}
