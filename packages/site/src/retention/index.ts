import './events.ts'
import './ports.ts'

export { retentionPeriod } from './change.ts'
export { cleanRetained } from './clean.ts'
export { retentionEndpoints } from './endpoints.ts'
export { invalidateRetention, retainedFor } from './values.ts'
