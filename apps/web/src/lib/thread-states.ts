import type { ThreadHead, ThreadRow } from './shapes.ts'

export type State =
  | 'question'
  | 'solved'
  | 'closed'
  | 'official'
  | 'pinned'
  | 'awaiting_approval'
  | 'hidden'
  | 'withdrawn'
  | Escalation
type Escalation = 'with_support' | 'in_progress' | 'resolved' | 'returned' | 'escalation_closed'
type Facts = Pick<
  ThreadRow | ThreadHead,
  'kind' | 'solved' | 'closed' | 'hasOfficialPost' | 'marks' | 'state'
>

const escalations: Record<string, Escalation> = {
  with_support: 'with_support',
  in_progress: 'in_progress',
  resolved: 'resolved',
  returned: 'returned',
  closed: 'escalation_closed'
}

/** State of the ticket that the thread was escalated to. */
export const escalationOf = ({ marks }: Pick<Facts, 'marks'>): Escalation | undefined =>
  escalations[marks.find(({ kind }) => kind === 'escalation')?.state ?? '']

/** True if the thread has posts the reader has not seen. */
export const isUnread = ({ unread, unreadFrom }: Pick<ThreadRow, 'unread' | 'unreadFrom'>) =>
  unread || unreadFrom !== null

/** States shown as chips on a row or head, most important first. */
export function statesOf({ kind, solved, closed, hasOfficialPost, marks, state }: Facts): State[] {
  const escalation = escalationOf({ marks })
  // While support works on it, perhaps again, a solution does not end it.
  const isOpen = escalation === 'with_support' || escalation === 'in_progress'
  const states: (State | undefined | false)[] = [
    (state === 'awaiting_approval' || state === 'hidden' || state === 'withdrawn') && state,
    marks.some((mark) => mark.kind === 'pin') && 'pinned',
    solved && !isOpen && 'solved',
    kind === 'question' && !solved && 'question',
    escalation,
    hasOfficialPost && 'official',
    closed && 'closed'
  ]
  return states.filter((state): state is State => Boolean(state))
}
