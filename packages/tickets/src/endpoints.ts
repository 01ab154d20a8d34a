import { conversationEndpoints } from './conversation/endpoints.ts'
import { customFactEndpoints } from './custom-facts/endpoints.ts'
import { ticketStatisticsEndpoints } from './statistics/endpoints.ts'
import { factLookupEndpoints } from './fact-lookup/endpoints.ts'
import { savedReplyEndpoints } from './desk/saved-reply-endpoints.ts'
import { openingEndpoints } from './escalation/endpoints.ts'
import { holdEndpoints } from './holds/endpoints.ts'
import { ownTicketEndpoints } from './requester/endpoints.ts'
import { relatedEndpoints } from './desk/related-endpoints.ts'
import { absenceEndpoints } from './rules/absence-endpoints.ts'
import { ruleEndpoints } from './rules/endpoints.ts'
import { serviceLevelEndpoints } from './service-levels/endpoints.ts'
import { satisfactionEndpoints } from './satisfaction/endpoints.ts'
import { topicEndpoints } from './topics/endpoints.ts'
import { savedViewEndpoints } from './desk/saved-view-endpoints.ts'
import { bulkEndpoints } from './desk/bulk-endpoints.ts'
import { presenceEndpoints } from './desk/presence-endpoints.ts'
import { workingEndpoints } from './desk/endpoints.ts'

/** Every endpoint of the capability: `api.tickets.<name>`. */
export const ticketsEndpoints = {
  ...openingEndpoints,
  ...ownTicketEndpoints,
  ...conversationEndpoints,
  ...workingEndpoints,
  ...presenceEndpoints,
  ...bulkEndpoints,
  ...savedViewEndpoints,
  ...relatedEndpoints,
  ...savedReplyEndpoints,
  ...ruleEndpoints,
  ...absenceEndpoints,
  ...serviceLevelEndpoints,
  ...ticketStatisticsEndpoints,
  ...satisfactionEndpoints,
  ...topicEndpoints,
  ...customFactEndpoints,
  ...factLookupEndpoints,
  ...holdEndpoints
}
