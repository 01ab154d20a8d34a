import { conversationEndpoints } from './conversation.ts'
import { statisticsEndpoints } from '../statistics/endpoints.ts'
import { savedReplyEndpoints } from './saved-replies.ts'
import { openingEndpoints } from './opening.ts'
import { ownTicketEndpoints } from './own-tickets.ts'
import { relatedEndpoints } from './related-tickets.ts'
import { ruleEndpoints } from '../rules/endpoints.ts'
import { serviceLevelEndpoints } from '../service-levels/endpoints.ts'
import { topicEndpoints } from '../topics/endpoints.ts'
import { workingEndpoints } from './working.ts'

/** Every endpoint of the capability: `api.tickets.<name>`. */
export const ticketsEndpoints = {
  ...openingEndpoints,
  ...ownTicketEndpoints,
  ...conversationEndpoints,
  ...workingEndpoints,
  ...relatedEndpoints,
  ...savedReplyEndpoints,
  ...ruleEndpoints,
  ...serviceLevelEndpoints,
  ...statisticsEndpoints,
  ...topicEndpoints
}
