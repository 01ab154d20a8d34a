import { conversationEndpoints } from './conversation.ts'
import { macroEndpoints } from './macros.ts'
import { openingEndpoints } from './opening.ts'
import { ownTicketEndpoints } from './own-tickets.ts'
import { relatedEndpoints } from './related-tickets.ts'
import { ruleEndpoints } from './rules.ts'
import { serviceEndpoints } from './service.ts'
import { workingEndpoints } from './working.ts'

/** Every endpoint of the capability: `api.tickets.<name>`. */
export const ticketsEndpoints = {
  ...openingEndpoints,
  ...ownTicketEndpoints,
  ...conversationEndpoints,
  ...workingEndpoints,
  ...relatedEndpoints,
  ...macroEndpoints,
  ...ruleEndpoints,
  ...serviceEndpoints
}
