import './events.ts'
import './ports.ts'

export { retentionPeriodHandler } from './change.ts'
export { cleanRetained } from './clean.ts'
export { retentionEndpoints } from './endpoints.ts'
export { invalidateRetention, retainedFor } from './values.ts'
