import { and, desc, eq, ne, gt, sql } from 'drizzle-orm'
import { transaction, type Context, after, notFound } from '@stoa/core'
import { findUser } from '../people/people.ts'
import { authorize, can } from '../policy.ts'
import { sessions, users, securityEventAddresses, securityEvents } from '../schema.ts'
import { recordSecurityEvent, sealedUnder } from './record.ts'
import { unseal } from '../secrets.ts'
import { findAccount } from '../account/account.ts'

/**
 * Shows staff one private field of a user below them, and logs the actor and the reason.
 * @returns null if the field is empty
 * @throws Problem 404, 410, 403 `look_above_role`, 422 as `ports.safety.review`
 */
export async function revealPersonalData(
  ctx: Context,
  username: string,
  { field, reason }: { field: 'email' | 'ip'; reason: string }
): Promise<string | null> {
  const user = await findUser(ctx, username)
  authorize.revealPersonalData(ctx.actor, user.role)
  await ctx.ports.safety.review(ctx, { path: 'reason', text: reason })
  return transaction(ctx, async (ctx) => {
    const kind = field === 'email' ? 'look.email' : 'look.address'
    await recordSecurityEvent(ctx, kind, { subjectId: user.id, details: { reason } })
    return field === 'email' ? emailOf(ctx, user.id) : addressOf(ctx, user.id)
  })
}

async function emailOf({ db }: Context, userId: number) {
  const [row] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId))
  return row?.email ?? null
}

async function addressOf({ db }: Context, userId: number) {
  const [row] = await db
    .select({ address: sessions.address })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), ne(sessions.address, '')))
    .orderBy(desc(sessions.lastUsedAt))
    .limit(1)
  return row?.address ?? null
}

/**
 * Returns the full address of a security event as long as addresses are kept, and records the actor and the
 * reason as an event. The caller is an admin.
 * @throws Problem 404, 422 as `ports.safety.review`
 */
export async function lookAtAddress(ctx: Context, eventId: number, reason: string) {
  const { createdAt, sealed, subjectId } = await findSealed(ctx, eventId)
  await ctx.ports.safety.review(ctx, { path: 'reason', text: reason })
  return transaction(ctx, async (ctx) => {
    const look = { subjectId: subjectId ?? undefined, details: { eventId, reason } }
    await recordSecurityEvent(ctx, 'look.event_address', look)
    return { value: unseal(ctx.ports, ...sealedUnder(createdAt), sealed) }
  })
}

async function findSealed(ctx: Context, eventId: number) {
  const since = after(ctx.now, -(await ctx.ports.site.retainedFor(ctx, 'addresses')))
  const { createdAt, sealed } = securityEventAddresses
  const [found] = await ctx.db
    .select({ createdAt, sealed, subjectId: securityEvents.subjectId })
    .from(securityEventAddresses)
    .innerJoin(
      securityEvents,
      and(eq(securityEvents.createdAt, createdAt), eq(securityEvents.id, eventId))
    )
    .where(and(eq(securityEventAddresses.eventId, eventId), gt(createdAt, since)))
  if (!found) throw notFound()
  return found
}

/**
 * Finds the account of an exact address, and logs the actor and the reason, whether or not there is
 * one. The accounts of other admins are not found, and the log names nobody then. The caller is an
 * admin.
 * @throws Problem 422 as `ports.safety.review`
 */
export async function searchByEmail(
  ctx: Context,
  { email, reason }: { email: string; reason: string }
): Promise<{ username: string | null }> {
  await ctx.ports.safety.review(ctx, { path: 'reason', text: reason })
  return transaction(ctx, async (ctx) => {
    const found = await findAccount(
      ctx,
      sql`lower(${users.email}) = lower(${email}) and not ${users.visitor}`
    )
    const shown = found && can.revealPersonalData(ctx.actor, found.role) ? found : undefined
    await recordSecurityEvent(ctx, 'look.email', { subjectId: shown?.id, details: { reason } })
    return { username: shown?.username ?? null }
  })
}
