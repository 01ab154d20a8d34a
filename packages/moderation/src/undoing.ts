import { and, desc, eq, gt, inArray, isNull, lt, notExists, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { after, conflict, emit, notFound, write, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { holdAgain, leaveHiddenForNow, postUrl, restorePost, visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/schema'
import { log } from './actions.ts'
import { whereModerated } from './columns.ts'
import type { UndoableRow } from './contract.ts'
import { reopenDecided } from './outcomes.ts'
import { actions } from './schema.ts'

const undoable = 10 * 60_000
const kinds = ['hidden', 'approved', 'report_upheld', 'report_dismissed'] as const
const shown = 20

/** What the actor decided in the last ten minutes and can take back, the latest first. */
export async function listUndoable(ctx: Context): Promise<{ items: UndoableRow[] }> {
  const rows = await ownActs(ctx)
  return {
    items: rows.map(({ threadId, title, number, username, ...act }) => ({
      ...shownOf(act),
      post:
        threadId && title && number
          ? { url: postUrl(threadId, title, number), title, number }
          : null,
      username
    }))
  }
}

const shownOf = ({
  id,
  kind,
  postId,
  caseId,
  createdAt
}: Pick<Act, 'id' | 'kind' | 'postId' | 'caseId' | 'createdAt'>) => ({
  ...{ id, kind, postId, caseId, createdAt },
  until: after(createdAt, undoable)
})

/**
 * Takes an own decision back within ten minutes: the post is as it was, its case open again.
 * @throws Problem 404 for what is not the actor's, older, followed by something newer or where they
 * moderate no more; 409 where somebody was quicker, and as `restorePost`
 */
export async function undoAct(ctx: Context, id: number): Promise<void> {
  const [act] = await ownActs(ctx, id)
  if (!act) throw notFound()
  const { kind, postId, refused, reportsReason } = act
  if (kind === 'hidden' && postId && reportsReason)
    return leaveHiddenForNow(ctx, postId, reportsReason)
  if (kind === 'hidden' && postId) return restorePost(ctx, postId, refused ? 'held' : 'visible')
  if (kind === 'approved' && postId) return holdAgain(ctx, postId)
  return reopen(ctx, act)
}

type Act = Awaited<ReturnType<typeof ownActs>>[number]

const later = alias(actions, 'later')
const earlier = alias(actions, 'earlier')

/** Of a post that reports had hidden when it was decided about; else null. */
const reasonOfReports = (db: Context['db']) => {
  const before = db
    .select({
      reason: sql`case when ${earlier.kind} = 'hidden_for_now' then ${earlier.reason} end`
    })
    .from(earlier)
    .where(and(eq(earlier.postId, actions.postId), lt(earlier.id, actions.id), hides))
    .orderBy(desc(earlier.id))
    .limit(1)
  return sql<string | null>`${before}`
}
const hides = inArray(earlier.kind, ['hidden_for_now', 'hidden', 'restored'])

const ownActs = (ctx: Context, id?: number) =>
  ctx.db
    .select({
      id: actions.id,
      kind: sql<(typeof kinds)[number]>`${actions.kind}`,
      createdAt: actions.createdAt,
      postId: actions.postId,
      caseId: actions.caseId,
      categoryId: actions.categoryId,
      actedThreadId: actions.threadId,
      userId: actions.userId,
      username: users.username,
      refused: posts.refused,
      reportsReason: reasonOfReports(ctx.db),
      threadId: threads.id,
      title: threads.title,
      number: posts.number
    })
    .from(actions)
    .innerJoin(users, eq(users.id, actions.userId))
    .leftJoin(posts, eq(posts.id, actions.postId))
    .leftJoin(threads, eq(threads.id, posts.threadId))
    .where(
      and(
        eq(actions.actorId, ctx.actor.id),
        gt(actions.createdAt, after(ctx.now, -undoable)),
        inArray(actions.kind, [...kinds]),
        // A sweep is undone as one.
        isNull(actions.sweepId),
        or(isNull(actions.postId), and(visiblePosts(ctx.actor), whereModerated(ctx))),
        notExists(laterOnes(ctx.db)),
        id === undefined ? undefined : eq(actions.id, id)
      )
    )
    .orderBy(desc(actions.id))
    .limit(shown)

/** Whatever was decided after it about the same post or case. */
const laterOnes = (db: Context['db']) =>
  db
    .select({ id: later.id })
    .from(later)
    .where(
      and(
        gt(later.id, actions.id),
        or(eq(later.postId, actions.postId), eq(later.caseId, actions.caseId))
      )
    )

async function reopen(ctx: Context, { caseId, categoryId, actedThreadId, postId, userId }: Act) {
  if (caseId === null) throw notFound()
  await write(ctx, async (ctx) => {
    if (!(await reopenDecided(ctx, caseId))) throw conflict('case_resolved')
    const about = { caseId, categoryId, threadId: actedThreadId, postId, userId }
    await log(ctx, { kind: 'case_reopened', ...about })
    await emit(ctx, 'case.reopened', { caseId })
  })
}
