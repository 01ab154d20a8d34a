import { and, desc, eq, ne } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { findUser } from './people/people.ts'
import { authorize } from './policy.ts'
import { sessions, users } from './schema.ts'
import { recordSecurityEvent } from './security-log/recording.ts'

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
