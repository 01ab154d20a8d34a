import { and, eq, exists, inArray, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { emit, type Context } from '@stoa/core'
import { sanctions } from '@stoa/accounts/schema'
import type { ModerationAct } from '@stoa/threads'
import { posts } from '@stoa/threads/schema'
import { appealUndoing, isNotified } from './appeals/decisions.ts'
import { brakeHides } from './hide-brake.ts'
import { closeCase, reopenCase } from './outcomes.ts'
import { actions } from './schema.ts'
import { checkConflictOfInterest } from './conflict-of-interest.ts'

type Action = Omit<typeof actions.$inferInsert, 'actorId' | 'actorRole' | 'createdAt'>

/** The part of `ports` that writes what moderators do to threads and posts into the log. */
export async function recordAction(ctx: Context, act: ModerationAct): Promise<void> {
  const ownCase = concernsAnybody(act)
    ? false
    : (await checkConflictOfInterest(ctx, await subjectOf(ctx, act))).ownCase
  // A sweep is one act, with a limit of its own.
  if (act.kind === 'hidden' && !act.sweepId && !act.again) await brakeHides(ctx)
  const caseId = await settleCase(ctx, act)
  const actionId = await log(ctx, { ...act, caseId, ownCase })
  const decided = act.kind === 'hidden' || act.wasForNow
  if (caseId && decided) await emit(ctx, 'case.resolved', { caseId, actionId })
}

/**
 * Hiding a post decides its case, undoing that opens it, and restoring what only reports had hidden
 * decides it the other way; answers which.
 */
async function settleCase(ctx: Context, { kind, postId, wasForNow }: ModerationAct) {
  if (!postId) return undefined
  if (kind === 'hidden') return closeCase(ctx, postId, 'upheld')
  if (kind !== 'restored' && kind !== 'auto_hidden') return undefined
  return wasForNow ? closeCase(ctx, postId, 'dismissed') : reopenCase(ctx, postId)
}

/** Adds one row to the log in the transaction of `ctx` and tells of it; answers its id. Throws as `ports.review`. */
export async function log(ctx: Context, action: Action): Promise<number> {
  const { actor, now } = ctx
  if (action.note) await ctx.ports.review(ctx, { path: 'note', text: action.note })
  const [row] = await ctx.db
    .insert(actions)
    .values({ ...action, actorId: actor.id, actorRole: rowRole(ctx), createdAt: now })
    .returning({ id: actions.id })
  const actionId = row?.id ?? 0
  const threadId = action.threadId ?? undefined
  await emit(ctx, 'moderation.acted', { actionId, ...(threadId && { threadId }) })
  return actionId
}

export type ActionFacts = {
  action: string
  reason: string | null
  /** Whose content, or who, it concerned. */
  userId: number | null
  threadId: number | null
  postId: number | null
  /** Of a sanction: its end; null where it has none. */
  until: string | null
  /** One of many of a sweep, or what an upheld appeal undid: the person is told of that, once. */
  ofAnother: boolean
  /** The action whose page says more to whom it concerns: itself, or what an appeal was about. */
  decisionId: number | null
}

/** What may be told of actions to those they concern, by id; who acted stays out. */
export async function describeActions(
  ctx: Context,
  ids: readonly number[]
): Promise<Map<number, ActionFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({
      id: actions.id,
      action: actions.kind,
      reason: actions.reason,
      userId: actions.userId,
      threadId: actions.threadId,
      postId: actions.postId,
      appealedId: actions.appealedId,
      ofAnother: sql<boolean>`${actions.sweepId} is not null or ${ofUpheldAppeal(ctx)}`,
      until: sanctions.until
    })
    .from(actions)
    .leftJoin(sanctions, eq(sanctions.id, actions.sanctionId))
    .where(inArray(actions.id, [...ids]))
  return new Map(
    rows.map(({ id, appealedId, ...facts }) => {
      const decisionId = appealedId ?? (isNotified(facts.action) ? id : null)
      return [id, { ...facts, decisionId }]
    })
  )
}

const upheld = alias(actions, 'upheld')

/** Whether it was done as an appeal was upheld: by the same hand and at the same time. */
function ofUpheldAppeal({ db }: Context): SQL {
  const subjectsOf = ({ userId, postId, sanctionId }: typeof actions | typeof upheld) =>
    sql`(${userId}, ${postId}, ${sanctionId})`
  return exists(
    db
      .select({ id: upheld.id })
      .from(upheld)
      .where(
        and(
          ...[eq(upheld.kind, 'appeal_upheld'), inArray(actions.kind, [...appealUndoing])],
          ...[eq(upheld.actorId, actions.actorId), eq(upheld.createdAt, actions.createdAt)],
          sql`${subjectsOf(upheld)} is not distinct from ${subjectsOf(actions)}`
        )
      )
  )
}

// A pin, a link or slow mode takes nothing from the author, a quote goes with what it quotes, whoever redacted
// that, and reports hide a post without anybody deciding.
const takesNothing: ModerationAct['kind'][] = [
  ...(['pinned', 'unpinned', 'announcement_linked', 'announcement_unlinked'] as const),
  ...(['slowed', 'unslowed'] as const),
  ...(['quote_redacted', 'auto_hidden'] as const)
]
const concernsAnybody = ({ kind }: ModerationAct) => takesNothing.includes(kind)

// Consequences and timed tasks act with an admin's power, as nobody.
const rowRole = ({ actor }: Context) =>
  actor.id === 0 || actor.role === 'guest' ? 'system' : actor.role

async function subjectOf(ctx: Context, { userId, categoryId, postId }: ModerationAct) {
  if (!postId) return { userId, categoryId }
  const [post] = await ctx.db
    .select({ official: posts.official })
    .from(posts)
    .where(eq(posts.id, postId))
  return { userId, categoryId, official: post?.official }
}
