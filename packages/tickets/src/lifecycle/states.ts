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

/** State of its tickets that a thread shows to everybody. It never reveals whose turn it is. */
export type PublicState = 'with_support' | 'in_progress' | 'resolved' | 'returned' | 'closed'

type Standing = { state: TicketState; outcome: Outcome | null }

/** Returns the public state of a ticket; undefined if nothing is shown, as after declining. */
export function publicStateOf({ state, outcome }: Standing): PublicState | undefined {
  if (state === 'new') return 'with_support'
  if (state === 'resolved') return 'resolved'
  if (state !== 'closed') return 'in_progress'
  if (outcome === 'declined' || outcome === 'merged') return undefined
  return outcome === 'resolved' || outcome === 'returned' ? outcome : 'closed'
}

/**
 * Whether somebody still has to work on the ticket. A requester has at most one open ticket per
 * thread.
 */
export const isOpen = (state: TicketState) => state !== 'resolved' && state !== 'closed'

/** Whether it is the desk's turn; the clock runs only then. */
export const isWaitingOnAgent = (state: TicketState) =>
  isOpen(state) && state !== 'waiting_on_requester'

// If a thread has tickets of several people, it shows the least settled one.
const unsettledFirst: PublicState[] = [
  'in_progress',
  'with_support',
  'resolved',
  'returned',
  'closed'
]

/** Returns the state that a thread shows for several tickets. */
export const leastAdvanced = (states: readonly PublicState[]): PublicState | undefined =>
  unsettledFirst.find((state) => states.includes(state))
