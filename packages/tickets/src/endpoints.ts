import { conversationEndpoints } from './conversation/endpoints.ts'
import { queueEndpoints } from './desk/queue-endpoints.ts'
import { deskTicketEndpoints } from './desk/ticket-endpoints.ts'
import { holdEndpoints } from './holds/endpoints.ts'
import { requesterEndpoints } from './requester/endpoints.ts'
import { ruleEndpoints } from './rules/endpoints.ts'
import { deskReportEndpoints } from './statistics/endpoints.ts'
import { deskSettingEndpoints } from './topics/endpoints.ts'

/** Every endpoint of the capability: `api.tickets.<name>`. */
export const ticketsEndpoints = {
  ...requesterEndpoints,
  ...conversationEndpoints,
  ...deskTicketEndpoints,
  ...queueEndpoints,
  ...ruleEndpoints,
  ...deskReportEndpoints,
  ...deskSettingEndpoints,
  ...holdEndpoints
}
