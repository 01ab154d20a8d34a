import { atLeast, type Actor } from '@stoa/core'
import { moderates } from '../visibility.ts'
import { can } from '../policy.ts'
import type { StoredHead } from './thread-head.ts'

type Accepted = NonNullable<StoredHead['accepted']>

/**
 * Number of the post shown below the question. The accepted answer is shown if its author is no
 * newcomer or somebody confirmed it, and if it was not edited since. For an outdated answer, its
 * successor in this thread is shown, if the outdated mark comes from staff or a disinterested
 * moderator.
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
 * Whether accepting the accepted answer again has an effect: a moderator other than its author
 * confirms it, or it is confirmed after an edit.
 */
export function isConfirmable(actor: Actor, head: StoredHead): boolean {
  const { accepted, acceptedPostId, categoryId, confirmedById } = head
  if (!accepted || acceptedPostId === null || !can.accept(actor, head, acceptedPostId)) return false
  const vouches = moderates(actor, categoryId) && accepted.authorId !== actor.id
  const edited = editedSinceAccepted(head)
  return (vouches && (edited || confirmedById === null)) || (edited && can.solve(actor, head))
}
