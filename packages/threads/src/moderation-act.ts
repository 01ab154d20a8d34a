import type { Context } from '@stoa/core'

/** An entry for the moderation log: an act on content, with ids and a reason from the list. */
export type ModerationAct = {
  kind:
    | 'hidden'
    | 'auto_hidden'
    | 'restored'
    | 'approved'
    | 'awaiting_approval'
    | 'handed_back'
    | 'closed'
    | 'reopened'
    | 'moved'
    | 'merged'
    | 'split'
    | 'retitled'
    | 'retagged'
    | 'slowed'
    | 'unslowed'
    | 'redacted'
    | 'quote_redacted'
    | 'outdated'
    | 'current'
    | 'flag_cleared'
    | 'flag_kept'
    | 'flagged'
    | 'edit_approved'
    | 'edit_refused'
    | 'pinned'
    | 'unpinned'
    | 'announcement_linked'
    | 'announcement_unlinked'
  /** Category before the act. */
  categoryId: number
  threadId: number
  /** Thread that was merged into `threadId`, or from which it was split. */
  fromThreadId?: number
  /** Absent if the act concerns the whole thread. */
  postId?: number
  /** Author of the content. */
  userId: number
  reason?: string | null
  /** For moderators only. */
  note?: string | null
  /** Sweep that the act is part of. */
  sweepId?: number
  /** For `hidden`: the post awaited approval. */
  wasAwaitingApproval?: boolean
  /** For `hidden`: only the text of number 1 was hidden, and its thread stayed. */
  keptReplies?: boolean
  /** For `hidden`: it undoes a restoration and does not count towards the moderator's hides. */
  again?: boolean
  /** For `restored`: the post had been auto-hidden. */
  wasForNow?: boolean
}

type ThreadIds = { id: number; categoryId: number; authorId: number }
type PostIds = { id: number; authorId: number }

/** Builds the entry of the moderation log for an act on a thread, or on one of its posts. */
export const actOn = (
  kind: ModerationAct['kind'],
  thread: ThreadIds,
  post?: PostIds
): ModerationAct => ({
  kind,
  categoryId: thread.categoryId,
  threadId: thread.id,
  postId: post?.id,
  userId: (post ?? thread).authorId
})

/** Writes the act into the moderation log, unless the actor wrote what it concerns. */
export async function recordOnOthers(ctx: Context, act: ModerationAct): Promise<void> {
  if (act.userId !== ctx.actor.id) await ctx.ports.moderation.recordAction(ctx, act)
}
