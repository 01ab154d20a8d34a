import { atLeast, refuseUnless, type Actor } from '@stoa/core'
import { moderates } from './visibility.ts'
import type { posts, threads } from './schema.ts'

type Thread = typeof threads.$inferSelect
type Post = typeof posts.$inferSelect
type InCategory = Pick<Thread, 'categoryId'>
type Restructured = Pick<Thread, 'categoryId' | 'officialCount'> & { escalated: boolean }

const isStaff = ({ role }: Actor) => atLeast(role, 'staff')

const moderate = (actor: Actor, { categoryId }: InCategory) =>
  refuseUnless(moderates(actor, categoryId), 403, 'forbidden')

const restructure = (actor: Actor, thread: Restructured) =>
  moderate(actor, thread) ??
  refuseUnless(
    isStaff(actor) || (thread.officialCount === 0 && !thread.escalated),
    403,
    'staff_only_thread'
  )

/** Permissions of moderators in their categories, and of staff everywhere. */
export const moderatorRules = {
  moderate,
  /**
   * To change a thread as a whole: title, category, merging, splitting, closing. If staff have
   * replied or a ticket is open, only staff do it; volunteers can propose it.
   */
  restructure,
  move: (actor: Actor, thread: Restructured, to: number) =>
    refuseUnless(
      moderates(actor, thread.categoryId) && moderates(actor, to),
      403,
      'not_moderator_of_both'
    ) ?? restructure(actor, thread),
  pin: (
    actor: Actor,
    thread: InCategory & Pick<Thread, 'authorId'>,
    scope: 'category' | 'everywhere'
  ) =>
    moderate(actor, thread) ??
    refuseUnless(isStaff(actor) || thread.authorId !== actor.id, 403, 'own_case') ??
    refuseUnless(isStaff(actor) || scope === 'category', 403, 'staff_only_pin'),
  unpin: (actor: Actor, thread: InCategory, scopes: readonly string[]) =>
    moderate(actor, thread) ??
    refuseUnless(isStaff(actor) || !scopes.includes('everywhere'), 403, 'staff_only_pin'),
  hide: (actor: Actor, thread: InCategory, post: Pick<Post, 'state' | 'autoHidden'>) =>
    moderate(actor, thread) ??
    refuseUnless(
      post.state === 'visible' || post.state === 'awaiting_approval' || post.autoHidden,
      409,
      'post_state_changed'
    ),
  /** A post that staff hid is restored by staff only, unless staff left it to volunteers. */
  restore: (actor: Actor, thread: InCategory, post: Pick<Post, 'state' | 'hiddenByStaff'>) =>
    moderate(actor, thread) ??
    refuseUnless(post.state === 'hidden', 409, 'post_state_changed') ??
    refuseUnless(isStaff(actor) || !post.hiddenByStaff, 403, 'hidden_by_staff'),
  /** Staff leave a post that they hid to the moderators of its category. */
  unassign: (actor: Actor, thread: InCategory, post: Pick<Post, 'state' | 'hiddenByStaff'>) =>
    moderate(actor, thread) ??
    refuseUnless(post.state === 'hidden' && post.hiddenByStaff, 409, 'post_state_changed') ??
    refuseUnless(isStaff(actor), 403, 'forbidden'),
  approveEdit: moderate,
  /** A refused post was never public, so showing it approves it. */
  approveRefused: moderate,
  approve: (actor: Actor, thread: InCategory, post: Pick<Post, 'state'>) =>
    moderate(actor, thread) ??
    refuseUnless(post.state === 'awaiting_approval', 409, 'post_state_changed')
}
