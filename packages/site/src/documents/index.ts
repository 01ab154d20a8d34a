import './events.ts'
import './ports.ts'

export { documentsEndpoints } from './endpoints.ts'
export { invalidateDocuments } from './known.ts'
export { applyDue } from './publishing.ts'
