import { atLeast, type Actor } from '@stoa/core'
import { can, moderates } from '../policy.ts'
import type { StoredHead } from './thread-head.ts'

type Accepted = NonNullable<StoredHead['accepted']>

/**
 * The number of the accepted answer if it may stand under the question: its author is no newcomer or
 * somebody vouched for it, and it says what it said when it was accepted. Of an outdated one that of
 * its successor in this thread, which no asker has accepted: only if somebody vouched for it.
 */
export function numberOnTop(head: StoredHead): number | null {
  const { accepted, confirmedById } = head
  if (!accepted) return null
  if (accepted.outdatedAt !== null) return successorOnTop(head, accepted)
  if (editedSinceAccepted(head)) return null
  const trusted = accepted.trust !== 'new' || atLeast(accepted.role, 'volunteer')
  return trusted || confirmedById !== null ? accepted.number : null
}

function successorOnTop(head: StoredHead, { successor, outdatedAt, vouched }: Accepted) {
  if (!vouched || successor?.threadId !== head.id || successor.outdatedAt !== null) return null
  const edited = Date.parse(successor.editedAt ?? '') > Date.parse(outdatedAt ?? '')
  return edited ? null : successor.number
}

const editedSinceAccepted = ({ accepted, acceptedAt }: StoredHead): boolean =>
  Date.parse(accepted?.editedAt ?? '') > Date.parse(acceptedAt ?? '')

/**
 * Whether accepting the accepted answer again would say something: a moderator who is not its author
 * vouches for it, or it was edited and somebody looks at it anew.
 */
export function mayConfirm(actor: Actor, head: StoredHead): boolean {
  const { accepted, categoryId, confirmedById } = head
  if (!accepted) return false
  const vouches = moderates(actor, categoryId) && accepted.authorId !== actor.id
  const edited = editedSinceAccepted(head)
  return (vouches && (edited || confirmedById === null)) || (edited && can.accept(actor, head))
}
