import { notFound, type Context } from '@stoa/core'
import { closeThread } from '@stoa/threads'
import {
  changeThread,
  closeAgain,
  markCurrent,
  moveThreadBack,
  reopenThread,
  setSlowMode,
  undoEditDecision,
  undoMerge,
  undoSplit,
  unpinThread
} from '@stoa/threads/moderating'
import { undoAppealDecision } from '../appeals/appeal-undoing.ts'
import { undoFlagDecision } from '../flag-undoing.ts'
import { restoreState } from './former-states.ts'
import type { ReversibleAct } from './reversible-acts.ts'
import { imposeAgain, lift } from '../sanctions/sanctioning.ts'
import { reopenCase } from '../undoing.ts'

/** Undoes one act of a moderator that still applies. @throws Problem as the verb that undoes it */
export async function undoReversible(ctx: Context, act: ReversibleAct): Promise<void> {
  const { kind, postId, threadId, sanction, actorId } = act
  if (kind === 'report_dismissed' || kind === 'report_upheld') return reopenCase(ctx, act)
  if (kind === 'appeal_upheld' || kind === 'appeal_rejected')
    return undoAppealDecision(ctx, act, actorId)
  if (sanction) return kind === 'lifted' ? imposeAgain(ctx, sanction) : lift(ctx, sanction)
  if (postId) return undoOnPost(ctx, postId, act)
  if (threadId) return undoOnThread(ctx, threadId, act)
}

async function undoOnPost(ctx: Context, postId: number, { kind, was, postState }: ReversibleAct) {
  if (kind === 'edit_approved' || kind === 'edit_refused') return undoEditDecision(ctx, postId)
  if (kind === 'flag_cleared' || kind === 'flag_kept') return undoFlagDecision(ctx, postId)
  if (kind === 'outdated') return markCurrent(ctx, postId)
  if (was && postState) await restoreState(ctx, postId, was, postState)
}

function undoOnThread(ctx: Context, threadId: number, act: ReversibleAct): Promise<void> {
  const { kind, before, home, closing, fromThreadId, createdAt } = act
  if (before !== null) return restoreValue(ctx, threadId, kind, before)
  if (kind === 'closed') return undoClosing(ctx, threadId, closing)
  if (kind === 'reopened') return closeAgain(ctx, threadId)
  if (kind === 'pinned') return unpinThread(ctx, threadId)
  if (kind === 'moved' && home) return moveThreadBack(ctx, threadId, home.categoryId, home.movedAt)
  if (kind === 'split') return undoSplit(ctx, threadId, createdAt)
  if (kind === 'merged' && fromThreadId) return undoMerge(ctx, fromThreadId, createdAt)
  throw notFound()
}

/** The closing that theirs replaced holds again, unless its time has passed; else the thread opens. */
function undoClosing(ctx: Context, id: number, former: ReversibleAct['closing']) {
  const holds = former && (former.reopensAt === null || former.reopensAt > ctx.now)
  return holds ? closeThread(ctx, id, former) : reopenThread(ctx, id)
}

/** Restores title, tags or slow mode of a thread. */
function restoreValue(ctx: Context, id: number, kind: ReversibleAct['kind'], before: string) {
  if (kind === 'retitled') return changeThread(ctx, id, { title: before })
  if (kind === 'retagged') return changeThread(ctx, id, { tags: wordsOf(before) })
  return setSlowMode(ctx, id, before === '' ? null : Number(before))
}

const wordsOf = (text: string) => text.split(' ').filter(Boolean)
