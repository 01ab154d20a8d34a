import { and, eq, exists, inArray, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { emit, type Context } from '@stoa/core'
import { sanctions } from '@stoa/accounts/tables'
import type { ModerationAct } from '@stoa/threads'
import { posts } from '@stoa/threads/tables'
import { appealUndoing, hasDecisionPage } from './appeals/decisions.ts'
import { brakeHides } from './hide-brake.ts'
import { closeCase, reopenCase } from './outcomes.ts'
import { actions, cases } from './schema.ts'
import { checkConflictOfInterest } from './conflict-of-interest.ts'

type Action = Omit<typeof actions.$inferInsert, 'actorId' | 'actorRole' | 'createdAt'>

/** Port: records in the log what moderators do to threads and posts. */
export async function recordAction(ctx: Context, act: ModerationAct): Promise<void> {
  const ownCase = concernsAnybody(act)
    ? false
    : (await checkConflictOfInterest(ctx, await subjectOf(ctx, act))).ownCase
  // A sweep counts once, before its first post.
  if (act.kind === 'hidden' && !act.sweepId && !act.again) await brakeHides(ctx)
  const caseId = await settleCase(ctx, act)
  const actionId = await log(ctx, { ...act, caseId, ownCase })
  const decided = act.kind === 'hidden' || act.wasForNow
  if (caseId && decided) await emit(ctx, 'case.resolved', { caseId, actionId })
}

/**
 * Hiding a post upholds its case. Restoring an auto-hidden post dismisses it. Any other restoring
 * or auto-hiding reopens it. Returns the case id.
 */
async function settleCase(ctx: Context, { kind, postId, wasForNow }: ModerationAct) {
  if (!postId) return undefined
  if (kind === 'hidden') return closeCase(ctx, eq(cases.postId, postId), 'upheld')
  if (kind !== 'restored' && kind !== 'auto_hidden') return undefined
  if (!wasForNow) return reopenCase(ctx, postId)
  return closeCase(ctx, eq(cases.postId, postId), 'dismissed')
}

/**
 * Inserts one row into the log and emits `moderation.acted`; returns the row's id. Throws as
 * `ports.safety.review`.
 */
export async function log(ctx: Context, action: Action): Promise<number> {
  const { actor, now } = ctx
  if (action.note) await ctx.ports.safety.review(ctx, { path: 'note', text: action.note })
  const [row] = await ctx.db
    .insert(actions)
    .values({ ...action, actorId: actor.id, actorRole: rowRole(ctx), createdAt: now })
    .returning({ id: actions.id })
  const actionId = row?.id ?? 0
  const threadId = action.threadId ?? undefined
  await emit(ctx, 'moderation.acted', { actionId, ...(threadId && { threadId }) })
  return actionId
}

/** Facts about an action that the affected user may know. */
export type ActionFacts = {
  action: string
  reason: string | null
  /** The author of the content, or the sanctioned user. */
  userId: number | null
  threadId: number | null
  postId: number | null
  /** End of a sanction; null if it has none. */
  until: string | null
  /** Part of a sweep, or undone by an upheld appeal: the user gets one notice for all of it. */
  ofAnother: boolean
  /** The action whose page the user is sent to: this one, or the one that was appealed. */
  decisionId: number | null
}

/** Returns by id what the affected users may know of actions. It does not name the moderator. */
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
      const decisionId = appealedId ?? (hasDecisionPage(facts.action) ? id : null)
      return [id, { ...facts, decisionId }]
    })
  )
}

/** The moderator whose decision an upheld appeal undid. */
export async function overruledBy({ db }: Context, actionId: number): Promise<number | undefined> {
  const appeal = alias(actions, 'appeal')
  const [row] = await db
    .select({ actorId: actions.actorId })
    .from(appeal)
    .innerJoin(actions, eq(actions.id, appeal.appealedId))
    .where(and(eq(appeal.id, actionId), eq(appeal.kind, 'appeal_upheld')))
  return row?.actorId ?? undefined
}

const upheld = alias(actions, 'upheld')

/** True if an upheld appeal undid it: both rows have the same actor and time. */
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

// These acts take nothing from the author, so no conflict of interest is checked. A quote is
// redacted together with the quoted post. Auto-hiding has no actor.
const takesNothing: ModerationAct['kind'][] = [
  ...(['pinned', 'unpinned', 'announcement_linked', 'announcement_unlinked'] as const),
  ...(['slowed', 'unslowed'] as const),
  ...(['quote_redacted', 'auto_hidden'] as const)
]
const concernsAnybody = ({ kind }: ModerationAct) => takesNothing.includes(kind)

// Effects and timers run with the power of an admin, but without an account.
const rowRole = ({ actor }: Context) => {
  if (actor.service) return 'service'
  return actor.id === 0 || actor.role === 'guest' ? 'system' : actor.role
}

async function subjectOf(ctx: Context, { userId, categoryId, postId }: ModerationAct) {
  if (!postId) return { userId, categoryId }
  const [post] = await ctx.db
    .select({ official: posts.official })
    .from(posts)
    .where(eq(posts.id, postId))
  return { userId, categoryId, official: post?.official }
}
