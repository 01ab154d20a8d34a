/** How long details of a closed ticket are kept: the default, or as identity documents. */
export const detailsPeriods = ['ticket_details', 'identity_documents'] as const
export type DetailsPeriod = (typeof detailsPeriods)[number]

export const ticketStates = [
  'new',
  'open',
  'waiting_on_requester',
  'waiting_on_third_party',
  'resolved',
  'closed'
] as const
export type TicketState = (typeof ticketStates)[number]

/** States that an agent sets without ending the ticket. */
export const nextStates = ['open', 'waiting_on_requester', 'waiting_on_third_party'] as const

/** How a ticket ended; null while it is open or resolved. `auto_closed`: a rule closed it. */
export const outcomes = [
  'resolved',
  'returned',
  'declined',
  'withdrawn',
  'merged',
  'auto_closed'
] as const
export type Outcome = (typeof outcomes)[number]

export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof priorities)[number]

/**
 * Whether somebody still has to work on the ticket. A requester has at most one open ticket per
 * thread.
 */
export const isOpen = (state: TicketState) => state !== 'resolved' && state !== 'closed'

/** Whether it is the desk's turn; the clock runs only then. */
export const isWaitingOnAgent = (state: TicketState) =>
  isOpen(state) && state !== 'waiting_on_requester'
