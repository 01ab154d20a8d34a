import './events.ts'
import './ports.ts'

export { linkedTickets } from './conversation/ticket-row.ts'
export { ticketsEndpoints } from './endpoints.ts'
export {
  ticketAccess,
  ticketForReceivers,
  agentsAmong,
  agentsConcerned,
  describeTickets,
  everyAgentFor,
  leadsFor,
  peopleToWake,
  requesterOf,
  requesterOfLinked,
  requesterToNotify
} from './recipients.ts'
export { eraseTicketsOf } from './requester/erase.ts'
export { announceAnswers } from './conversation/answer-delivery.ts'
export { unassignTickets } from './lifecycle/transitions.ts'
export { publishAnswers } from './escalation/official-answer.ts'
export { ownTicketData } from './requester/data-export.ts'
export { openAttachment } from './conversation/read-log.ts'
export { overdueTickets } from './statistics/backlog.ts'
export { escalations } from './statistics/statistics.ts'
export { sumDays } from './statistics/sums.ts'
export { hasOwnDesk, replaceSeededTopics } from './topics/topic-changes.ts'
export { invalidateTopics, topicNames } from './topics/topics.ts'
export { endHolds } from './holds/decide.ts'
export { detailsCleaner } from './retention/details-cleaner.ts'
export { closeResolved } from './lifecycle/resolution.ts'
export { usualLevels } from './service-levels/levels.ts'
export { isDeskAgent } from './conversation/messages.ts'
export { saveTypedFacts } from './facts/typed-facts.ts'
export { followThread, returnTickets } from './escalation/following-threads.ts'
export { alertDesk } from './service-levels/deadlines.ts'
export { recomputeDeadlines } from './service-levels/set-levels.ts'
export { openForStolenAccount } from './escalation/open-ticket.ts'
export { ticketTexts } from './search-texts.ts'
export { notifyLinked, notifyLinkedOfEnd } from './incidents/incident-link.ts'
