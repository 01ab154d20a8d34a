import './events.ts'
import './ports.ts'

export { ticketsEndpoints } from './endpoints/index.ts'
export { describeForDesk } from './telling-desk.ts'
export { eraseTicketsOf } from './erasing.ts'
export { announceAnswers } from './going-out.ts'
export { handBackTickets } from './handing-back.ts'
export { publishAnswers } from './publishing.ts'
export { ownTicketData } from './own-data.ts'
export { canOpenAttachment } from './reads.ts'
export { sumDays } from './figures/day-sums.ts'
export { answersTicket } from './finding.ts'
export { dropTopics, topicKeys } from './topics/topics.ts'
export { closeResolved } from './closing.ts'
export { usualLevels } from './service-levels/levels.ts'
export { isDeskAgent } from './agents.ts'
export { keepTypedFacts } from './facts/typed-facts.ts'
export { sealedFacts } from './facts/sealed-facts.ts'
export { openTicketsFor } from './open-for-desk.ts'
export { followThread, returnTickets } from './following-threads.ts'
export { alertDesk } from './service-levels/overdue.ts'
export { reckonAgain } from './service-levels/setting-levels.ts'
export { openForStolenAccount } from './stolen-account.ts'
export { ticketTexts } from './texts.ts'
export { tellTied, tellTiedOfEnd } from './tying.ts'
export {
  agentsAmong,
  agentsConcerned,
  authorOf,
  describeTickets,
  everyAgentFor,
  everyAgentWaitedFor,
  requesterOf,
  requesterOfTied,
  requesterToTell
} from './telling.ts'
