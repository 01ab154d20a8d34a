import { and, asc, eq, exists, inArray, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import { after, emit, emitEach, transaction, type Context } from '@stoa/core'
import { withdrawTokenApprovals } from '../approvals/decide.ts'
import { apiTokens, providerSessions, sessions, signInModeRevisions, users } from '../schema.ts'
import { recordForEach } from '../security-log/record.ts'
import { startMailing } from './link-mailing.ts'
import { bindsAll, readMode } from './mode.ts'
import { hasProvider } from './unlinked.ts'

const batchSize = 500
const day = 24 * 3600_000
const remindedBefore = 3 * day
/** Requests that began before the date have ended by then. */
const settledAfter = 2 * 60_000

/**
 * Reminds members of the date from which providers are the only way in, and then ends what passwords
 * gave: all sessions that no provider began, and the tokens of accounts that none can sign in.
 * Sessions by mailed code stay, for tickets. A timed task calls it.
 */
export async function followMode(ctx: Context): Promise<void> {
  const { revision, ...mode } = await readMode(ctx)
  if (mode.startsAt === null) return
  if (!bindsAll(mode, ctx.now)) return remind(ctx, revision, mode.startsAt)
  const isThis = eq(signInModeRevisions.id, revision)
  const open = and(isThis, isNull(signInModeRevisions.enforcedAt))
  if ((await ctx.db.$count(signInModeRevisions, open)) === 0) return
  for (let ended = batchSize; ended === batchSize;)
    ended = await transaction(ctx, (ctx) => endNext(ctx))
  // Cached pages for guests say how to sign in.
  await transaction(ctx, (ctx) => emit(ctx, 'sign_up.changed', {}))
  if (ctx.now < after(mode.startsAt, settledAfter)) return
  await ctx.db.update(signInModeRevisions).set({ enforcedAt: ctx.now }).where(open)
}

/** Once for each date, unless all were mailed within a day. */
async function remind(ctx: Context, id: number, startsAt: string): Promise<void> {
  if (ctx.now < after(startsAt, -remindedBefore)) return
  const { remindedAt, appliedAt } = signInModeRevisions
  const isDue = and(isNull(remindedAt), lte(appliedAt, after(ctx.now, -day)))
  await transaction(ctx, async (ctx) => {
    const { count } = await ctx.db
      .update(signInModeRevisions)
      .set({ remindedAt: ctx.now })
      .where(and(eq(signInModeRevisions.id, id), isDue))
    if (count > 0) await startMailing(ctx, id, 'link_reminder')
  })
}

/** @returns the number of accounts whose access ended */
async function endNext(ctx: Context): Promise<number> {
  const ids = await nextAccounts(ctx)
  if (ids.length === 0) return 0
  const ended = await ctx.db
    .delete(sessions)
    .where(and(inArray(sessions.userId, ids), isByPassword(ctx)))
    .returning({ userId: sessions.userId })
  const revoked = await ctx.db
    .update(apiTokens)
    .set({ revokedAt: ctx.now })
    .where(and(inArray(apiTokens.userId, ids), isNull(apiTokens.revokedAt), isUnlinked(ctx)))
    .returning({ id: apiTokens.id, userId: apiTokens.userId })
  if (revoked.length > 0)
    await withdrawTokenApprovals(
      ctx,
      revoked.map(({ id }) => id)
    )
  await emitEach(
    ctx,
    ids.map((userId) => ({ type: 'actor.changed' as const, payload: { userId } }))
  )
  const [sessionsOf, tokensOf] = [countByUser(ended), countByUser(revoked)]
  const events = ids.map((subjectId) => {
    const counts = { sessions: sessionsOf(subjectId), tokens: tokensOf(subjectId) }
    return { subjectId, details: counts }
  })
  await recordForEach(ctx, 'session.ended_by_mode', events)
  return ids.length
}

function countByUser(rows: readonly { userId: number }[]) {
  const byUser = Map.groupBy(rows, ({ userId }) => userId)
  return (userId: number) => byUser.get(userId)?.length ?? 0
}

function isByPassword({ db }: Context) {
  const { sessionHash } = providerSessions
  const begun = db.select({ sessionHash }).from(providerSessions)
  return and(isNull(sessions.scopes), notExists(begun.where(eq(sessionHash, sessions.hash))))
}

function isUnlinked({ db }: Context) {
  const isOwner = and(eq(users.id, apiTokens.userId), eq(users.service, false))
  const owner = db.select({ id: users.id }).from(users)
  return exists(owner.where(and(isOwner, sql`not ${hasProvider}`)))
}

async function nextAccounts(ctx: Context): Promise<number[]> {
  const theirs = eq(sessions.userId, users.id)
  const session = ctx.db.select({ hash: sessions.hash }).from(sessions)
  const token = ctx.db.select({ id: apiTokens.id }).from(apiTokens)
  const isLiving = and(eq(apiTokens.userId, users.id), isNull(apiTokens.revokedAt))
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(
      or(
        exists(session.where(and(theirs, isByPassword(ctx)))),
        exists(token.where(and(isLiving, isUnlinked(ctx))))
      )
    )
    .orderBy(asc(users.id))
    .limit(batchSize)
  return rows.map(({ id }) => id)
}
