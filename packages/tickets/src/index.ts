import './events.ts'

export { ticketsEndpoints } from './endpoints.ts'
export { eraseTicketsOf } from './erasing.ts'
export { publishAnswers } from './publishing.ts'
export { ownTicketData } from './own-data.ts'
export { canOpenAttachment } from './reads.ts'
export { closeResolved } from './closing.ts'
export {
  agentsConcerned,
  announceAnswers,
  describeTickets,
  requesterOf,
  requesterToTell
} from './telling.ts'
