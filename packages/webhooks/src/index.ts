import './events.ts'
import './ports.ts'

export { deliverNext, queueForReceivers, wakeReceivers } from './delivering.ts'
export { deleteOldDeliveries, failedDeliveries } from './log.ts'
export { webhooksEndpoints } from './endpoints.ts'
export { sealedSecrets } from './secrets.ts'
export type { Headline } from './ports.ts'
export type { WebhookEvent } from './schema.ts'
