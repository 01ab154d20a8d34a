import './events.ts'
import './ports.ts'

export { deliverNext, queueForReceivers, wakeReceivers } from './delivering.ts'
export { deleteOldDeliveries } from './retention.ts'
export { webhooksEndpoints } from './endpoints.ts'
export { sealedSecrets } from './sealed-secrets.ts'
export type { WebhookEvent } from './schema.ts'
