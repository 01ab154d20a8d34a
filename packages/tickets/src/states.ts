export const ticketStates = [
  'new',
  'open',
  'waiting_on_requester',
  'waiting_on_third_party',
  'resolved',
  'closed'
] as const
export type TicketState = (typeof ticketStates)[number]

/** How a ticket ended; null while it has not. */
export const outcomes = ['resolved', 'returned', 'declined', 'withdrawn', 'merged'] as const
export type Outcome = (typeof outcomes)[number]

export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof priorities)[number]

/** What a thread tells everybody about its ticket: never whose turn it is. */
export type PublicState = 'with_support' | 'in_progress' | 'resolved' | 'returned' | 'closed'

type Standing = { state: TicketState; outcome: Outcome | null }

/** The public state of a ticket; undefined where nothing is left to tell, as after declining. */
export function publicStateOf({ state, outcome }: Standing): PublicState | undefined {
  if (state === 'new') return 'with_support'
  if (state === 'resolved') return 'resolved'
  if (state !== 'closed') return 'in_progress'
  if (outcome === 'declined' || outcome === 'merged') return undefined
  return outcome === 'resolved' || outcome === 'returned' ? outcome : 'closed'
}

/** Still somebody's work: the one that a thread has room for per requester. */
export const isOpen = (state: TicketState) => state !== 'resolved' && state !== 'closed'

/** Whether it is the desk's turn: only then its clock runs. */
export const isWaitingOnAgent = (state: TicketState) =>
  isOpen(state) && state !== 'waiting_on_requester'

// Where several people have a ticket about one thread, it shows what is least settled.
const unsettledFirst: PublicState[] = [
  'in_progress',
  'with_support',
  'resolved',
  'returned',
  'closed'
]

/** Of several public states the one that a thread shows. */
export const leastAdvanced = (states: readonly PublicState[]): PublicState | undefined =>
  unsettledFirst.find((state) => states.includes(state))
