import './events.ts'
import './ports.ts'

export { documentPorts, ownAcceptances } from './acceptance.ts'
export { documentsEndpoints } from './endpoints.ts'
export { documentsToPublish, upcomingVersions } from './counting.ts'
export { invalidateDocuments } from './known.ts'
export { applyDue } from './publishing.ts'
