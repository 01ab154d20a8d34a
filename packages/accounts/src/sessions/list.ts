import { and, desc, eq, gt } from 'drizzle-orm'
import { emit, notFound, transaction, type Context } from '@stoa/core'
import { ownId } from '../account/account.ts'
import { endAccess } from '../tokens/tokens.ts'
import { deviceOf } from './user-agent.ts'
import { mailLater } from '../events.ts'
import { lockOwn } from '../recovery/account-lock.ts'
import { sessions } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { endSessions } from './sessions.ts'

/** Lists the valid sessions of the signed-in user, the last used first. */
export async function listSessions(ctx: Context) {
  const { id, hash, scopes, userAgent, createdAt, lastUsedAt } = sessions
  const rows = await ctx.db
    .select({ id, hash, scopes, userAgent, createdAt, lastUsedAt })
    .from(sessions)
    .where(and(eq(sessions.userId, ownId(ctx)), gt(sessions.expiresAt, ctx.now)))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
  return rows.map(({ hash, ...row }) => ({
    ...row,
    device: deviceOf(row.userAgent),
    current: hash === ctx.actor.session?.hash
  }))
}

/** @throws Problem 404 if it is not a session of the actor */
export async function revokeSession(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const ended = await ctx.db
      .delete(sessions)
      .where(and(eq(sessions.id, id), eq(sessions.userId, ctx.actor.id)))
      .returning({ id: sessions.id })
    if (ended.length === 0) throw notFound()
    const session = { subjectId: ctx.actor.id, details: { sessionId: id } }
    await recordSecurityEvent(ctx, 'session.ended', session)
    await emit(ctx, 'actor.changed', { userId: ctx.actor.id })
  })
}

/** Ends all sessions of the actor except the present one. */
export async function revokeOtherSessions(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await endSessions(ctx, ctx.actor.id, { exceptPresent: true })
    await recordSecurityEvent(ctx, 'session.others_ended', { subjectId: ctx.actor.id })
    await emit(ctx, 'actor.changed', { userId: ctx.actor.id })
  })
}

/**
 * Ends all access but the present session, because a sign-in was not the actor's: all other
 * sessions, all API tokens, and the other browsers that the account knows. The present one stays, as its
 * owner now has to change the password or to freeze the account. The owner is mailed, in case the
 * present session is the foreign one.
 */
export async function disownAccess(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { id } = await lockOwn(ctx)
    await endAccess(ctx, id, { exceptPresent: true })
    await recordSecurityEvent(ctx, 'session.not_recognized', { subjectId: id })
    await mailLater(ctx, 'access_ended', id)
  })
}
