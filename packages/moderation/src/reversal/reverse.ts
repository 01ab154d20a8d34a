import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm'
import {
  emit,
  Problem,
  withoutIdempotencyKey,
  transaction,
  notFound,
  type Context
} from '@stoa/core'
import { findUser, lockSanctioned } from '@stoa/accounts'
import { releaseLinks } from '@stoa/safety'
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
} from '@stoa/threads/moderators'
import { countHolding, newestHolding, type Reach, type ReversibleAct } from './reversible-acts.ts'
import { sweeps } from '../schema.ts'
import { authorize } from '../policy.ts'
import { undoAppealDecision } from '../appeals/decide.ts'
import { undoFlagDecision, reopenCase } from '../undo.ts'
import { restoreState } from './former-states.ts'
import { imposeAgain, lift } from '../sanctions/sanction.ts'

const batchSize = 50

type Reversal = { since: string; before?: number }
/** `kept`: acts that the actor may not undo; `before`: cursor for the next batch. */
type Reversed = { undone: number; kept: number; left: number; before: number | null }

/**
 * Undoes a moderator's acts since a time that still apply (see `newestHolding`), fifty per call,
 * each in its own transaction. The newest is undone first, so that each finds the state it left: a
 * thread that was moved and then merged is unmerged before it is moved back. Repeat with `before`
 * to go on.
 * @throws Problem 404, 410; 403 `capability_missing`, or `role_not_below` for an equal or higher
 * role
 */
export async function reverse(
  ctx: Context,
  username: string,
  { since, before }: Reversal
): Promise<Reversed> {
  const moderator = await findUser(ctx, username)
  authorize.reverse(ctx.actor, moderator)
  const each = withoutIdempotencyKey(ctx)
  const whose = { actorId: moderator.id, since }
  const { undone, kept, last } = await undoNewest(each, { ...whose, before })
  await endSweeps(each, moderator.id, since)
  const left = await countHolding(ctx, { ...whose, before: last })
  return { undone, kept, left, before: last ?? null }
}

/** `last`: id of the act reached. */
async function undoNewest(ctx: Context, reach: Reach) {
  const counts = { undone: 0, kept: 0, gone: 0 }
  let last = reach.before
  for (let turn = 0; turn < batchSize; turn++) {
    // Undoing an act may make an older one undoable, so the next one is queried after it.
    const act = await newestHolding(ctx, { ...reach, before: last })
    if (!act) break
    counts[await attempt(ctx, reach, act.id)] += 1
    last = act.id
  }
  return { ...counts, last }
}

/** Ends the moderator's sweeps, which releases their links; the posts are undone one by one. */
const endSweeps = (ctx: Context, byId: number, since: string) =>
  transaction(ctx, async (ctx) => {
    const theirs = and(
      ...[eq(sweeps.byId, byId), gte(sweeps.createdAt, since), isNull(sweeps.undoneAt)]
    )
    // A sweep that goes on meanwhile would quarantine addresses that nobody releases.
    const swept = ctx.db.selectDistinct({ id: sweeps.userId }).from(sweeps).where(theirs)
    for (const { id } of await swept.orderBy(asc(sweeps.userId))) await lockSanctioned(ctx, id)
    const ended = await ctx.db
      .update(sweeps)
      .set({ undoneAt: ctx.now })
      .where(theirs)
      .returning({ id: sweeps.id })
    if (ended.length === 0) return
    await releaseLinks(
      ctx,
      ended.map(({ id }) => id)
    )
    await emit(ctx, 'quarantine.eased', {})
  })

/**
 * Returns `kept` if the actor may not undo the act, `gone` if somebody else did; neither stops the
 * rest.
 */
async function attempt(ctx: Context, reach: Reach, id: number) {
  try {
    return await transaction(ctx, async (ctx) => {
      await lockReversal(ctx, reach.actorId)
      const still = await newestHolding(ctx, { ...reach, only: id })
      if (!still) return 'gone'
      await undoReversible(ctx, still)
      return 'undone'
    })
  } catch (error) {
    if (error instanceof Problem) return 'kept'
    throw error
  }
}

/** Serializes reversals of one moderator's acts. */
async function lockReversal({ db }: Context, actorId: number) {
  const lock = `moderation.reversal:${actorId}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
}

/** Undoes one act of a moderator that still applies. @throws Problem as the verb that undoes it */
async function undoReversible(ctx: Context, act: ReversibleAct): Promise<void> {
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
