import './events.ts'
import './ports.ts'

export { deliverNext, forgetDeliveries, queueForReceivers, wakeReceivers } from './delivering.ts'
export { deskAgent, isFirst, speakerOf } from './desk.ts'
export { webhooksEndpoints } from './endpoints.ts'
export { sealedSecrets } from './sealed-secrets.ts'
export type { WebhookEvent } from './schema.ts'
