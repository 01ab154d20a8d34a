import './events.ts'
import './ports.ts'

export { ticketsEndpoints } from './endpoints/index.ts'
export { ticketForReceivers } from './receiving.ts'
export { eraseTicketsOf } from './erasing.ts'
export { announceAnswers } from './answer-delivery.ts'
export { unassignTickets } from './handing-back.ts'
export { publishAnswers } from './publishing.ts'
export { ownTicketData } from './data-export.ts'
export { canOpenAttachment } from './reads.ts'
export { sumDays } from './statistics/day-sums.ts'
export { answersTicket } from './finding.ts'
export { invalidateTopics, topicKeys } from './topics/topics.ts'
export { closeResolved } from './timers.ts'
export { usualLevels } from './service-levels/levels.ts'
export { isDeskAgent } from './agents.ts'
export { saveTypedFacts } from './facts/typed-facts.ts'
export { sealedFacts } from './facts/sealed-facts.ts'
export { followThread, returnTickets } from './following-threads.ts'
export { alertDesk } from './service-levels/overdue.ts'
export { recomputeDeadlines } from './service-levels/setting-levels.ts'
export { openForStolenAccount } from './stolen-account.ts'
export { ticketTexts } from './texts.ts'
export { notifyLinked, notifyLinkedOfEnd } from './incident-link.ts'
export {
  agentsAmong,
  agentsConcerned,
  describeTickets,
  everyAgentFor,
  requesterOf,
  requesterOfLinked,
  requesterToNotify
} from './requester-notifications.ts'
