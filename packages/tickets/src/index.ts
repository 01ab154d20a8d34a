import './events.ts'
import './ports.ts'

export { linkedTickets } from './conversation/linked-tickets.ts'
export { ticketsEndpoints } from './endpoints.ts'
export { ticketForReceivers } from './webhook-data.ts'
export { eraseTicketsOf } from './requester/erasing.ts'
export { announceAnswers } from './conversation/answer-delivery.ts'
export { unassignTickets } from './lifecycle/unassigning.ts'
export { publishAnswers } from './escalation/official-answer.ts'
export { ownTicketData } from './requester/data-export.ts'
export { openAttachment } from './conversation/read-log.ts'
export { overdueTickets } from './statistics/backlog.ts'
export { escalations } from './statistics/escalations.ts'
export { sumDays } from './statistics/day-sums.ts'
export { ticketAccess } from './finding.ts'
export { hasOwnDesk, replaceSeededTopics } from './topics/replacing.ts'
export { invalidateTopics, topicNames } from './topics/topics.ts'
export { endHolds } from './holds/deciding.ts'
export { detailsCleaner } from './retention/details-cleaner.ts'
export { closeResolved } from './lifecycle/resolution.ts'
export { usualLevels } from './service-levels/levels.ts'
export { isDeskAgent } from './conversation/agent-numbers.ts'
export { saveTypedFacts } from './facts/typed-facts.ts'
export { followThread, returnTickets } from './escalation/following-threads.ts'
export { alertDesk } from './service-levels/due.ts'
export { recomputeDeadlines } from './service-levels/setting-levels.ts'
export { openForStolenAccount } from './escalation/stolen-account.ts'
export { ticketTexts } from './search-texts.ts'
export { notifyLinked, notifyLinkedOfEnd } from './incidents/incident-link.ts'
export {
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
