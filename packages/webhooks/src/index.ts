import './events.ts'
import './ports.ts'

export { deliverNext, forgetDeliveries, queueForReceivers, wakeReceivers } from './delivering.ts'
export { deskAgent, deskElsewhere, isFirst, speakerOf } from './desk.ts'
export { queueMissed } from './desk-queue.ts'
export { webhooksEndpoints } from './endpoints.ts'
export { sealedSecrets } from './sealed-secrets.ts'
export type { WebhookEvent } from './schema.ts'
