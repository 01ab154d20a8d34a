import './events.ts'
import './ports.ts'

export { retentionTermHandler } from './changing.ts'
export { cleanRetained } from './cleaning.ts'
export { retentionEndpoints } from './endpoints.ts'
export { invalidateRetention, retainedFor } from './values.ts'
