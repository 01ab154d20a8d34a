import { atLeast, type Actor, type Context } from '@stoa/core'
import type { KnownCategory } from '../categories/categories.ts'
import type { ThreadHead } from './contract.ts'
import { audienceOf } from '../categories/category-list.ts'
import { outdatedIn } from '../answers/outdated.ts'
import { linkTo, threadRowOf } from '../lists/thread-rows.ts'
import { can } from '../policy.ts'
import { pageOf } from '../urls.ts'
import type { StoredHead } from './thread-head.ts'
import { moderates } from '../visibility.ts'

/** Returns the head of a thread in the shape of the contract. */
export function headOf(ctx: Context, head: StoredHead, known: KnownCategory[]): ThreadHead {
  const row = threadRowOf(ctx, head, known)
  const category = known.find(({ id }) => id === head.categoryId)
  const parentId = category?.parentId ?? null
  const escalation = row.marks.find(({ kind }) => kind === 'escalation')
  return {
    ...row,
    parentCategory: parentId === null ? null : linkTo(ctx, parentId, known),
    postCount: head.replyCount + 1,
    pageCount: pageOf(head.lastNumber),
    highestNumber: head.lastNumber,
    acceptedPostId: head.accepted ? head.acceptedPostId : null,
    acceptedNumber: head.accepted?.number ?? null,
    acceptedByAsker: head.acceptedById === head.authorId,
    acceptedConfirmed: head.confirmedById !== null,
    acceptedOutdated: acceptedOutdated(head),
    closeReason: head.closeReason,
    reopensAt: head.reopensAt,
    slowSeconds: head.slowSeconds,
    escalation: escalation ? { state: escalation.state, since: escalation.since } : null,
    following: head.following,
    meToo: head.meToo,
    noindex: head.replyCount === 0 && head.authorTrust === 'new',
    audience: audienceOf(ctx, {
      id: head.categoryId,
      rule: head.rule,
      readers: head.readers,
      holdFirstPosts: category?.holdFirstPosts ?? false
    }),
    can: abilities(ctx.actor, head)
  }
}

const acceptedOutdated = ({ id, accepted }: StoredHead) =>
  accepted && outdatedIn(id, accepted.outdatedAt, accepted.successor)

function abilities(actor: Actor, head: StoredHead): ThreadHead['can'] {
  const escalated = head.marks.some(({ kind }) => kind === 'escalation')
  const thread = { ...head, escalated, posted: head.written.posted }
  const isPublic = head.state === 'visible'
  const restructure = can.restructure(actor, thread)
  return {
    moderate: can.moderate(actor, thread),
    reply: can.reply(actor, thread),
    follow: can.follow(actor),
    meToo: isPublic && can.addMeToo(actor, thread),
    confirm: isConfirmable(actor, head),
    retitle: can.retitle(actor, thread),
    move: restructure,
    close: restructure && head.closedAt === null,
    reopen: restructure && head.closedAt !== null,
    pin: isPublic && head.authorId !== actor.id && can.pin(actor, thread, 'category'),
    withdraw: can.withdraw(actor, { ...head, state: head.firstState }),
    escalate: isPublic && can.escalate(actor, thread)
  }
}

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
function isConfirmable(actor: Actor, head: StoredHead): boolean {
  const { accepted, acceptedPostId, categoryId, confirmedById } = head
  if (!accepted || acceptedPostId === null || !can.accept(actor, head, acceptedPostId)) return false
  const vouches = moderates(actor, categoryId) && accepted.authorId !== actor.id
  const edited = editedSinceAccepted(head)
  return (vouches && (edited || confirmedById === null)) || (edited && can.solve(actor, head))
}
